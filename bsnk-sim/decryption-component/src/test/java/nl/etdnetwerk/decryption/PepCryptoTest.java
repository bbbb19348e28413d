package nl.etdnetwerk.decryption;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URL;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import nl.etdnetwerk.polymorphic.decryption.Decryption;
import nl.etdnetwerk.polymorphic.decryption.ServiceProviderKeys;
import nl.etdnetwerk.polymorphic.embedding.IdentityEmbedding.Identifier;
import nl.etdnetwerk.polymorphic.issuance.Activation;
import nl.etdnetwerk.polymorphic.issuance.AuditElements;
import nl.etdnetwerk.polymorphic.issuance.DirectIssuance;
import nl.etdnetwerk.polymorphic.issuance.MessageSigner;
import nl.etdnetwerk.polymorphic.issuance.Party;
import nl.etdnetwerk.polymorphic.issuance.StructureVersion;
import nl.etdnetwerk.polymorphic.issuance.Transformation;
import nl.etdnetwerk.polymorphic.key.SchemeKeySet;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Migrants;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Type;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKeyPem;
import nl.etdnetwerk.polymorphic.message.Decrypted;
import nl.etdnetwerk.polymorphic.message.Diversifier;
import nl.etdnetwerk.polymorphic.message.ExtraElement;
import nl.etdnetwerk.polymorphic.message.IdentifierType;
import nl.etdnetwerk.polymorphic.message.SignedMessage;

