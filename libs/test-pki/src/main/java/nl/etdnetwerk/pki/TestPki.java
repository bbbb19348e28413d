package nl.etdnetwerk.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A two-level certificate authority in the manner of PKIoverheid Private Services (saml.md 3.7, medmij.md 5.1): leaves carry
 * the OIN in subject serialNumber (2.5.4.5), DNS names, and serve as TLS server, TLS client and message signer.
 */
public final class TestPki {

    private static final Duration CA_VALIDITY = Duration.ofDays(3650);
    private static final Duration CLOCK_MARGIN = Duration.ofMinutes(5);
    private final X509Certificate root;
    private final Identity intermediate;
    private final SecureRandom random = new SecureRandom();

    /**
     * What a leaf says.
     *
     * @param commonName for people
     * @param organisation for people
     * @param oin 20 digits, goes into subject serialNumber
     * @param dnsNames names the holder serves under; "localhost" and 127.0.0.1 are added on top
     * @param notBefore start of validity; also the key set version at BSNk as a date
     * @param validity how long
     */
    public record Request(String commonName, String organisation, String oin, List<String> dnsNames, Instant notBefore,
            Duration validity) {}

    private TestPki(X509Certificate root, Identity intermediate) {
        this.root = root;
        this.intermediate = intermediate;
    }

    /** Makes a new root and intermediate. The root key is forgotten at once. */
    public static TestPki create(Instant now) {
        SecureRandom random = new SecureRandom();
        X500Name rootName = new X500Name("C=NL,O=eTD-netwerk test,CN=eTD-netwerk TEST Root CA");
        X500Name name = new X500Name("C=NL,O=eTD-netwerk test,CN=eTD-netwerk TEST Private Services CA");
        KeyPair rootKey = rsa(3072);
        KeyPair key = rsa(3072);
        X509Certificate root = authority(rootName, rootKey, rootName, rootKey, now, 1, random);
        return new TestPki(root, new Identity(key.getPrivate(), List.of(authority(rootName, rootKey, name, key, now, 0, random))));
    }

    private static X509Certificate authority(X500Name issuer, KeyPair issuerKey, X500Name subject, KeyPair key, Instant now,
            int pathLength, SecureRandom random) {
        try {
            JcaX509v3CertificateBuilder b = new JcaX509v3CertificateBuilder(issuer, serial(random),
                    Date.from(now.minus(CLOCK_MARGIN)), Date.from(now.plus(CA_VALIDITY)), subject, key.getPublic());
            JcaX509ExtensionUtils ext = new JcaX509ExtensionUtils();
            b.addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength));
            b.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            b.addExtension(Extension.subjectKeyIdentifier, false, ext.createSubjectKeyIdentifier(key.getPublic()));
            b.addExtension(Extension.authorityKeyIdentifier, false, ext.createAuthorityKeyIdentifier(issuerKey.getPublic()));
            return sign(b, issuerKey.getPrivate());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Issues a leaf with a new RSA-2048 key. */
    public Identity issue(Request request) {
        KeyPair key = rsa(2048);
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.C, "NL").addRDN(BCStyle.O, request.organisation())
                .addRDN(BCStyle.SERIALNUMBER, request.oin()).addRDN(BCStyle.CN, request.commonName()).build();
        List<GeneralName> names = new ArrayList<>();
        request.dnsNames().forEach(n -> names.add(new GeneralName(GeneralName.dNSName, n)));
        names.add(new GeneralName(GeneralName.dNSName, "localhost"));
        names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        try {
            JcaX509v3CertificateBuilder b = new JcaX509v3CertificateBuilder(
                    X500Name.getInstance(intermediate.certificate().getSubjectX500Principal().getEncoded()), serial(random),
                    Date.from(request.notBefore().minus(CLOCK_MARGIN)), Date.from(request.notBefore().plus(request.validity())),
                    subject, key.getPublic());
            JcaX509ExtensionUtils ext = new JcaX509ExtensionUtils();
            b.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            b.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
            b.addExtension(Extension.extendedKeyUsage, false,
                    new ExtendedKeyUsage(new KeyPurposeId[]{KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
            b.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(new GeneralName[0])));
            b.addExtension(Extension.subjectKeyIdentifier, false, ext.createSubjectKeyIdentifier(key.getPublic()));
            b.addExtension(Extension.authorityKeyIdentifier, false,
                    ext.createAuthorityKeyIdentifier(intermediate.certificate().getPublicKey()));
            return new Identity(key.getPrivate(), List.of(sign(b, intermediate.privateKey()), intermediate.certificate()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The root, to be trusted by everybody in the network. */
    public X509Certificate root() {
        return root;
    }

    /** The certificate that leaves are issued under. */
    public X509Certificate issuer() {
        return intermediate.certificate();
    }

    /** Keeps the authority in a folder: the intermediate's key and certificate, and {@code ca.crt} (root), which is there when all are. */
    public void write(Path folder) throws IOException {
        intermediate.write(folder);
        Identity.publish(folder.resolve("ca.crt"), Identity.pem(root), "rw-r--r--");
    }

    /** Reads what {@link #write} kept. */
    public static TestPki read(Path folder) throws IOException {
        return new TestPki(certificates(folder.resolve("ca.crt")).get(0),
                new Identity(privateKey(folder.resolve("tls.key")), certificates(folder.resolve("tls.crt"))));
    }

    /** Certificates of a PEM file, in order. */
    public static List<X509Certificate> certificates(Path file) throws IOException {
        return certificates(Files.readAllBytes(file));
    }

    /** Certificates of PEM text, in order. */
    public static List<X509Certificate> certificates(byte[] pem) throws IOException {
        try {
            return CertificateFactory.getInstance("X.509").generateCertificates(new java.io.ByteArrayInputStream(pem)).stream()
                    .map(X509Certificate.class::cast).toList();
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificates", e);
        }
    }

    /** An RSA private key in PKCS#8 PEM. */
    public static PrivateKey privateKey(Path file) throws IOException {
        String base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("no private key in " + file.getFileName(), e);
        }
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder b, PrivateKey key) {
        try {
            return new JcaX509CertificateConverter().getCertificate(b.build(new JcaContentSignerBuilder("SHA256withRSA").build(key)));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BigInteger serial(SecureRandom random) {
        return new BigInteger(126, random).setBit(126);
    }

    private static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator g = KeyPairGenerator.getInstance("RSA");
            g.initialize(bits);
            return g.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
