package nl.etdnetwerk.stelselbeheer.pki;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.pki.Identity;
import nl.etdnetwerk.pki.TestPki;

/** Issues leaves under the network's root. */
@ApplicationScoped
public class CertificateAuthority {

    private static final Duration VALIDITY = Duration.ofDays(365);
    private final TestPki pki;
    private final NetworkClock clock;

    /** Reads the authority's folder. */
    public CertificateAuthority(@ConfigProperty(name = "stelselbeheer.ca-dir") Path folder, NetworkClock clock, EtdConfig config)
            throws IOException {
        this.pki = TestPki.read(folder);
        this.clock = clock;
        if (!pki.root().equals(TestPki.certificates(config.caFile()).get(0))) {
            throw new IllegalStateException("the certificate authority is not the one the network trusts");
        }
    }

    /** The certificate that issues. */
    public X509Certificate issuer() {
        return pki.issuer();
    }

    /** A key and certificate for a party. */
    public Identity issue(String organisation, String oin, List<String> dnsNames) {
        return pki.issue(new TestPki.Request(dnsNames.isEmpty() ? organisation : dnsNames.get(0), organisation, oin, dnsNames,
                clock.instant(), VALIDITY));
    }
}
