package nl.etdnetwerk.saml;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** A private key with its certificate; messages name it by the lower-case SHA-256 of the certificate (saml.md 1.11). */
public record SigningKey(PrivateKey privateKey, X509Certificate certificate) {

    /** The KeyName of this key in messages and metadata. */
    public String keyName() {
        return keyName(certificate);
    }

    /** The KeyName we give a certificate. */
    public static String keyName(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does not show the key. */
    @Override
    public String toString() {
        return "SigningKey[" + keyName() + "]";
    }
}