/** Every path of the scheme's component (bsnk.md 4.5), with keys and structures made here: what it gives and what it refuses. */
@QuarkusTest
@QuarkusTestResource(TestIdentities.class)
class PepCryptoTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BSNK = "99990001000000000001";
    private static final Party AD = new Party("99990001000000000011", 20260101);
    private static final Party SP = new Party("99990001000000000021", 20260301);
    private static final Party OTHER = new Party("99990001000000000022", 20260301);
    private static final String PARTY = "99990001000000000099";
    private static final String BSN = "0" + "12345678";
    private static final Identifier PERSON = new Identifier(IdentifierType.B, BSN);
    private static final SchemeKeySet KEYS = SchemeKeySet.generate(1, RANDOM);
    private static final MessageSigner SIGNER = new MessageSigner(KEYS, new AuditElements(KEYS, Clock.systemUTC(), 7, 1), Clock.systemUTC(),
            RANDOM);
    private static final Activation ACTIVATION = new Activation(KEYS, BSNK, RANDOM);
    private static final Transformation TRANSFORMATION = new Transformation(KEYS, BSNK, RANDOM);
    private static final DirectIssuance DIRECT = new DirectIssuance(KEYS, BSNK, RANDOM);
    private static final List<ServiceProviderKey> OWN = List.of(key(Type.EI_DECRYPTION, SP), key(Type.EP_DECRYPTION, SP),
            key(Type.EP_CLOSING, SP), key(Type.DIRECT_RECEIVE, SP));
    private static final Migrants MIGRANTS = new Migrants(SP.oin(), SP.keySetVersion(), OTHER.oin(), OTHER.keySetVersion(),
            "0000000A-0000000B-0000000C");
    private static final Migrants OTHER_MIGRATION = new Migrants(SP.oin(), 20270101, OTHER.oin(), OTHER.keySetVersion(),
            "0000000A-0000000B-0000000D");

    @TestHTTPResource(value = "/pep-crypto/api/v1/", tls = true)
    URL address;

    private static ServiceProviderKey key(Type type, Party party) {
        return KEYS.serviceProviderKey(type, party.oin(), party.keySetVersion(), Optional.empty());
    }

    private static byte[] ei() {
        return SIGNER.sign(TRANSFORMATION.toIdentity(ACTIVATION.activate(PERSON, AD).identity(), SP), StructureVersion.V1, List.of())
                .encode();
    }

    private static byte[] ep(Party sp) {
        return SIGNER
                .sign(TRANSFORMATION.toPseudonym(ACTIVATION.activate(PERSON, AD).pseudonym(), sp, Optional.empty()), StructureVersion.V1,
                        List.of())
                .encode();
    }

    private static byte[] dep() {
        return SIGNER.sign(DIRECT.pseudonym(PERSON, SP, Optional.empty(), Optional.of(PARTY))).encode();
    }

    private static byte[] dei() {
        SignedMessage dei = SIGNER.sign(DIRECT.identity(PERSON, SP, PARTY), StructureVersion.V2, List.of());
        return dei.encode();
    }

    private static Map<String, Object> request(String field, byte[] structure, List<ServiceProviderKey> keys) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put(field, Base64.getEncoder().encodeToString(structure));
        request.put("serviceProviderKeys", keys.stream().map(ServiceProviderKeyPem::write).toList());
        request.put("schemeKeys", KEYS.publicKeys().toBase64ByUrn("TEST"));
        return request;
    }

    private static Map<String, Object> with(Map<String, Object> request, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(request);
        more.put(name, value);
        return more;
    }

    private HttpResponse<String> post(String path, Map<String, Object> request) throws Exception {
        return ComponentCaller.post(new URL(address, path), JSON.writeValueAsString(request));
    }

    private JsonNode given(String path, Map<String, Object> request) throws Exception {
        HttpResponse<String> answer = post(path, request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private void refused(String code, String path, Map<String, Object> request) throws Exception {
        HttpResponse<String> answer = post(path, request);
        assertThat(answer.body()).isEqualTo(code);
        assertThat(answer.statusCode()).isEqualTo(500);
    }

    private static Decrypted.Pseudonym pseudonym(Party sp, long... closing) {
        return (Decrypted.Pseudonym) new Decryption(KEYS.publicKeys(), new ServiceProviderKeys(List.of(key(Type.EP_DECRYPTION, sp),
                KEYS.serviceProviderKey(Type.EP_CLOSING, sp.oin(), closing.length == 0 ? sp.keySetVersion() : closing[0],
                        Optional.empty()))))
                .decrypt(ep(sp), closing.length == 0
                        ? Decryption.Request.PLAIN
                        : new Decryption.Request(Optional.empty(), OptionalLong.of(closing[0])));
    }

    @Test
    void identityWhenEncryptedForTheKeyThenItsBsnAndWhatItWas() throws Exception {
        for (JsonNode answer : List.of(given("signed-encrypted-identity", request("signedEncryptedIdentity", ei(), OWN)),
                given("signed-direct-encrypted-identity",
                        with(request("signedDirectEncryptedIdentity", dei(), OWN), "authorizedParty", PARTY)),
                given("signed-structure", request("signedStructure", ei(), OWN)))) {
            assertThat(answer.path("bsn").asText()).isEqualTo(BSN);
            JsonNode result = answer.path("decryption_result");
            assertThat(result.path("version").asText()).isEqualTo("01");
            assertThat(result.path("type").asText()).isEqualTo("B");
            assertThat(result.path("length").asInt()).isEqualTo(8);
            assertThat(result.path("identifier").asText()).isEqualTo("12345678");
            assertThat(Base64.getDecoder().decode(result.path("bytes").asText())).startsWith(1, 'B', 8).endsWith(0, 0, 0, 0, 0, 0, 0)
                    .hasSize(18);
            assertThat(List.copyOf(names(answer)).subList(answer.has("kind") ? 1 : 0, names(answer).size())).containsExactly("decodedInput",
                    "bsn", "decryption_result");
        }
    }

    private static List<String> names(JsonNode node) {
        List<String> all = new ArrayList<>();
        node.fieldNames().forEachRemaining(all::add);
        return all;
    }

    @Test
    void answerWhenOfThePathOfAnyKindThenSaysFirstWhichItWas() throws Exception {
        assertThat(given("signed-structure", request("signedStructure", ei(), OWN)).path("kind").asText()).isEqualTo("identity");
        assertThat(given("signed-structure", request("signedStructure", ep(SP), OWN)).path("kind").asText()).isEqualTo("pseudonym");
        assertThat(given("signed-encrypted-identity", request("signedEncryptedIdentity", ei(), OWN)).has("kind")).isFalse();
    }

    @Test
    void inputWhenDecodedThenEveryFieldOfTheStructureByItsName() throws Exception {
        JsonNode ei = given("signed-encrypted-identity", request("signedEncryptedIdentity", ei(), OWN)).path("decodedInput");
        assertThat(names(ei)).containsExactly("notationIdentifier", "signedEI", "signatureValue");
        assertThat(ei.path("notationIdentifier").asText()).isEqualTo("2.16.528.1.1003.10.1.2.7");
        JsonNode body = ei.at("/signedEI/encryptedIdentity");
        assertThat(names(body)).containsExactly("notationIdentifier", "schemeVersion", "schemeKeySetVersion", "creator", "recipient",
                "recipientKeySetVersion", "points");
        assertThat(body.path("notationIdentifier").asText()).isEqualTo("2.16.528.1.1003.10.1.2.1");
        // Versions are text.
        assertThat(body.path("schemeVersion")).isEqualTo(JSON.valueToTree("1"));
        assertThat(body.path("recipientKeySetVersion")).isEqualTo(JSON.valueToTree("20260301"));
        assertThat(body.path("creator").asText()).isEqualTo(BSNK);
        assertThat(body.path("recipient").asText()).isEqualTo(SP.oin());
        assertThat(body.path("points")).hasSize(3)
                .allSatisfy(p -> assertThat(Base64.getDecoder().decode(p.asText())).startsWith(4).hasSize(81));
        assertThat(Base64.getDecoder().decode(ei.at("/signedEI/auditElement").asText())).hasSize(16);
        assertThat(ei.at("/signatureValue/signatureType").asText()).isEqualTo("0.4.0.127.0.7.1.1.4.4.3");
        assertThat(new BigInteger(Base64.getDecoder().decode(ei.at("/signatureValue/s").asText())).signum()).isEqualTo(1);

        JsonNode dei = given("signed-direct-encrypted-identity",
                with(request("signedDirectEncryptedIdentity", dei(), OWN), "authorizedParty",
                        PARTY))
                .at("/decodedInput/signedDEI");
        assertThat(names(dei)).containsExactly("directEncryptedIdentity", "auditElement", "signingKeyVersion", "issuanceDate");
        assertThat(dei.at("/directEncryptedIdentity/authorizedParty").asText()).isEqualTo(PARTY);
        assertThat(dei.at("/directEncryptedIdentity/notationIdentifier").asText()).isEqualTo("2.16.528.1.1003.10.1.2.9.2");
        assertThat(dei.path("issuanceDate").asText()).matches("[0-9]{6}01");

        byte[] diversified = SIGNER.sign(TRANSFORMATION.toPseudonym(ACTIVATION.activate(PERSON, AD).pseudonym(), SP,
                Optional.of(Diversifier.parse("Function=Controller,Group=Finance"))), StructureVersion.V2,
                List.of(new ExtraElement.Text("SameID", "x"), new ExtraElement.Number("Count", BigInteger.TEN),
                        new ExtraElement.Bytes("Raw", new byte[]{1, 2})))
                .encode();
        JsonNode ep = given("signed-encrypted-pseudonym", request("signedEncryptedPseudonym", diversified, OWN));
        assertThat(ep.at("/decodedInput/signedEP/encryptedPseudonym/diversifier").toString())
                .isEqualTo("[{\"key\":\"Function\",\"value\":\"Controller\"},{\"key\":\"Group\",\"value\":\"Finance\"}]");
        assertThat(ep.at("/decodedInput/signedEP/extraElements").toString()).isEqualTo(
                "[{\"key\":\"SameID\",\"value\":\"x\"},{\"key\":\"Count\",\"value\":10},{\"key\":\"Raw\",\"value\":\"AQI=\"}]");
        assertThat(names(ep.path("decodedPseudonym"))).containsExactly("notationIdentifier", "schemeVersion", "schemeKeySetVersion",
                "recipient", "recipientKeySetVersion", "type", "pseudonymValue", "diversifier");
        assertThat(ep.at("/decodedPseudonym/notationIdentifier").asText()).isEqualTo("2.16.528.1.1003.10.1.3.2");
        assertThat(given("signed-direct-encrypted-pseudonym", with(request("signedDirectEncryptedPseudonym", dep(), OWN), "authorizedParty",
                PARTY)).at("/decodedInput/signedDEP/directEncryptedPseudonym/authorizedParty").asText()).isEqualTo(PARTY);
    }

    @Test
    void requestWhenItsKeysAreNullOrAFieldIsThereTwiceThenThatCode() throws Exception {
        Map<String, Object> none = with(with(request("signedEncryptedIdentity", ei(), OWN), "serviceProviderKeys", null), "schemeKeys",
                null);
        refused("MATCHING_SCHEME_KEY_NOT_FOUND", "signed-encrypted-identity", none);
        assertThat(
                ComponentCaller.post(new URL(address, "signed-encrypted-identity"), "{\"schemeKeys\":{},\"schemeKeys\":{}}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void pseudonymWhenEncryptedForTheKeyThenTheSameByEveryWay() throws Exception {
        String expected = Base64.getEncoder().encodeToString(pseudonym(SP).encode());
        for (JsonNode answer : List.of(given("signed-encrypted-pseudonym", request("signedEncryptedPseudonym", ep(SP), OWN)),
                given("signed-direct-encrypted-pseudonym",
                        with(request("signedDirectEncryptedPseudonym", dep(), OWN), "authorizedParty", PARTY)),
                given("signed-structure", request("signedStructure", ep(SP), OWN)))) {
            assertThat(answer.path("pseudonym").asText()).isEqualTo(expected);
            assertThat(answer.at("/decodedPseudonym/recipient").asText()).isEqualTo(SP.oin());
            assertThat(answer.at("/decodedPseudonym/type").asText()).isEqualTo("B");
        }
    }

    @Test
    void conversionWhenToANewerClosingKeyThenAsDecryptionWithIt() throws Exception {
        List<ServiceProviderKey> keys = new ArrayList<>(OWN);
        keys.add(KEYS.serviceProviderKey(Type.EP_CLOSING, SP.oin(), 20270101, Optional.empty()));
        String newer = Base64.getEncoder().encodeToString(pseudonym(SP, 20270101).encode());

        assertThat(
                given("signed-encrypted-pseudonym", with(request("signedEncryptedPseudonym", ep(SP), keys), "targetClosingKey", "20270101"))
                        .path("pseudonym").asText())
                .isEqualTo(newer);
        Map<String, Object> conversion = request("pseudonym", pseudonym(SP).encode(), keys);
        assertThat(given("pseudonym-conversion", with(conversion, "targetClosingKey", "20270101")).path("pseudonym").asText())
                .isEqualTo(newer);
        refused("MATCHING_CLOSING_KEY_REQUIRED", "pseudonym-conversion", with(conversion, "targetClosingKey", "20280101"));
        refused("MATCHING_CLOSING_KEY_REQUIRED", "pseudonym-conversion", with(conversion, "targetClosingKey", "nieuw"));
        refused("MATCHING_CLOSING_KEY_REQUIRED", "pseudonym-conversion", conversion);
        assertThat(given("pseudonym-conversion", with(conversion, "targetClosingKey", "20260301")).path("pseudonym").asText())
                .isEqualTo(Base64.getEncoder().encodeToString(pseudonym(SP).encode()));
        refused("MATCHING_CLOSING_KEY_REQUIRED", "pseudonym-conversion",
                with(request("pseudonym", pseudonym(SP).encode(), List.of(key(Type.EP_CLOSING, SP))), "targetClosingKey", "20260301"));
        List<ServiceProviderKey> ofTwo = List.of(key(Type.EP_CLOSING, OTHER), key(Type.EP_DECRYPTION, SP));
        refused("MATCHING_CLOSING_KEY_REQUIRED", "pseudonym-conversion",
                with(request("pseudonym", pseudonym(SP).encode(), ofTwo), "targetClosingKey", "20260301"));
        assertThat(
                given("pseudonym-conversion", with(conversion, "targetClosingKey", "20270101")).at("/decodedInput/recipientKeySetVersion")
                        .asText())
                .isEqualTo("20260301");
        refused("OID_NOT_SUPPORTED", "pseudonym-conversion", request("pseudonym", ep(SP), keys));
    }

    @Test
    void migrationWhenBothHalvesThenThePseudonymOfTheOther() throws Exception {
        Map<Type, ServiceProviderKey> halves = KEYS.migrationKeys(MIGRANTS, Optional.empty(), RANDOM);
        Map<Type, ServiceProviderKey> others = KEYS.migrationKeys(OTHER_MIGRATION, Optional.empty(), RANDOM);
        // The key that fits comes after one that does not.
        List<ServiceProviderKey> source = new ArrayList<>(List.of(others.get(Type.MIGRATION_SOURCE), halves.get(Type.MIGRATION_SOURCE)));
        List<ServiceProviderKey> target = List.of(others.get(Type.MIGRATION_TARGET), halves.get(Type.MIGRATION_TARGET));
        String field = "migrationIntermediaryPseudonym";

        JsonNode exported = given("pseudonym-migration-export", request("pseudonym", pseudonym(SP).encode(), source));
        byte[] half = Base64.getDecoder().decode(exported.path(field).asText());
        String expected = Base64.getEncoder().encodeToString(pseudonym(OTHER).encode());
        assertThat(given("pseudonym-migration-import", request(field, half, target)).path("pseudonym").asText()).isEqualTo(expected);

        List<ServiceProviderKey> all = new ArrayList<>(OWN);
        all.addAll(source);
        for (JsonNode atOnce : List.of(
                given("signed-encrypted-pseudonym-migration", request("signedEncryptedPseudonymMigration", ep(SP), all)),
                given("signed-direct-encrypted-pseudonym-migration",
                        with(request("signedDirectEncryptedPseudonymMigration", dep(), all), "authorizedParty", PARTY)))) {
            assertThat(given("pseudonym-migration-import", request(field, Base64.getDecoder().decode(atOnce.path(field).asText()), target))
                    .path("pseudonym").asText()).isEqualTo(expected);
        }

        // With both halves the pseudonym of the other comes out at once, also when keys of the other are there.
        List<ServiceProviderKey> both = new ArrayList<>(all);
        both.addAll(target);
        both.add(key(Type.EP_CLOSING, OTHER));
        JsonNode whole = given("signed-encrypted-pseudonym-migration", request("signedEncryptedPseudonym", ep(SP), both));
        assertThat(names(whole)).containsExactly("decodedInput", "pseudonym", "decodedPseudonym");
        assertThat(whole.path("pseudonym").asText()).isEqualTo(expected);
        assertThat(whole.at("/decodedPseudonym/recipient").asText()).isEqualTo(OTHER.oin());
        assertThat(names(exported)).containsExactly("decodedInput", field, "decodedMigrationIntermediaryPseudonym");
        assertThat(exported.at("/decodedMigrationIntermediaryPseudonym/migrationID").asText()).isEqualTo(MIGRANTS.migrationId());
        assertThat(exported.at("/decodedMigrationIntermediaryPseudonym/target").asText()).isEqualTo(OTHER.oin());

        Map<String, Object> export = request("pseudonym", pseudonym(SP).encode(), source);
        refused("MATCHING_MIGRATION_TARGET_KEY_REQUIRED", "pseudonym-migration-import", request(field, half, source));
        refused("MATCHING_MIGRATION_SOURCE_KEY_REQUIRED", "pseudonym-migration-export",
                with(export, "migrationID", OTHER_MIGRATION.migrationId()));
        refused("INVALID_MIGRATION_TARGET_KEY_SELECTION", "pseudonym-migration-export", with(export, "targetMigrant", OTHER.oin()));
        refused("MATCHING_MIGRATION_SOURCE_KEY_REQUIRED", "pseudonym-migration-export",
                with(with(export, "targetMigrant", SP.oin()), "targetMigrantKeySetVersion", "20260301"));
        refused("MATCHING_MIGRATION_SOURCE_KEY_REQUIRED", "pseudonym-migration-export",
                request("pseudonym", pseudonym(SP).encode(), List.of()));
        refused("OID_NOT_SUPPORTED", "pseudonym-migration-export", request("pseudonym", half, source));
        // A second half of another migration: who brings one wants the pseudonym, and gets no half in its place.
        List<ServiceProviderKey> wrongSecond = new ArrayList<>(all);
        wrongSecond.add(others.get(Type.MIGRATION_TARGET));
        refused("MATCHING_MIGRATION_TARGET_KEY_REQUIRED", "signed-encrypted-pseudonym-migration",
                request("signedEncryptedPseudonymMigration", ep(SP), wrongSecond));
        // Keys of other migrations of the target's are related too.
        for (Migrants further : List.of(new Migrants(PARTY, 20260301, OTHER.oin(), OTHER.keySetVersion(), "0000000A-0000000B-0000000E"),
                new Migrants(OTHER.oin(), OTHER.keySetVersion(), PARTY, 20260301, "0000000A-0000000B-0000000F"))) {
            for (ServiceProviderKey k : KEYS.migrationKeys(further, Optional.empty(), RANDOM).values()) {
                List<ServiceProviderKey> more = new ArrayList<>(both);
                more.add(k);
                assertThat(given("signed-encrypted-pseudonym-migration", request("signedEncryptedPseudonymMigration", ep(SP), more))
                        .has("pseudonym")).isTrue();
            }
        }
        List<ServiceProviderKey> third = new ArrayList<>(both);
        third.add(KEYS.serviceProviderKey(Type.EP_CLOSING, PARTY, 20260301, Optional.empty()));
        refused("SERVICE_PROVIDER_KEYS_UNRELATED_TO_MIGRATION", "signed-encrypted-pseudonym-migration",
                request("signedEncryptedPseudonym", ep(SP), third));
    }

    @ParameterizedTest
    @CsvSource({"signed-encrypted-identity,signedEncryptedIdentity", "signed-direct-encrypted-identity,signedDirectEncryptedIdentity",
        "signed-direct-encrypted-pseudonym,signedDirectEncryptedPseudonym",
        "signed-encrypted-pseudonym-migration,signedEncryptedPseudonymMigration",
        "signed-direct-encrypted-pseudonym-migration,signedDirectEncryptedPseudonymMigration"})
    void structureWhenAtThePathOfAnotherKindThenRefused(String path, String field) throws Exception {
        byte[] other = field.equals("signedEncryptedPseudonymMigration") ? ei() : ep(SP);
        refused("OID_NOT_SUPPORTED", path, request(field, other, OWN));
        refused("ASN1_SEQUENCE_DECODER", path, request("something", other, OWN));
    }

    @Test
    void requestWhenSomethingOfItIsWrongThenThatCode() throws Exception {
        String path = "signed-structure";
        Map<String, Object> good = request("signedStructure", ei(), OWN);
        refused("ASN1_SEQUENCE_DECODER", path, with(good, "signedStructure", "AAAA"));
        byte[] damaged = ei();
        damaged[damaged.length - 1] ^= 1;
        refused("SIGNATURE_VERIFICATION_FAILED", path, request("signedStructure", damaged, OWN));
        refused("MATCHING_SERVICE_PROVIDER_KEY_REQUIRED", path, request("signedStructure", ei(), List.of(key(Type.EP_DECRYPTION, SP))));
        refused("SERVICE_PROVIDER_KEYS_RECIPIENT_NON_UNIQUE", path,
                request("signedStructure", ei(), List.of(key(Type.EI_DECRYPTION, SP), key(Type.EP_CLOSING, OTHER))));
        refused("SERVICE_PROVIDER_KEY_PARSE_FAILED", path, with(good, "serviceProviderKeys", List.of("x")));
        refused("SCHEME_KEY_METADATA_INVALID_STRUCTURE", path, with(good, "schemeKeys", Map.of("x", "AAAA")));
        refused("SCHEME_KEY_INVALID_LENGTH", path, with(good, "schemeKeys", Map.of("urn:nl-gdi-eid:1.0:pp-key:TEST:1:U:1", "AAAA")));
        refused("MATCHING_SCHEME_KEY_NOT_FOUND", path, with(good, "schemeKeys", Map.of()));
        refused("MATCHING_CLOSING_KEY_REQUIRED", path, request("signedStructure", ep(SP), List.of(key(Type.EP_DECRYPTION, SP))));
        refused("MATCHING_DIRECT_RECEIVE_KEY_REQUIRED", path,
                with(request("signedStructure", dep(), List.of(key(Type.EP_DECRYPTION, SP), key(Type.EP_CLOSING, SP))), "authorizedParty",
                        PARTY));
        refused("DIRECT_TRANSMISSION_DECRYPTION_NOT_AUTHORIZED", path, request("signedStructure", dep(), OWN));
        refused("DIRECT_TRANSMISSION_DECRYPTION_NOT_AUTHORIZED", path,
                with(request("signedStructure", dei(), OWN), "authorizedParty", BSNK));
    }
}
