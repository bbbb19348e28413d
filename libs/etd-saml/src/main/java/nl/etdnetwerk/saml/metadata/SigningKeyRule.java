package nl.etdnetwerk.saml.metadata;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Use;

/** There is a key to sign with (saml.md 3.2). */
final class SigningKeyRule implements MetadataRule {

    @Override
    public void check(MetadataContext c, Findings findings) {
        findings.require(c.entity().keys().stream().anyMatch(k -> k.use() != Use.ENCRYPTION), "METADATA_SIGNING_KEY", "saml.md 3.2",
                "KeyDescriptor", "a key for signing", "none");
    }
}
