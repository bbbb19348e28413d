package nl.etdnetwerk.pki;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * A private key with its certificate and the chain up to, not including, the root.
 *
 * @param chain the certificate itself first
 */
public record Identity(PrivateKey privateKey, List<X509Certificate> chain) {

    /** The certificate. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** The chain as PEM. */
    public String chainPem() {
        StringBuilder out = new StringBuilder();
        chain.forEach(c -> out.append(pem(c)));
        return out.toString();
    }

    /** The private key as PKCS#8 PEM. */
    public String privateKeyPem() {
        return pem("PRIVATE KEY", privateKey.getEncoded());
    }

    /** The public key as SubjectPublicKeyInfo PEM. */
    public String publicKeyPem() {
        return pem("PUBLIC KEY", certificate().getPublicKey().getEncoded());
    }

    /** Writes {@code tls.key} (owner only), {@code tls.crt} and, for who only needs the key, {@code public.pem} into a folder, each under its final name only when complete. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        publish(folder.resolve("tls.crt"), chainPem(), "rw-r--r--");
        publish(folder.resolve("public.pem"), publicKeyPem(), "rw-r--r--");
        publish(folder.resolve("tls.key"), privateKeyPem(), "rw-------");
    }

    static void publish(Path file, String content, String permissions) throws IOException {
        Path partial = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
        Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString(permissions));
        Files.write(partial, content.getBytes(StandardCharsets.US_ASCII));
        Files.move(partial, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** One certificate as PEM. */
    public static String pem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String type, byte[] content) {
        StringWriter out = new StringWriter();
        try (PemWriter writer = new PemWriter(out)) {
            writer.writeObject(new PemObject(type, content));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toString();
    }
}
