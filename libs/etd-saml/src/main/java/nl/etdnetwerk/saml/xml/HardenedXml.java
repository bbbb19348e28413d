package nl.etdnetwerk.saml.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

import nl.etdnetwerk.saml.Finding;

/**
 * Parses what comes from outside: no DTD, no external entity, bounded size and depth, every XML id unique, and in messages no
 * comments or processing instructions, so that no text can read differently to two readers (saml.md 7.2 N27 - N29).
 */
public final class HardenedXml {

    private static final String CLAUSE = "saml.md 7.2";
    private static final String WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private static final int MAX_DEPTH = 60;
    /** For messages, what every reader of XML can read (XML 1.0, 2.2): in another encoding a guard on the way may see another text. */
    private static final Set<String> ENCODINGS = Set.of("UTF-8", "US-ASCII", "ASCII", "UTF-16", "UTF-16LE", "UTF-16BE");
    private static final DocumentBuilderFactory FACTORY = factory();
    private static final ThreadLocal<DocumentBuilder> BUILDERS = ThreadLocal.withInitial(HardenedXml::builder);

    /** What kind of document, which decides how much is allowed. */
    public enum Kind {
        /** A protocol message: 256 kB, no comments. */
        MESSAGE(256 * 1024, false),
        /** Metadata or a catalogue: 16 MB, comments allowed. */
        DOCUMENT(16 * 1024 * 1024, true);

        private final int maxBytes;
        private final boolean comments;

        Kind(int maxBytes, boolean comments) {
            this.maxBytes = maxBytes;
            this.comments = comments;
        }
    }

    private HardenedXml() {}

    private static DocumentBuilderFactory factory() {
        try {
            DocumentBuilderFactory f = DocumentBuilderFactory.newDefaultInstance();
            f.setNamespaceAware(true);
            f.setXIncludeAware(false);
            f.setExpandEntityReferences(false);
            f.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            f.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            f.setFeature("http://xml.org/sax/features/external-general-entities", false);
            f.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            // Every node is looked at anyhow; made later they are made twice.
            f.setFeature("http://apache.org/xml/features/dom/defer-node-expansion", false);
            f.setAttribute("jdk.xml.maxElementDepth", Integer.toString(MAX_DEPTH));
            return f;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("no hardened XML parser", e);
        }
    }

    private static DocumentBuilder builder() {
        try {
            synchronized (FACTORY) {
                DocumentBuilder b = FACTORY.newDocumentBuilder();
                b.setErrorHandler(new Silent());
                return b;
            }
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An empty document. */
    public static Document newDocument() {
        return BUILDERS.get().newDocument();
    }

    /**
     * Parses bytes.
     *
     * @throws UnacceptableXmlException with a finding XML_TOO_LARGE, XML_NOT_WELL_FORMED (also for a DTD or too much depth),
     *         XML_ENCODING, XML_DUPLICATE_ID or XML_COMMENT
     */
    public static Document parse(byte[] xml, Kind kind) throws UnacceptableXmlException {
        if (xml.length > kind.maxBytes) {
            throw refused("XML_TOO_LARGE", "at most " + kind.maxBytes + " bytes", xml.length + " bytes");
        }
        Document document;
        try {
            document = BUILDERS.get().parse(new ByteArrayInputStream(xml));
        } catch (SAXException e) {
            throw refused("XML_NOT_WELL_FORMED", "well-formed XML without DTD, at most " + MAX_DEPTH + " deep", firstLine(e.getMessage()));
        } catch (IOException e) {
            throw refused("XML_NOT_WELL_FORMED", "readable text", e.getClass().getSimpleName());
        }
        if (kind == Kind.MESSAGE) {
            // As declared, and as its first bytes have it, which needs no declaration (XML 1.0, appendix F).
            requireReadable(document.getXmlEncoding());
            requireReadable(document.getInputEncoding());
        }
        inspect(document, kind);
        return document;
    }

    private static void requireReadable(String encoding) throws UnacceptableXmlException {
        if (encoding != null && !ENCODINGS.contains(encoding.toUpperCase(Locale.ROOT))) {
            throw refused("XML_ENCODING", "UTF-8", encoding);
        }
    }

    private static String firstLine(String text) {
        return text == null ? "nothing" : text.lines().findFirst().orElse("nothing");
    }

    private static UnacceptableXmlException refused(String code, String expected, String found) {
        return new UnacceptableXmlException(new Finding(code, CLAUSE, "document", expected, found));
    }

    /** Walks the tree without recursion. */
    private static void inspect(Document document, Kind kind) throws UnacceptableXmlException {
        Set<String> ids = new HashSet<>();
        Node node = document;
        while (node != null) {
            if (!kind.comments && (node.getNodeType() == Node.COMMENT_NODE || node.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE)) {
                throw refused("XML_COMMENT", "no comments or processing instructions in a message", node.getNodeName());
            }
            if (node.getNodeType() == Node.ELEMENT_NODE) {
                checkIds(node.getAttributes(), ids);
            }
            node = next(node);
        }
    }

    private static void checkIds(NamedNodeMap attributes, Set<String> ids) throws UnacceptableXmlException {
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr a = (Attr) attributes.item(i);
            boolean isId = a.getNamespaceURI() == null && a.getName().equalsIgnoreCase("id") || a.getName().equals("xml:id")
                    || WSU.equals(a.getNamespaceURI()) && "Id".equals(a.getLocalName());
            if (isId && !ids.add(a.getValue())) {
                throw refused("XML_DUPLICATE_ID", "every id once", a.getValue());
            }
        }
    }

    private static Node next(Node node) {
        if (node.getFirstChild() != null) {
            return node.getFirstChild();
        }
        Node n = node;
        while (n != null && n.getNextSibling() == null) {
            n = n.getParentNode();
        }
        return n == null ? null : n.getNextSibling();
    }

    private static final class Silent implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            // Nothing to say: warnings do not change what was read.
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
