package nl.etdnetwerk.dvza.resource;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

import javax.xml.transform.TransformerException;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.xmpbox.XMPMetadata;
import org.apache.xmpbox.type.BadFieldValueException;
import org.apache.xmpbox.xml.XmpSerializer;

/** A page with a title and a line, as PDF/A-1b: font embedded, colour defined, metadata inside (gegevensdienst 51). */
final class PdfDocument {

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final String COLOUR = "sRGB IEC61966-2.1";
    private static final float VERSION = 1.4f;
    private static final float LEFT = 72;
    private static final float TOP = 770;

    private PdfDocument() {}

    static byte[] of(String title, String line) {
        try (PDDocument document = new PDDocument(); InputStream font = PDDocument.class.getResourceAsStream(FONT)) {
            document.setVersion(VERSION);
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            PDType0Font sans = PDType0Font.load(document, font, true);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                text(content, sans, 16, TOP, title);
                text(content, sans, 11, TOP - 30, line);
            }
            document.getDocumentInformation().setTitle(title);
            describe(document, title);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out, org.apache.pdfbox.pdfwriter.compress.CompressParameters.NO_COMPRESSION);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void text(PDPageContentStream content, PDType0Font font, int size, float y, String text) throws IOException {
        content.beginText();
        content.setFont(font, size);
        content.newLineAtOffset(LEFT, y);
        content.showText(text);
        content.endText();
    }

    /** What makes it PDF/A: the claim in XMP, the same title in both places, and an output intent. */
    private static void describe(PDDocument document, String title) throws IOException {
        XMPMetadata xmp = XMPMetadata.createXMPMetadata();
        var claim = xmp.createAndAddPDFAIdentificationSchema();
        ByteArrayOutputStream serialised = new ByteArrayOutputStream();
        try {
            claim.setPart(1);
            claim.setConformance("B");
            xmp.createAndAddDublinCoreSchema().setTitle(title);
            new XmpSerializer().serialize(xmp, serialised, true);
        } catch (BadFieldValueException | TransformerException e) {
            throw new IOException(e);
        }
        PDMetadata metadata = new PDMetadata(document);
        metadata.importXMPMetadata(serialised.toByteArray());
        document.getDocumentCatalog().setMetadata(metadata);
        PDOutputIntent intent = new PDOutputIntent(document,
                new ByteArrayInputStream(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData()));
        intent.setInfo(COLOUR);
        intent.setOutputCondition(COLOUR);
        intent.setOutputConditionIdentifier(COLOUR);
        intent.setRegistryName("http://www.color.org");
        document.getDocumentCatalog().addOutputIntent(intent);
    }
}
