package nl.etdnetwerk.saml.xml;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.w3c.dom.Element;

import nl.etdnetwerk.saml.Findings;

/**
 * The elements of a message stand in the order of the XSDs of SAML, each as often as those allow (saml.md 1.4). A second Issuer or
 * Subject would otherwise leave it to the reader which of them counts.
 */
public final class ElementOrderRule {

    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:";
    private static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
    private static final Place ISSUER = one("Issuer");
    private static final Place SIGNED = one("Signature");
    private static final Place EXTENSIONS = one("Extensions");
    private static final Place STATUS = one("Status");
    private static final Place NAME = one("BaseID", "NameID", "EncryptedID");
    private static final Map<String, List<Place>> ORDERS = Map.of(
            "AuthnRequest",
            List.of(ISSUER, SIGNED, EXTENSIONS, one("Subject"), one("NameIDPolicy"), one("Conditions"), one("RequestedAuthnContext"),
                    one("Scoping")),
            "LogoutRequest", List.of(ISSUER, SIGNED, EXTENSIONS, NAME, many("SessionIndex")),
            "Response", List.of(ISSUER, SIGNED, EXTENSIONS, STATUS, many("Assertion", "EncryptedAssertion")),
            "ArtifactResolve", List.of(ISSUER, SIGNED, EXTENSIONS, one("Artifact")),
            "ArtifactResponse",
            List.of(ISSUER, SIGNED, EXTENSIONS, STATUS, one("AuthnRequest", "LogoutRequest", "LogoutResponse", "Response")),
            "Assertion",
            List.of(ISSUER, SIGNED, one("Subject"), one("Conditions"), one("Advice"),
                    many("AuthnStatement", "AttributeStatement", "AuthzDecisionStatement", "Statement")),
            "Subject", List.of(NAME, many("SubjectConfirmation")),
            "SubjectConfirmation", List.of(NAME, one("SubjectConfirmationData")));

    /** Looked at with the message they are in; a message in an ArtifactResponse is looked at when it is read. */
    private static final Set<String> PARTS = Set.of("Assertion", "Subject", "SubjectConfirmation");

    private record Place(Set<String> names, boolean repeats) {}

    private ElementOrderRule() {}

    private static Place one(String... names) {
        return new Place(Set.of(names), false);
    }

    private static Place many(String... names) {
        return new Place(Set.of(names), true);
    }

    /** Adds a finding for the first element that stands where it may not, in this message and in each Assertion and Subject of its own. */
    public static void check(Element message, Findings findings) {
        check(message, message.getLocalName(), findings);
    }

    private static void check(Element element, String at, Findings findings) {
        List<Place> order = ORDERS.get(element.getLocalName());
        if (order == null) {
            return;
        }
        int next = 0;
        for (Element child : ChildElements.of(element)) {
            int found = find(order, next, child);
            if (found < 0) {
                findings.add("ELEMENT_ORDER", "saml.md 1.4", at + "/" + child.getLocalName(),
                        order.stream().map(p -> p.names().stream().sorted().collect(Collectors.joining("|")))
                                .collect(Collectors.joining(", ")),
                        child.getNodeName());
                return;
            }
            next = order.get(found).repeats() ? found : found + 1;
            if (PARTS.contains(child.getLocalName())) {
                check(child, at + "/" + child.getLocalName(), findings);
            }
        }
    }

    private static int find(List<Place> order, int from, Element child) {
        String namespace = String.valueOf(child.getNamespaceURI());
        boolean known = namespace.startsWith(SAML) || namespace.equals(SIGNATURE);
        for (int i = from; known && i < order.size(); i++) {
            if (order.get(i).names().contains(child.getLocalName())) {
                return i;
            }
        }
        return -1;
    }
}
