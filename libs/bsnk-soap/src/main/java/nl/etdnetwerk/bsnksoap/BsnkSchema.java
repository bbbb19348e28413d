package nl.etdnetwerk.bsnksoap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;

import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.UnacceptableXmlException;

/** The schema in a service description: what is not as described is no request (bsnk.md 4.1). */
public final class BsnkSchema {

    private static final String XSD = XMLConstants.W3C_XML_SCHEMA_NS_URI;
    private final Schema schema;

    private BsnkSchema(Schema schema) {
        this.schema = schema;
    }

    /**
     * The schema of a WSDL of our own.
     *
     * @throws IllegalArgumentException when it has none
     */
    public static BsnkSchema ofDescription(byte[] wsdl) {
        try {
            Element root = HardenedXml.parse(wsdl, HardenedXml.Kind.DOCUMENT).getDocumentElement();
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            // What is of other namespaces is looked into where it is used.
            return new BsnkSchema(factory.newSchema(new Source[]{any("urn:oasis:names:tc:SAML:2.0:assertion", "EncryptedID"),
                any("http://www.w3.org/2000/09/xmldsig#", "X509Data"),
                new DOMSource(root.getElementsByTagNameNS(XSD, "schema").item(0))}));
        } catch (UnacceptableXmlException | SAXException e) {
            throw new IllegalArgumentException("no schema", e);
        }
    }

    private static Source any(String namespace, String element) {
        return new StreamSource(new ByteArrayInputStream(("<xs:schema xmlns:xs=\"" + XSD + "\" targetNamespace=\"" + namespace
                + "\"><xs:element name=\"" + element + "\"/></xs:schema>").getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Checks a message.
     *
     * @throws BsnkFault SyntaxError with the name of the constraint; never with a value, which may be a person's
     */
    void check(Element message) throws BsnkFault {
        try {
            Validator validator = schema.newValidator();
            validator.setErrorHandler(new Strict());
            validator.validate(new DOMSource(message));
        } catch (SAXException e) {
            throw new BsnkFault(BsnkFault.Reason.SyntaxError, String.valueOf(e.getMessage()).split(":", 2)[0]);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Strict implements ErrorHandler {

        @Override
        public void warning(SAXParseException e) throws SAXException {
            throw e;
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
