package nl.etdnetwerk.bsnksoap;

import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import nl.etdnetwerk.saml.xml.HardenedSchema;
import nl.etdnetwerk.saml.xml.HardenedSchema.Violation;
import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.UnacceptableXmlException;

/** The schema in a service description: what is not as described is no request (bsnk.md 4.1). */
public final class BsnkSchema {

    private static final String XSD = XMLConstants.W3C_XML_SCHEMA_NS_URI;
    /** What may be inside, and attributes that are too many or missing. */
    private static final Set<String> OF_NAMES = Set.of("cvc-complex-type.2.4", "cvc-complex-type.3.2.2", "cvc-complex-type.4");
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
     * @throws BsnkFault SyntaxError with the constraint and the element; never with a value, which may be a person's
     */
    void check(Element message) throws BsnkFault {
        Optional<Violation> first = schema.violations(message).stream().findFirst();
        if (first.isPresent()) {
            throw new BsnkFault(BsnkFault.Reason.SyntaxError, told(first.get()));
        }
    }

    /** Some constraints are about names alone, and say which may be there. */
    private static String told(Violation violation) {
        return OF_NAMES.stream().anyMatch(violation.constraint()::startsWith)
                ? violation.message()
                : violation.constraint() + " at " + violation.element();
    }
}
