package nl.etdnetwerk.saml.metadata;

import nl.etdnetwerk.saml.Findings;

/** A service provider names no NameIDFormat (saml.md 3.2, since 1.24a). */
final class NameIdFormatRule implements MetadataRule {

    @Override
    public void check(MetadataContext c, Findings findings) {
        c.spDescriptor().ifPresent(sp -> findings.require(MetadataReader.children(sp, "NameIDFormat").isEmpty(),
                "METADATA_NAME_ID_FORMAT", "saml.md 3.2", "SPSSODescriptor/NameIDFormat", "not present", "present"));
    }
}
