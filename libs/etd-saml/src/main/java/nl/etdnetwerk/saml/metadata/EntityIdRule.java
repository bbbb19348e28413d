package nl.etdnetwerk.saml.metadata;

import nl.etdnetwerk.saml.Findings;

/** The entity ID is a name of the scheme, with role, OIN and number (saml.md 3.1). */
final class EntityIdRule implements MetadataRule {

    @Override
    public void check(MetadataContext c, Findings findings) {
        findings.require(c.oin().isPresent(), "METADATA_ENTITY_ID", "saml.md 3.1", "EntityDescriptor/@entityID",
                "urn:etoegang:<role>:<OIN of 20 digits>:entities:<4 digits>", c.entity().entityId());
    }
}
