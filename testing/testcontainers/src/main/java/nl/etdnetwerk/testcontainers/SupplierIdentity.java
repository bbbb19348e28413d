package nl.etdnetwerk.testcontainers;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.SSLContext;

import nl.etdnetwerk.pki.TestPki;
import nl.etdnetwerk.plan.State;

/**
 * A key with a certificate of the network's PKI, for a supplier's party.
 *
 * @param folder with tls.key (PKCS#8 PEM) and tls.crt (PEM, with the intermediate)
 */
public record SupplierIdentity(Path folder, Path caFile) {

    /** For signing and decryption. */
    public PrivateKey privateKey() throws IOException {
        return TestPki.privateKey(folder.resolve("tls.key"));
    }

    /** Its certificate, then that of the issuer. */
    public List<X509Certificate> chain() throws IOException {
        return TestPki.certificates(folder.resolve("tls.crt"));
    }

    /** Shows this certificate and trusts the network; for servers and clients. */
    public SSLContext tls() throws IOException {
        return State.tls(folder, caFile);
    }
}
