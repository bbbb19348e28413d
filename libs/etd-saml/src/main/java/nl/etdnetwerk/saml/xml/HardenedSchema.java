package nl.etdnetwerk.saml.xml;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;

import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** A schema of our own that fetches nothing from anywhere, for elements that {@link HardenedXml} has read. Safe to share between threads. */
public final class HardenedSchema {

    private final Schema schema;

    private HardenedSchema(Schema schema) {
        this.schema = schema;
    }

    /**
     * From schema documents; one imports another by its namespace.
     *
     * @throws IllegalArgumentException when they are no schema
     */
    public static HardenedSchema of(Source... documents) {
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return new HardenedSchema(factory.newSchema(documents));
        } catch (SAXException e) {
            throw new IllegalArgumentException("no schema", e);
        }
    }

    /**
     * Everything by which an element is not as the schema has it; empty when it is.
     *
     * @return in document order
     */
    public List<Violation> violations(Element root) {
        List<Violation> found = new ArrayList<>();
        try {
            // Not kept for the next: it holds on to what it has seen last.
            Validator validator = schema.newValidator();
            validator.setErrorHandler(new Collecting(validator, found));
            validator.validate(new DOMSource(root));
        } catch (SAXException e) {
            found.add(new Violation("", String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    /**
     * Something that is not as the schema has it.
     *
     * @param element local name of the element in which it is
     * @param message begins with the name of a constraint and a colon; it may quote a value
     */
    public record Violation(String element, String message) {

        /** Name of the constraint, for example cvc-pattern-valid (XML Schema 1.0, appendix C.1). */
        public String constraint() {
            return message.split(":", 2)[0];
        }
    }

    /** Goes on after an error, so that all are found. */
    private record Collecting(Validator validator, List<Violation> found) implements ErrorHandler {

        private static final String CURRENT = "http://apache.org/xml/properties/dom/current-element-node";

        @Override
        public void warning(SAXParseException e) {
            // Nothing that makes it unusable.
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            Element at = (Element) validator.getProperty(CURRENT);
            found.add(new Violation(at == null ? "" : at.getLocalName(), String.valueOf(e.getMessage())));
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
