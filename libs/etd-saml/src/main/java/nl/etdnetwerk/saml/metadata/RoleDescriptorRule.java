package nl.etdnetwerk.saml.metadata;

import nl.etdnetwerk.saml.Findings;

/** A participant is an identity provider, a service provider, or both (saml.md 3.2). */
final class RoleDescriptorRule implements MetadataRule {

    @Override
    public void check(MetadataContext c, Findings findings) {
        findings.require(c.entity().identityProvider().isPresent() || c.entity().serviceProvider().isPresent(), "METADATA_ROLE",
                "saml.md 3.2", "EntityDescriptor", "an SPSSODescriptor or IDPSSODescriptor", "neither");
    }
}
