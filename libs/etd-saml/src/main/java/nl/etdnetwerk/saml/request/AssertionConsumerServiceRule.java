package nl.etdnetwerk.saml.request;

import java.util.Optional;
import java.util.OptionalInt;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.metadata.EntityMetadata.ServiceProvider;

/**
 * The answer goes to an address in the sender's metadata: by index, or by exactly a URL and binding listed there, never both, and
 * by a binding that the framework version has (saml.md 1.3, 1.4).
 */
final class AssertionConsumerServiceRule implements RequestRule {

    @Override
    public void check(RequestContext c, Findings findings) {
        Integer index = c.request().getAssertionConsumerServiceIndex();
        String url = c.request().getAssertionConsumerServiceURL();
        String binding = c.request().getProtocolBinding();
        ServiceProvider sp = c.sender().serviceProvider().orElse(null);
        String bindings = "by a binding of " + c.version().number();
        if (sp == null) {
            findings.add("REQUEST_SENDER_ROLE", CLAUSE, "AuthnRequest/Issuer", "a party with an SPSSODescriptor", c.sender().entityId());
        } else if (index != null && (url != null || binding != null)) {
            findings.add("REQUEST_ACS", CLAUSE, "AuthnRequest", "AssertionConsumerServiceIndex or URL with ProtocolBinding", "both");
        } else if (index != null) {
            findings.require(found(c, sp), "REQUEST_ACS", CLAUSE,
                    "AuthnRequest/@AssertionConsumerServiceIndex", "an index in the sender's metadata, " + bindings, index);
        } else {
            findings.require(found(c, sp), "REQUEST_ACS", CLAUSE,
                    "AuthnRequest/@AssertionConsumerServiceURL", "an address in the sender's metadata, " + bindings, url);
        }
    }

    private static boolean found(RequestContext c, ServiceProvider sp) {
        Integer index = c.request().getAssertionConsumerServiceIndex();
        return sp.assertionConsumer(index == null ? OptionalInt.empty() : OptionalInt.of(index),
                Optional.ofNullable(c.request().getAssertionConsumerServiceURL()), Optional.ofNullable(c.request().getProtocolBinding()),
                c.version()).isPresent();
    }
}
