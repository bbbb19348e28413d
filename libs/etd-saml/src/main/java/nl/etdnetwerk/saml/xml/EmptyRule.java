package nl.etdnetwerk.saml.xml;

import javax.xml.XMLConstants;

import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

import nl.etdnetwerk.saml.Findings;

/** What is optional may be left out, and is not there without anything in it (saml.md 1.2). */
public final class EmptyRule {

    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:";
    /** Without providers it means something: that none of those wished can be used (saml.md 7.6 N88). */
    private static final String MAY_BE_EMPTY = "IDPList";

    private EmptyRule() {}

    /** Adds a finding for each element and attribute of SAML without content, from this element down. */
    public static void check(Element element, Findings findings) {
        boolean isSaml = String.valueOf(element.getNamespaceURI()).startsWith(SAML);
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr a = (Attr) attributes.item(i);
            // That a prefix stands for nothing is said by an empty value.
            boolean isDeclaration = XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(a.getNamespaceURI());
            findings.require(!isSaml || isDeclaration || !a.getValue().isEmpty(), "MESSAGE_EMPTY", "saml.md 1.2",
                    element.getLocalName() + "/@" + a.getName(),
                    "a value, or no such attribute", "nothing");
        }
        var children = ChildElements.of(element);
        boolean says = !children.isEmpty() || attributes.getLength() > 0 || !element.getTextContent().isBlank();
        findings.require(!isSaml || says || MAY_BE_EMPTY.equals(element.getLocalName()), "MESSAGE_EMPTY", "saml.md 1.2",
                element.getLocalName(), "content, or no such element", "nothing");
        children.forEach(c -> check(c, findings));
    }
}
