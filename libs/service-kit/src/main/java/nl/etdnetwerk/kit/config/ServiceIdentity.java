package nl.etdnetwerk.kit.config;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.rsa.NativeRsa;
import nl.etdnetwerk.pki.TestPki;
import nl.etdnetwerk.saml.SigningKey;

/** The key and certificate of this service and whom it trusts. */
@ApplicationScoped
public class ServiceIdentity {

    private final SigningKey key;
    private final SSLContext tls;

    /** Reads the key folder. */
    public ServiceIdentity(EtdConfig config) {
        this.key = read(config.keysDir());
        this.tls = tls(config.keysDir(), config.caFile());
    }

    /** A key with its certificate from a folder with tls.key and tls.crt. */
    public static SigningKey read(Path folder) {
        try {
            return new SigningKey(NativeRsa.prefer(TestPki.privateKey(folder.resolve("tls.key"))),
                    TestPki.certificates(folder.resolve("tls.crt")).get(0));
        } catch (IOException e) {
            throw new IllegalStateException("no key in " + folder.getFileName(), e);
        }
    }

    /** A TLS context that presents the key of a folder and trusts one root. */
    public static SSLContext tls(Path folder, Path caFile) {
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            List<X509Certificate> chain = TestPki.certificates(folder.resolve("tls.crt"));
            own.setKeyEntry("own", TestPki.privateKey(folder.resolve("tls.key")), new char[0], chain.toArray(new X509Certificate[0]));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, new char[0]);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("root", TestPki.certificates(caFile).get(0));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no TLS identity", e);
        }
    }

    /** For signing messages and opening what is encrypted for us. */
    public SigningKey key() {
        return key;
    }

    /** For connections to other services. */
    public SSLContext tls() {
        return tls;
    }

    /** The key set version at BSNk: the date the certificate starts (bsnk.md 1.2). */
    public long keySetVersion() {
        return keySetVersion(key.certificate());
    }

    /** The key set version that belongs to a certificate. */
    public static long keySetVersion(X509Certificate certificate) {
        return Long.parseLong(
                LocalDate.ofInstant(certificate.getNotBefore().toInstant(), ZoneOffset.UTC).format(DateTimeFormatter.BASIC_ISO_DATE));
    }
}
