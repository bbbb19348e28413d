package nl.etdnetwerk.saml.metadata;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Use;

/** A service provider has a key that its identifiers are encrypted for (saml.md 3.2). */
final class EncryptionKeyRule implements MetadataRule {

    @Override
    public void check(MetadataContext c, Findings findings) {
        c.dienstverlener().ifPresent(s -> findings.require(s.keys().stream().anyMatch(k -> k.use() != Use.SIGNING),
                "METADATA_ENCRYPTION_KEY", "saml.md 3.2", "KeyDescriptor", "a key for encryption", "none"));
    }
}
