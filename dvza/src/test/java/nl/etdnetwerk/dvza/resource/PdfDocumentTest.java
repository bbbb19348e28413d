package nl.etdnetwerk.dvza.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.parser.PreflightParser;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PdfDocumentTest {

    @TempDir
    Path folder;

    @Test
    void ofWhenMadeThenPdfA1bWithTheTextInIt() throws IOException {
        byte[] pdf = PdfDocument.of("Ontslagbrief", "Testgegevens van Zoë de Vries");
        Path file = Files.write(folder.resolve("document.pdf"), pdf);

        ValidationResult result = PreflightParser.validate(file.toFile());

        assertThat(result.getErrorsList()).extracting(e -> e.getErrorCode() + " " + e.getDetails()).isEmpty();
        assertThat(result.isValid()).isTrue();
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document)).contains("Ontslagbrief", "Testgegevens van Zoë de Vries");
        }
    }
}
