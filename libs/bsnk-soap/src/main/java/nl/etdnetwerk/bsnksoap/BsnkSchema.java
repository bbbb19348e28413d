package nl.etdnetwerk.bsnksoap;

import java.util.List;
import java.util.stream.IntStream;

import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

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
            NodeList schemas = root.getElementsByTagNameNS(XSD, "schema");
            return new BsnkSchema(
                    HardenedSchema.of(
                            IntStream.range(0, schemas.getLength()).mapToObj(i -> new DOMSource(schemas.item(i))).toArray(Source[]::new)));
        } catch (UnacceptableXmlException e) {
            throw new IllegalArgumentException("no description", e);
        }
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
