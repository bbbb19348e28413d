package nl.etdnetwerk.saml.metadata;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.FrameworkVersion;

/** A service provider can be answered, by a binding of its version (saml.md 1.3, 3.2). */
final class AssertionConsumerRule implements MetadataRule {

    @Override
    public void check(MetadataContext c, Findings findings) {
        FrameworkVersion version = c.version();
        c.entity().serviceProvider().ifPresent(s -> findings.require(
                s.assertionConsumers().stream().anyMatch(a -> version.answersBy(a.binding())), "METADATA_ACS", "saml.md 3.2",
                "SPSSODescriptor/AssertionConsumerService",
                "one with HTTP-Artifact" + (version == FrameworkVersion.V1_11 ? " or, in 1.11, HTTP-POST" : ""),
                s.assertionConsumers().size() + " without"));
    }
}
