package nl.etdnetwerk.polymorphic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.decryption.Decryption;
import nl.etdnetwerk.polymorphic.decryption.ServiceProviderKeys;
import nl.etdnetwerk.polymorphic.embedding.IdentityEmbedding.Identifier;
import nl.etdnetwerk.polymorphic.issuance.Activation;
import nl.etdnetwerk.polymorphic.issuance.AuditElements;
import nl.etdnetwerk.polymorphic.issuance.MessageSigner;
import nl.etdnetwerk.polymorphic.issuance.Party;
import nl.etdnetwerk.polymorphic.issuance.StructureVersion;
import nl.etdnetwerk.polymorphic.issuance.Transformation;
import nl.etdnetwerk.polymorphic.key.KeyDelivery;
import nl.etdnetwerk.polymorphic.key.SchemeKeySet;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Type;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKeyPem;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicPseudonym;
import nl.etdnetwerk.polymorphic.message.Decrypted;
import nl.etdnetwerk.polymorphic.message.Diversifier;
import nl.etdnetwerk.polymorphic.message.IdentifierType;

/** What is almost right is read as nothing else than what it says, or not at all; and pseudonyms outlive certificates. */
class StrictReadingTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-14T10:00:00Z"), ZoneOffset.UTC);
    private static final String OIN = "99990001000000000021";
    private static final SchemeKeySet KEYS = SchemeKeySet.generate(1, RANDOM);

    private static ServiceProviderKey key(Type type, long version) {
        return KEYS.serviceProviderKey(type, OIN, version, Optional.empty());
    }

    private static String pem() {
        return ServiceProviderKeyPem.write(key(Type.EP_CLOSING, 20260301));
    }

    private static void assertRefused(String pem) {
        assertThatThrownBy(() -> ServiceProviderKeyPem.parse(pem)).isInstanceOfSatisfying(RefusedException.class,
                e -> assertThat(e.refusal()).isEqualTo(Refusal.SERVICE_PROVIDER_KEY_PARSE_FAILED));
    }

    @Test
    void keyFileWhenTwoKeysAreInItThenRefused() {
        assertThat(ServiceProviderKeyPem.parse(pem()).type()).isEqualTo(Type.EP_CLOSING);
        assertRefused(pem() + pem());
    }

    @Test
    void keyFileWhenItHasTwoVersionsOfTheSchemeKeysThenRefused() {
        String both = pem();

        assertThat(both).contains("SchemeKeySetVersion: 1\r\n", "SchemeKeyVersion: 1\r\n");
        assertThat(ServiceProviderKeyPem.parse(both).schemeKeySetVersion()).isEqualTo(1);
        assertRefused(both.replace("SchemeKeyVersion: 1", "SchemeKeyVersion: 2"));
    }

    @Test
    void keyFileWhenTheRecipientIsNoOinThenRefused() {
        assertRefused(pem().replace(OIN, OIN.substring(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b=c", "Role=Zoë", "=x", "a"})
    void diversifierWhenItCouldBeReadAsAnotherThenRefused(String text) {
        assertThatThrownBy(() -> Diversifier.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deliveryWhenSealedInAWeakerWayThenRefused() throws Exception {
        var generator = java.security.KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=test");
        X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(new JcaX509v3CertificateBuilder(name,
                java.math.BigInteger.ONE, java.util.Date.from(CLOCK.instant()), java.util.Date.from(CLOCK.instant().plusSeconds(60)), name,
                pair.getPublic()).build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
        byte[] pem = pem().getBytes(StandardCharsets.US_ASCII);
        CMSEnvelopedDataGenerator weak = new CMSEnvelopedDataGenerator();
        weak.addRecipientInfoGenerator(new JceKeyTransRecipientInfoGenerator(certificate));
        byte[] sealed = weak.generate(new CMSProcessableByteArray(pem), new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC).build())
                .getEncoded();

        assertThat(KeyDelivery.open(KeyDelivery.seal(key(Type.EP_CLOSING, 20260301), certificate), pair.getPrivate()).type())
                .isEqualTo(Type.EP_CLOSING);
        assertThatThrownBy(() -> KeyDelivery.open(sealed, pair.getPrivate())).isInstanceOfSatisfying(RefusedException.class,
                e -> assertThat(e.refusal()).isEqualTo(Refusal.KEY_DELIVERY_FAILED));
    }

    @Test
    void pseudonymWhenTheCertificateIsAnotherThenStaysTheSame() {
        MessageSigner signer = new MessageSigner(KEYS, new AuditElements(KEYS, CLOCK, 7, 1), CLOCK, RANDOM);
        PolymorphicPseudonym pp = new Activation(KEYS, OIN, RANDOM)
                .activate(new Identifier(IdentifierType.B, "0" + "12345678"), new Party("99990001000000000011", 20260101)).pseudonym();
        Transformation transformation = new Transformation(KEYS, OIN, RANDOM);

        String before = decrypted(signer.sign(transformation.toPseudonym(pp, new Party(OIN, 20260301), Optional.empty()),
                StructureVersion.V1, List.of()).encode(), 20260301, 20260301);
        String after = decrypted(signer.sign(transformation.toPseudonym(pp, new Party(OIN, 20270301), Optional.empty()),
                StructureVersion.V1, List.of()).encode(), 20270301, 20260301, 20270301);

        assertThat(after).isEqualTo(before).startsWith("20260301");
    }

    @Test
    void pseudonymWhenItsPointIsCompressedThenRefused() throws IOException {
        Decrypted.Pseudonym good = new Decrypted.Pseudonym(OIN, 1, 20260301, IdentifierType.B, Point.G, Optional.empty());
        byte[] text = Base64.getEncoder().encode(Point.G.encodeCompressed());
        byte[] compressed = replaced(good.encode(), text);

        assertThat(Decrypted.Pseudonym.decode(good.encode()).encode()).isEqualTo(good.encode());
        assertThatThrownBy(() -> Decrypted.Pseudonym.decode(compressed)).isInstanceOfSatisfying(RefusedException.class,
                e -> assertThat(e.refusal()).isEqualTo(Refusal.POINT_INVALID));
    }

    /** The DER of a pseudonym with another text in the place of its point. */
    private static byte[] replaced(byte[] der, byte[] text) throws IOException {
        ASN1EncodableVector v = new ASN1EncodableVector();
        for (ASN1Encodable e : ASN1Sequence.getInstance(der)) {
            v.add(e instanceof ASN1IA5String s && s.getString().length() > 100
                    ? new DERIA5String(new String(text, StandardCharsets.US_ASCII))
                    : e);
        }
        return new DERSequence(v).getEncoded();
    }

    /** With the key for decryption of one version, and closing keys of several. */
    private static String decrypted(byte[] ep, long version, long... closing) {
        List<ServiceProviderKey> keys = new java.util.ArrayList<>(List.of(key(Type.EP_DECRYPTION, version)));
        for (long c : closing) {
            keys.add(key(Type.EP_CLOSING, c));
        }
        Decryption decryption = new Decryption(KEYS.publicKeys(), new ServiceProviderKeys(keys));
        assertThat(decryption.lastingPseudonyms().targetClosingKey()).isEqualTo(OptionalLong.of(20260301));
        return ((Decrypted.Pseudonym) decryption.decrypt(ep, decryption.lastingPseudonyms())).standard();
    }
}
