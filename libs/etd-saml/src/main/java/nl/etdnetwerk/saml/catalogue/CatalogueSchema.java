package nl.etdnetwerk.saml.catalogue;

import java.io.IOException;

import javax.xml.XMLConstants;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;

import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

import nl.etdnetwerk.saml.Findings;

/** The catalogue against our own schema; everything it says is a finding (saml.md 4.1, 7.7 N98). */
final class CatalogueSchema {

    /** Made at first use, once. */
    private static final class Holder {
        private static final Schema SCHEMA = load();
    }

    private CatalogueSchema() {}

    private static Schema load() {
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return factory.newSchema(CatalogueSchema.class.getResource("service-catalogue.xsd"));
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Checks an element that was read by the hardened parser. */
    static void check(Element root, Findings findings) {
        try {
            Validator validator = Holder.SCHEMA.newValidator();
            validator.setErrorHandler(new Collecting(findings));
            validator.validate(new DOMSource(root));
        } catch (SAXException e) {
            report(e, findings);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void report(SAXException e, Findings findings) {
        findings.add("CATALOGUE_SCHEMA", "saml.md 4.1", "ServiceCatalogue", "what the schema allows", e.getMessage());
    }

    /** Goes on after an error, so that all are found. */
    private record Collecting(Findings findings) implements ErrorHandler {

        @Override
        public void warning(SAXParseException e) {
            // Nothing that makes it unusable.
        }

        @Override
        public void error(SAXParseException e) {
            report(e, findings);
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
