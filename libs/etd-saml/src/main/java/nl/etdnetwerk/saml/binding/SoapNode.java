package nl.etdnetwerk.saml.binding;

import java.util.Set;
import java.util.function.Predicate;

import org.w3c.dom.Element;

import nl.etdnetwerk.saml.Finding;
import nl.etdnetwerk.saml.xml.ChildElements;
import nl.etdnetwerk.saml.xml.UnacceptableXmlException;

/**
 * What any receiver of SOAP refuses before it looks at the message: an envelope of a version it does not speak, and a header block that
 * it must understand and does not (SOAP 1.1, 4.1.2 and 4.2.3).
 */
public final class SoapNode {

    /** Namespace of SOAP 1.1. */
    public static final String SOAP11 = "http://schemas.xmlsoap.org/soap/envelope/";
    /** Namespace of SOAP 1.2. */
    public static final String SOAP12 = "http://www.w3.org/2003/05/soap-envelope";
    static final String VERSION = "SOAP_VERSION";
    static final String NOT_UNDERSTOOD = "SOAP_MUST_UNDERSTAND";
    /** Blocks for somebody else name him; these names are of whoever reads the envelope. */
    private static final Set<String> US = Set.of("", "http://schemas.xmlsoap.org/soap/actor/next", SOAP12 + "/role/next",
            SOAP12 + "/role/ultimateReceiver");

    private SoapNode() {}

    /**
     * Looks at an envelope; an element of another name is no envelope, and is not looked at.
     *
     * @param versions namespaces of the versions that are spoken here
     * @param understood which header blocks the receiver acts on
     * @throws UnacceptableXmlException SOAP_VERSION or SOAP_MUST_UNDERSTAND
     */
    public static void check(Element root, Set<String> versions, Predicate<Element> understood) throws UnacceptableXmlException {
        if (!"Envelope".equals(root.getLocalName())) {
            return;
        }
        String version = String.valueOf(root.getNamespaceURI());
        if (!versions.contains(version)) {
            throw new UnacceptableXmlException(new Finding(VERSION, "saml.md 1.5", "Envelope", String.join(" or ", versions), version));
        }
        for (Element header : ChildElements.named(root, version, "Header")) {
            for (Element block : ChildElements.of(header)) {
                if (mustBeUnderstood(block, version) && !understood.test(block)) {
                    throw new UnacceptableXmlException(new Finding(NOT_UNDERSTOOD, "saml.md 1.5", "Envelope/Header",
                            "no header block that must be understood and is unknown here", block.getLocalName()));
                }
            }
        }
    }

    private static boolean mustBeUnderstood(Element block, String version) {
        String must = block.getAttributeNS(version, "mustUnderstand").trim();
        String receiver = block.getAttributeNS(version, SOAP11.equals(version) ? "actor" : "role").trim();
        return Set.of("1", "true").contains(must) && US.contains(receiver);
    }
}
