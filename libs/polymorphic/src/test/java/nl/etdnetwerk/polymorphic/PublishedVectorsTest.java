package nl.etdnetwerk.polymorphic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.util.io.pem.PemReader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.decryption.Decryption;
import nl.etdnetwerk.polymorphic.decryption.ServiceProviderKeys;
import nl.etdnetwerk.polymorphic.key.KeyDelivery;
import nl.etdnetwerk.polymorphic.key.SchemeKeyName;
import nl.etdnetwerk.polymorphic.key.SchemePublicKeys;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKeyPem;
import nl.etdnetwerk.polymorphic.message.Decrypted;
import nl.etdnetwerk.polymorphic.message.MessageCodec;
import nl.etdnetwerk.polymorphic.message.SignedMessage;

/** The published messages of the real scheme give exactly the published results. */
class PublishedVectorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DIR = Path.of(System.getProperty("vectors.dir", "../../../shared/vectors"));

    private static JsonNode read(String file) throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(DIR), "no published vectors at " + DIR + " (set -Dvectors.dir)");
        return JSON.readTree(DIR.resolve(file).toFile());
    }

    private static Map<String, byte[]> keyFiles(String folder) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        read(folder + "/keys.json").fields()
                .forEachRemaining(e -> files.put(e.getKey(), Base64.getDecoder().decode(e.getValue().asText())));
        return files;
    }

    private static String text(byte[] b) {
        return new String(b, StandardCharsets.US_ASCII);
    }

    private static SchemePublicKeys pepSchemeKeys() throws IOException {
        Map<SchemeKeyName, Point> keys = new LinkedHashMap<>();
        for (var e : keyFiles("pep").entrySet()) {
            if (text(e.getValue()).contains("EC PUBLIC KEY")) {
                try (PemReader reader = new PemReader(new java.io.StringReader(text(e.getValue())))) {
                    byte[] point = SubjectPublicKeyInfo.getInstance(reader.readPemObject().getContent()).getPublicKeyData().getOctets();
                    String[] parts = e.getKey().replace(".pem", "").split("_");
                    SchemeKeyName.Kind kind = Map
                            .of("ipp", SchemeKeyName.Kind.IP_P, "ppp", SchemeKeyName.Kind.PP_P, "u", SchemeKeyName.Kind.U).get(parts[0]);
                    keys.put(new SchemeKeyName("TEST", Long.parseLong(parts[2]), kind, Long.parseLong(parts[4])), Point.decode(point));
                }
            }
        }
        return new SchemePublicKeys(keys);
    }

    private static List<ServiceProviderKey> pepKeys(String recipient) throws IOException {
        List<ServiceProviderKey> keys = new ArrayList<>();
        for (var e : keyFiles("pep").entrySet()) {
            if (e.getKey().contains("_oin_" + recipient)) {
                keys.add(ServiceProviderKeyPem.parse(text(e.getValue())));
            }
        }
        return keys;
    }

    @TestFactory
    Stream<DynamicTest> pepMessages() throws IOException {
        return StreamSupport.stream(read("pep/expected.json").spliterator(), false)
                .map(v -> DynamicTest.dynamicTest(v.get("file").asText(), () -> check(v)));
    }

    private void check(JsonNode v) throws IOException {
        byte[] der = Files.readAllBytes(DIR.resolve("pep").resolve(v.get("file").asText()));
        SignedMessage message = MessageCodec.decode(der);
        Decryption decryption = new Decryption(pepSchemeKeys(), new ServiceProviderKeys(pepKeys(message.body().header().recipient())));
        Decryption.Request request = new Decryption.Request(
                Optional.ofNullable(v.get("authorizedParty")).filter(n -> !n.isNull()).map(JsonNode::asText), OptionalLong.empty());

        assertThat(message.encode()).as("written as read").isEqualTo(der);
        if (v.has("rejected")) {
            assertRefused(Refusal.SIGNATURE_VERIFICATION_FAILED, () -> decryption.decrypt(der, request));
            return;
        }
        Decrypted result = decryption.decrypt(der, request);

        assertThat(message.envelope().oid()).isEqualTo(v.get("envelopeOid").asText());
        if (v.has("identity")) {
            assertThat(((Decrypted.Identity) result).identifier()).isEqualTo(v.get("identity").asText());
        } else {
            Decrypted.Pseudonym p = (Decrypted.Pseudonym) result;
            assertThat(Base64.getEncoder().encodeToString(p.point().encode())).isEqualTo(v.get("pseudonymPointBase64").asText());
            assertThat(p.type().name()).isEqualTo(v.get("type").asText());
            assertThat(p.diversifier().map(d -> d.text()).orElse("null")).isEqualTo(v.get("diversifier").asText());
        }
        if (request.authorizedParty().isPresent()) {
            assertRefused(Refusal.DIRECT_TRANSMISSION_DECRYPTION_NOT_AUTHORIZED, () -> decryption.decrypt(der, Decryption.Request.PLAIN));
        }
        byte[] tampered = der.clone();
        tampered[der.length - 1] ^= 1;
        assertRefused(Refusal.SIGNATURE_VERIFICATION_FAILED, () -> decryption.decrypt(tampered, request));
    }

    static void assertRefused(Refusal refusal, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
    }

    private static Decryption ppdDecryption() throws IOException {
        JsonNode points = read("ppd/expected.json").get("schemePublicKeys");
        Map<SchemeKeyName, Point> keys = new LinkedHashMap<>();
        points.fields().forEachRemaining(e -> keys.put(new SchemeKeyName("TEST", 11,
                e.getKey().startsWith("Y") ? SchemeKeyName.Kind.IP_P : SchemeKeyName.Kind.PP_P, 11),
                Point.decode(Base64.getDecoder().decode(e.getValue().asText()))));
        Map<String, byte[]> files = keyFiles("ppd");
        List<ServiceProviderKey> spKeys = Stream.of("id-4.pem", "pd-4.pem", "pc-4.pem")
                .map(f -> ServiceProviderKeyPem.parse(text(files.get(f)))).toList();
        return new Decryption(new SchemePublicKeys(keys), new ServiceProviderKeys(spKeys));
    }

    private static byte[] ppdMessage(String file) throws IOException {
        return Base64.getMimeDecoder().decode(Files.readString(DIR.resolve("ppd/signed").resolve(file)));
    }

    @Test
    void ppdMessagesGiveThePublishedResults() throws IOException {
        JsonNode expected = read("ppd/expected.json");
        Decryption decryption = ppdDecryption();

        for (var e : expected.get("identity").properties()) {
            assertThat(((Decrypted.Identity) decryption.decrypt(ppdMessage(e.getKey()), Decryption.Request.PLAIN)).identifier())
                    .isEqualTo(e.getValue().asText());
        }
        for (var e : expected.get("pseudonym").properties()) {
            assertThat(((Decrypted.Pseudonym) decryption.decrypt(ppdMessage(e.getKey()), Decryption.Request.PLAIN)).standard())
                    .isEqualTo(e.getValue().asText());
        }
        assertRefused(Refusal.SIGNATURE_VERIFICATION_FAILED,
                () -> decryption.decrypt(ppdMessage("invalid-signature.txt"), Decryption.Request.PLAIN));
        assertRefused(Refusal.ASN1_MAPPING_FAILED,
                () -> decryption.decrypt(ppdMessage("identity-inside-pseudonym.txt"), Decryption.Request.PLAIN));
    }

    @Test
    void ppdDeliveriesOpenToTheKeyFiles() throws Exception {
        Map<String, byte[]> files = keyFiles("ppd");
        PrivateKey privateKey = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(files.get("private.p8")));

        for (String name : List.of("ID-4.p7", "PD-4.p7", "PC-4.p7")) {
            String pem = name.replace(".p7", ".pem").toLowerCase();
            assertThat(KeyDelivery.open(files.get(name), privateKey)).isEqualTo(ServiceProviderKeyPem.parse(text(files.get(pem))));
        }
        for (String bad : List.of("missing_headers.pem", "unknown_type.pem")) {
            assertRefused(Refusal.SERVICE_PROVIDER_KEY_PARSE_FAILED, () -> ServiceProviderKeyPem.parse(text(files.get(bad))));
        }
    }
}
