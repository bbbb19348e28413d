package nl.etdnetwerk.saml.request;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.metadata.EntityMetadata.ServiceProvider;

/** The answer goes to an address in the sender's metadata: by index, or by exactly a URL and binding listed there, never both. */
final class AssertionConsumerServiceRule implements RequestRule {

    @Override
    public void check(RequestContext c, Findings findings) {
        Integer index = c.request().getAssertionConsumerServiceIndex();
        String url = c.request().getAssertionConsumerServiceURL();
        ServiceProvider sp = c.sender().serviceProvider().orElse(null);
        if (sp == null) {
            findings.add("REQUEST_SENDER_ROLE", CLAUSE, "AuthnRequest/Issuer", "a party with an SPSSODescriptor", c.sender().entityId());
        } else if (index != null && (url != null || c.request().getProtocolBinding() != null)) {
            findings.add("REQUEST_ACS", CLAUSE, "AuthnRequest", "AssertionConsumerServiceIndex or URL with ProtocolBinding", "both");
        } else if (index != null) {
            findings.require(sp.assertionConsumer(index).filter(e -> e.binding().equals(SamlNames.BINDING_ARTIFACT)).isPresent(),
                    "REQUEST_ACS", CLAUSE,
                    "AuthnRequest/@AssertionConsumerServiceIndex", "an HTTP-Artifact index in the sender's metadata", index);
        } else {
            findings.require(
                    url == null || sp.assertionConsumers().stream()
                            .anyMatch(e -> e.location().equals(url) && e.binding().equals(SamlNames.BINDING_ARTIFACT)),
                    "REQUEST_ACS",
                    CLAUSE, "AuthnRequest/@AssertionConsumerServiceURL", "an HTTP-Artifact address in the sender's metadata", url);
        }
    }
}
