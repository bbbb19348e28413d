package nl.etdnetwerk.saml.metadata;

import java.util.List;
import java.util.Map;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Key;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Use;

/** A certificate permits what its key is for (saml.md 1.11). */
final class KeyUsageRule implements MetadataRule {

    /** Bits of the KeyUsage of a certificate (RFC 5280 4.2.1.3). */
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final Map<Use, List<Integer>> BITS = Map.of(Use.SIGNING, List.of(DIGITAL_SIGNATURE), Use.ENCRYPTION,
            List.of(KEY_ENCIPHERMENT), Use.ANY, List.of(DIGITAL_SIGNATURE, KEY_ENCIPHERMENT));

    @Override
    public void check(MetadataContext c, Findings findings) {
        for (Key k : c.entity().keys()) {
            boolean[] usage = k.certificate().getKeyUsage();
            for (int bit : BITS.get(k.use())) {
                findings.require(usage == null || usage[bit], "METADATA_KEY_USAGE", "saml.md 1.11", MetadataContext.at(k),
                        "a certificate whose key usage permits " + (bit == DIGITAL_SIGNATURE ? "signing" : "encryption"), "another usage");
            }
        }
    }
}
