package nl.etdnetwerk.saml.metadata;

import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Use;

/** A KeyName stands for one certificate: signatures are told apart by it (saml.md 3.2). */
final class KeyNameRule implements MetadataRule {

    @Override
    public void check(MetadataContext c, Findings findings) {
        Map<String, X509Certificate> byName = new HashMap<>();
        c.entity().keys().stream().filter(k -> k.use() != Use.ENCRYPTION).filter(k -> {
            X509Certificate other = byName.putIfAbsent(k.keyName(), k.certificate());
            return other != null && !other.equals(k.certificate());
        }).forEach(k -> findings.add("METADATA_KEY_NAME_TWICE", "saml.md 3.2", MetadataContext.at(k),
                "a KeyName of its own for each certificate", "another certificate with the same"));
    }
}
