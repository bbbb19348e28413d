package nl.etdnetwerk.saml.metadata;

import java.security.interfaces.RSAPublicKey;

import nl.etdnetwerk.saml.Findings;

/** Keys are RSA of at least 2048 bits (saml.md 1.11). */
final class KeySizeRule implements MetadataRule {

    private static final int LEAST_BITS = 2048;

    @Override
    public void check(MetadataContext c, Findings findings) {
        c.entity().keys().forEach(k -> findings.require(
                k.certificate().getPublicKey() instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= LEAST_BITS,
                "METADATA_KEY_SIZE", "saml.md 1.11", MetadataContext.at(k), "RSA of at least 2048 bits",
                k.certificate().getPublicKey().getAlgorithm()));
    }
}
