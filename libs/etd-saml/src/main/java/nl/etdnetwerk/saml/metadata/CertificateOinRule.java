package nl.etdnetwerk.saml.metadata;

import nl.etdnetwerk.saml.Findings;

/** Every certificate is of the party itself: its subject has the OIN of the entity ID (saml.md 5.9). */
final class CertificateOinRule implements MetadataRule {

    @Override
    public void check(MetadataContext c, Findings findings) {
        c.entity().keys().forEach(k -> findings.require(EntityIds.oin(k.certificate()).equals(c.oin()), "METADATA_OIN_MISMATCH",
                "saml.md 5.9", MetadataContext.at(k), "a certificate with subject serialNumber " + c.oin().orElse("?"),
                EntityIds.oin(k.certificate()).orElse("none")));
    }
}
