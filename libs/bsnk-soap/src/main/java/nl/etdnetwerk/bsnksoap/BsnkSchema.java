package nl.etdnetwerk.bsnksoap;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;

import org.w3c.dom.Element;

import nl.etdnetwerk.saml.xml.HardenedSchema;
import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.UnacceptableXmlException;

/** The schema in a service description: what is not as described is no request (bsnk.md 4.1). */
public final class BsnkSchema {

    private static final String XSD = XMLConstants.W3C_XML_SCHEMA_NS_URI;
    private final HardenedSchema schema;

    private BsnkSchema(HardenedSchema schema) {
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
            // What is of other namespaces is looked into where it is used.
            return new BsnkSchema(HardenedSchema.of(any("urn:oasis:names:tc:SAML:2.0:assertion", "EncryptedID"),
                    any("http://www.w3.org/2000/09/xmldsig#", "X509Data"),
                    new DOMSource(root.getElementsByTagNameNS(XSD, "schema").item(0))));
        } catch (UnacceptableXmlException e) {
            throw new IllegalArgumentException("no description", e);
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
        List<String> violations = schema.violations(message);
        if (!violations.isEmpty()) {
            throw new BsnkFault(BsnkFault.Reason.SyntaxError, violations.get(0).split(":", 2)[0]);
        }
    }
}
