package nl.etdnetwerk.saml.metadata;

import java.time.Instant;

import nl.etdnetwerk.saml.Findings;

/** Every certificate is valid now (saml.md 3.7). */
final class CertificatePeriodRule implements MetadataRule {

    @Override
    public void check(MetadataContext c, Findings findings) {
        c.entity().keys().forEach(k -> {
            Instant begin = k.certificate().getNotBefore().toInstant();
            Instant end = k.certificate().getNotAfter().toInstant();
            findings.require(!c.now().isBefore(begin) && c.now().isBefore(end), "METADATA_CERTIFICATE_PERIOD", "saml.md 3.7",
                    MetadataContext.at(k), "a certificate that is valid now", begin + " - " + end);
        });
    }
}
