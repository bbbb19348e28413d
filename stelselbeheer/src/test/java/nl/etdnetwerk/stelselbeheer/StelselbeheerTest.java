package nl.etdnetwerk.stelselbeheer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Inject;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.medmij.lists.ListKind;
import nl.etdnetwerk.medmij.lists.ListReader;
import nl.etdnetwerk.medmij.lists.MedMijList;
import nl.etdnetwerk.pki.TestPki;
import nl.etdnetwerk.saml.FrameworkVersion;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.catalogue.CatalogueCodec;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue;
import nl.etdnetwerk.saml.metadata.EntityIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.metadata.EntityMetadata.IndexedEndpoint;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Use;
import nl.etdnetwerk.saml.metadata.MetadataReader;
import nl.etdnetwerk.saml.metadata.MetadataWriter;
import nl.etdnetwerk.stelselbeheer.parties.InitialParties;
import nl.etdnetwerk.stelselbeheer.parties.MetadataRenewal;
import nl.etdnetwerk.stelselbeheer.parties.PartyAdmission;
import nl.etdnetwerk.stelselbeheer.parties.PartyRegister;
import nl.etdnetwerk.testsupport.Caller;
import nl.etdnetwerk.testsupport.GivenNetwork;
import nl.etdnetwerk.testsupport.HostileXml;
import nl.etdnetwerk.testsupport.ServiceEnvironment;

/** Stelselbeheer alone: who is let in, who is not and why, and that no admission makes a list unusable. */
@QuarkusTest
@QuarkusTestResource(value = ServiceEnvironment.class, initArgs = @ResourceArg(name = "service", value = "stelselbeheer"))
class StelselbeheerTest {

    private static final String PARTIES = "/api/parties";
    private static final String OPERATOR = "stelselbeheer";

    @Inject
    ObjectMapper json;
    @Inject
    MetadataRenewal renewal;
    @Inject
    Jdbi jdbi;
    @Inject
    PartyAdmission admission;
    @Inject
    PartyRegister register;
    @Inject
    EtdConfig config;
    @TempDir
    Path folder;

    @AfterEach
    void everybodyOut() throws IOException {
        for (JsonNode party : json.readTree(Caller.as(OPERATOR).get(PARTIES).body())) {
            Caller.as(OPERATOR).delete(PARTIES + "/" + Caller.encoded(party.get("entityId").asText()));
        }
        // And forgotten, so that each test begins with nothing.
        jdbi.useHandle(h -> h.execute("delete from withdrawn"));
    }

    /** Metadata of a service provider with the key of somebody of the plan. */
    private static String metadata(String keysOf, String oin) throws IOException {
        return metadata(GivenNetwork.key(Caller.state(), keysOf), keysOf, oin);
    }

    private static String metadata(SigningKey key, String name, String oin) {
        var keys = List.of(MetadataWriter.key(Use.SIGNING, key), MetadataWriter.key(Use.ENCRYPTION, key));
        var sp = new EntityMetadata.ServiceProvider(keys, List.of(), List.of(),
                List.of(new IndexedEndpoint(0, true, SamlNames.BINDING_ARTIFACT, "https://dvp.localhost/acs")),
                List.of(new EntityMetadata.Service(1, true, "Inloggen", EntityIds.service(oin, 9001))));
        return new String(MetadataWriter.entity(new EntityMetadata(EntityIds.of("DV", oin, 9001), Optional.of(name), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.of(sp)), key), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> pgo() throws IOException {
        Map<String, Object> registration = new LinkedHashMap<>();
        registration.put("metadata", metadata("dvp", "99990001000000000021"));
        registration.put("hostnames", List.of("dvp.localhost"));
        registration.put("dvp", Map.of("organisatienaam", "Mijn PGO", "clientHostname", "dvp.localhost", "minimumLevel", "loa3"));
        return registration;
    }

    private static Map<String, Object> zorgaanbieder(String keysOf, String oin, Map<String, Object> changes) throws IOException {
        Map<String, Object> z = new LinkedHashMap<>(Map.of("naam", "huisartsdebron@medmij", "minimumLevel", "loa3", "authorizationEndpoint",
                "https://dvza.localhost:7447/auth", "tokenEndpoint", "https://dvza.localhost:7447/token", "resourceEndpoints",
                Map.of("3.0", "https://dvza.localhost:7447/fhir/stu3"), "gegevensdiensten", List.of("48")));
        z.putAll(changes);
        return new LinkedHashMap<>(Map.of("metadata", metadata(keysOf, oin), "hostnames", List.of("dvza.localhost"), "zorgaanbieder", z));
    }

    private HttpResponse<String> add(String as, Object registration) throws IOException {
        return Caller.as(as).post(PARTIES, "application/json", json.writeValueAsString(registration));
    }

    private List<String> codes(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        List<String> codes = new ArrayList<>();
        json.readTree(answer.body()).get("findings").forEach(f -> codes.add(f.get("code").asText()));
        return codes;
    }

    @Test
    void partyWhenRightThenPublishedInMetadataAndListsUntilItLeaves() throws Exception {
        assertThat(add("dvp", pgo()).statusCode()).isEqualTo(200);

        var read = MetadataReader.network(Caller.browser().get("/metadata").body().getBytes(StandardCharsets.UTF_8),
                Map.of(SigningKey.keyName(GivenNetwork.key(Caller.state(), OPERATOR).certificate()),
                        GivenNetwork.key(Caller.state(), OPERATOR).certificate()),
                Instant.now());
        assertThat(read.valid().orElseThrow()).extracting(EntityMetadata::entityId)
                .containsExactly("urn:etoegang:DV:99990001000000000021:entities:9001");
        String ocl = Caller.as("dvp").get("/medmij/" + ListKind.OCL.fileName()).body();
        MedMijList list = ListReader.read(ocl.getBytes(StandardCharsets.UTF_8), ListKind.OCL, Instant.now());
        assertThat(list).isInstanceOfSatisfying(MedMijList.OAuthclientlist.class,
                o -> assertThat(o.clients()).containsExactly(new MedMijList.OAuthclient("dvp.localhost", "Mijn PGO")));

        String entity = "/" + Caller.encoded("urn:etoegang:DV:99990001000000000021:entities:9001");
        assertThat(Caller.as("ad-een").delete(PARTIES + entity).statusCode()).isEqualTo(403);
        assertThat(Caller.as("dvp").delete(PARTIES + entity).statusCode()).isEqualTo(204);
        assertThat(Caller.as(OPERATOR).delete(PARTIES + entity).statusCode()).isEqualTo(404);
    }

    @Test
    void partyWhenOfAnotherOinOrOnTheBsnListByItselfThenRefused() throws IOException {
        assertThat(codes(add("ad-een", pgo()))).containsExactly("PARTY_NOT_YOURS", "PARTY_HOSTNAME");
        Map<String, Object> greedy = pgo();
        greedy.put("bsnAuthorised", true);
        assertThat(codes(add("dvp", greedy))).containsExactly("PARTY_BSN");
        assertThat(Caller.browser().post(PARTIES, "application/json", json.writeValueAsString(pgo())).statusCode()).isEqualTo(401);
    }

    /** What the operator said of a party holds when the party says something new of itself. */
    @Test
    void partyWhenItComesAgainByItselfThenItStaysOnTheBsnList() throws IOException {
        Map<String, Object> authorised = zorgaanbieder("za-huisartsdebron", "99990001000000000031", Map.of());
        authorised.put("bsnAuthorised", true);
        assertThat(add(OPERATOR, authorised).statusCode()).isEqualTo(200);
        Map<String, Object> again = zorgaanbieder("za-huisartsdebron", "99990001000000000031", Map.of("minimumLevel", "loa4"));
        assertThat(add("za-huisartsdebron", again).statusCode()).isEqualTo(200);

        assertThat(Caller.as(OPERATOR).get(PARTIES).body()).contains("\"bsnAuthorised\":true");
    }

    @Test
    void partyWhenItsNameIsTakenThenRefused() throws IOException {
        assertThat(add("dvp", pgo()).statusCode()).isEqualTo(200);
        Map<String, Object> copy = pgo();
        copy.put("metadata", metadata("hm", "99990001000000000010"));
        assertThat(codes(add(OPERATOR, copy))).containsExactly("PARTY_NAME_TAKEN", "PARTY_NAME_TAKEN");
        for (String alike : List.of("Mijn PGO ", "Mijn  PGO", "Mijn\u00a0PGO", "mijn pgo")) {
            copy.put("dvp", Map.of("organisatienaam", alike, "clientHostname", "anders.localhost", "minimumLevel", "loa3"));
            copy.put("hostnames", List.of("anders.localhost"));
            assertThat(codes(add(OPERATOR, copy))).as(alike).containsAnyOf("PARTY_NAME", "PARTY_NAME_TAKEN");
        }

        assertThat(add(OPERATOR, zorgaanbieder("za-huisartsdebron", "99990001000000000031", Map.of())).statusCode()).isEqualTo(200);
        assertThat(codes(add(OPERATOR, zorgaanbieder("za-ggdnoord", "99990001000000000033", Map.of()))))
                .containsExactly("PARTY_NAME_TAKEN");
    }

    /** The certificate of the DVP names dvp.localhost, that of the zorgaanbieder the host of its DVZA. */
    @Test
    void hostWhenItIsNotOfTheCertificateOfWhoRegistersItselfThenRefused() throws IOException {
        Map<String, Object> wide = new LinkedHashMap<>(pgo());
        wide.put("hostnames", List.of("dvp.localhost", "bsnk.localhost"));
        assertThat(codes(add("dvp", wide))).containsExactly("PARTY_HOSTNAME");
        Map<String, Object> elsewhere = zorgaanbieder("za-huisartsdebron", "99990001000000000031",
                Map.of("authorizationEndpoint", "https://elders.localhost/auth"));
        assertThat(codes(add("za-huisartsdebron", elsewhere))).containsExactly("PARTY_HOSTNAME");
        assertThat(Caller.as(OPERATOR).get(PARTIES).body()).isEqualTo("[]");

        assertThat(add("dvp", pgo()).statusCode()).isEqualTo(200);
        assertThat(add(OPERATOR, elsewhere).statusCode()).isEqualTo(200);
    }

    @Test
    void hmOrAdWhenNotBroughtInByTheOperatorThenRefusedAndNeverASecondHm() throws IOException {
        assertThat(codes(add("hm", Map.of("metadata", hm("hm", "99990001000000000010"))))).containsExactly("PARTY_ROLE");
        assertThat(add(OPERATOR, Map.of("metadata", hm("hm", "99990001000000000010"))).statusCode()).isEqualTo(200);
        assertThat(codes(add(OPERATOR, Map.of("metadata", hm("ad-een", "99990001000000000011"))))).containsExactly("PARTY_HM_TAKEN");
    }

    private static String hm(String keysOf, String oin) throws IOException {
        SigningKey key = GivenNetwork.key(Caller.state(), keysOf);
        var signing = List.of(MetadataWriter.key(Use.SIGNING, key));
        var resolution = List.of(MetadataWriter.soap("https://hm.localhost/ars"));
        var sso = List.of(new EntityMetadata.Endpoint(SamlNames.BINDING_ARTIFACT, "https://hm.localhost/sso/artifact"));
        return new String(MetadataWriter.entity(new EntityMetadata(EntityIds.of("HM", oin, 9001), Optional.of(keysOf),
                Optional.of(LevelOfAssurance.LOA4), Optional.empty(),
                Optional.of(new EntityMetadata.IdentityProvider(signing, resolution, List.of(), sso, List.of(SamlNames.TYPE_PSEUDO_ID))),
                Optional.of(new EntityMetadata.ServiceProvider(signing, resolution, List.of(),
                        List.of(new IndexedEndpoint(1, true, SamlNames.BINDING_ARTIFACT, "https://hm.localhost/acs")), List.of()))),
                key),
                StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"naam,Huisarts@medmij,PARTY_NAME", "naam,huisarts,PARTY_NAME", "minimumLevel,loa9,PARTY_LEVEL", "minimumLevel,,PARTY_LEVEL",
        "authorizationEndpoint,,PARTY_ENDPOINT", "tokenEndpoint,http://dvza.localhost/token,PARTY_ENDPOINT",
        "authorizationEndpoint,https://dvza.example:8443/auth,PARTY_LIST", "tokenEndpoint,https://,PARTY_LIST",
        "tokenEndpoint,https://elders.localhost/token,PARTY_HOSTNAME"})
    void zorgaanbiederWhenWrongThenTheCodeAndNothingIsPublished(String field, String value, String code) throws IOException {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put(field, value);

        assertThat(codes(add(OPERATOR, zorgaanbieder("za-huisartsdebron", "99990001000000000031", change)))).contains(code);
        assertThat(Caller.as(OPERATOR).get(PARTIES).body()).isEqualTo("[]");
    }

    @Test
    void zorgaanbiederWhenAGegevensdienstHasNoAddressOrIsUnknownThenRefused() throws IOException {
        assertThat(codes(add(OPERATOR,
                zorgaanbieder("za-huisartsdebron", "99990001000000000031", Map.of("gegevensdiensten", List.of("48", "63"))))))
                .containsExactly("PARTY_ENDPOINT");
        assertThat(codes(add(OPERATOR,
                zorgaanbieder("za-huisartsdebron", "99990001000000000031", Map.of("gegevensdiensten", List.of("48", "999"))))))
                .containsExactly("PARTY_GEGEVENSDIENST");
        assertThat(codes(add(OPERATOR,
                zorgaanbieder("za-huisartsdebron", "99990001000000000031", Map.of("gegevensdiensten", List.of("48", "48"))))))
                .containsExactly("PARTY_GEGEVENSDIENST");
        assertThat(codes(add(OPERATOR, zorgaanbieder("za-huisartsdebron", "99990001000000000031",
                Map.of("resourceEndpoints", Map.of("3.0", "https://elders.localhost/fhir"))))))
                .containsExactly("PARTY_HOSTNAME");
        assertThat(codes(add(OPERATOR, zorgaanbieder("za-huisartsdebron", "99990001000000000031", Map.of("gegevensdiensten", List.of())))))
                .containsExactly("PARTY_GEGEVENSDIENST");
    }

    private static Map<String, Object> dienst(Object... changes) {
        Map<String, Object> dienst = new LinkedHashMap<>(
                Map.of("index", 9001, "naam", "Inloggen", "minimumLevel", "loa2", "identifierTypes", List.of("PseudoID")));
        for (int i = 0; i < changes.length; i += 2) {
            dienst.put((String) changes[i], changes[i + 1]);
        }
        return dienst;
    }

    private static Map<String, Object> gemeente(Object... diensten) throws IOException {
        return new LinkedHashMap<>(Map.of("metadata", metadata("dvp", "99990001000000000021"), "organisatienaam", "Gemeente Voorbeeld",
                "diensten", List.of(diensten)));
    }

    private static Map<String, Object> hm() throws IOException {
        SigningKey key = GivenNetwork.key(Caller.state(), "hm");
        var keys = List.of(MetadataWriter.key(Use.SIGNING, key));
        var resolution = List.of(MetadataWriter.soap("https://hm.localhost/ars"));
        var idp = new EntityMetadata.IdentityProvider(keys, resolution, List.of(),
                List.of(new EntityMetadata.Endpoint(SamlNames.BINDING_ARTIFACT, "https://hm.localhost/sso")), List.of());
        var sp = new EntityMetadata.ServiceProvider(keys, resolution, List.of(),
                List.of(new IndexedEndpoint(1, true, SamlNames.BINDING_ARTIFACT, "https://hm.localhost/acs")), List.of());
        return Map.of("metadata", new String(MetadataWriter.entity(new EntityMetadata(EntityIds.of("HM", "99990001000000000010", 9001),
                Optional.of("Herkenningsmakelaar"), Optional.of(LevelOfAssurance.LOA4), Optional.empty(), Optional.of(idp),
                Optional.of(sp)),
                key), StandardCharsets.UTF_8));
    }

    private static ServiceCatalogue catalogue() throws IOException {
        SigningKey operator = GivenNetwork.key(Caller.state(), OPERATOR);
        return CatalogueCodec.read(Caller.browser().get("/catalogue").body().getBytes(StandardCharsets.UTF_8),
                Map.of(SigningKey.keyName(operator.certificate()), operator.certificate())).valid().orElseThrow();
    }

    @Test
    void serviceWhenThereIsNoHmThenNotOfferedUntilThereIs() throws Exception {
        assertThat(add("dvp", gemeente(dienst())).statusCode()).isEqualTo(200);

        assertThat(catalogue().providerByOin("99990001000000000021").orElseThrow().instances()).isEmpty();
        assertThat(add(OPERATOR, hm()).statusCode()).isEqualTo(200);
        assertThat(catalogue().providerByOin("99990001000000000021").orElseThrow().instances()).singleElement()
                .satisfies(i -> assertThat(i.herkenningsmakelaarOin()).isEqualTo("99990001000000000010"));
    }

    @Test
    void partyWhenItsKeyIsOfAnotherPkiThenRefused() throws IOException {
        var own = TestPki.create(Instant.now()).issue(new TestPki.Request("dvp.localhost", "Mijn PGO", "99990001000000000021",
                List.of("dvp.localhost"), Instant.now(), Duration.ofDays(1)));
        Map<String, Object> registration = pgo();
        registration.put("metadata", metadata(new SigningKey(own.privateKey(), own.certificate()), "dvp", "99990001000000000021"));

        assertThat(codes(add(OPERATOR, registration))).contains("METADATA_NOT_PKIO");
    }

    @Test
    void serviceWhenRightThenInTheCatalogueWithItsTypes() throws Exception {
        assertThat(add(OPERATOR, hm()).statusCode()).isEqualTo(200);
        assertThat(add("dvp", gemeente(dienst("identifierTypes", List.of("Pseudo-1.9")))).statusCode()).isEqualTo(200);

        var service = catalogue().byServiceId("urn:etoegang:DV:99990001000000000021:services:9001").orElseThrow();
        assertThat(service.provider().name()).isEqualTo("Gemeente Voorbeeld");
        assertThat(service.definition().minimumLevel()).isEqualTo(LevelOfAssurance.LOA2);
        assertThat(service.types(List.of(SamlNames.TYPE_PSEUDO_PLAIN))).containsExactly(SamlNames.TYPE_PSEUDO_PLAIN);
        assertThat(service.version()).isEqualTo(FrameworkVersion.V1_11);
    }

    @Test
    void serviceWhenWrongThenTheCodeAndNothingIsPublished() throws IOException {
        Map<String, Object> nameless = gemeente(dienst());
        nameless.remove("organisatienaam");
        Map<String, Object> pgoToo = pgo();
        pgoToo.put("diensten", List.of(dienst()));

        assertThat(codes(add("dvp", nameless))).containsExactly("PARTY_NAME");
        assertThat(codes(add("dvp", pgoToo))).containsExactly("PARTY_SERVICE_INDEX");
        assertThat(codes(add("dvp", gemeente(dienst(), dienst())))).containsExactly("PARTY_SERVICE_INDEX");
        assertThat(codes(add("dvp", gemeente(dienst("index", 9002))))).containsExactly("PARTY_SERVICE");
        assertThat(codes(add("dvp", gemeente(dienst("index", -1))))).containsExactly("PARTY_SERVICE_INDEX", "PARTY_SERVICE");
        assertThat(codes(add("dvp", gemeente(dienst("naam", " "))))).containsExactly("PARTY_NAME");
        assertThat(codes(add("dvp", gemeente(dienst("minimumLevel", "loa5"))))).containsExactly("PARTY_LEVEL");
        assertThat(codes(add("dvp", gemeente(dienst("identifierTypes", List.of()))))).containsExactly("PARTY_IDENTIFIER");
        assertThat(codes(add("dvp", gemeente(dienst("identifierTypes", List.of("PseudoID", "RSIN")))))).containsExactly("PARTY_IDENTIFIER");
        assertThat(codes(add("dvp", gemeente(dienst("identifierTypes", List.of("BSN")))))).containsExactly("PARTY_BSN_SERVICE");
        assertThat(Caller.as(OPERATOR).get(PARTIES).body()).isEqualTo("[]");
    }

    /** What the operator took out stays out until the operator brings it back: a revoked certificate is answered that way (saml.md 7.1 N12). */
    @Test
    void partyWhenTakenOutByTheOperatorThenItDoesNotComeBackByItself() throws IOException {
        String entity = PARTIES + "/" + Caller.encoded("urn:etoegang:DV:99990001000000000021:entities:9001");
        assertThat(add("dvp", pgo()).statusCode()).isEqualTo(200);
        assertThat(Caller.as(OPERATOR).delete(entity).statusCode()).isEqualTo(204);
        assertThat(codes(add("dvp", pgo()))).containsExactly("PARTY_WITHDRAWN");

        assertThat(add(OPERATOR, pgo()).statusCode()).isEqualTo(200);
        // Who goes by itself comes back by itself.
        assertThat(Caller.as("dvp").delete(entity).statusCode()).isEqualTo(204);
        assertThat(add("dvp", pgo()).statusCode()).isEqualTo(200);
    }

    private void begin(Object registration) throws IOException {
        Path file = Files.writeString(folder.resolve("parties.json"), json.writeValueAsString(List.of(registration)));
        new InitialParties(admission, json, config, Optional.of(file)).admit();
    }

    private Optional<String> level() {
        return register.parties().stream().findFirst().flatMap(p -> p.registration().dvp()).map(d -> d.minimumLevel());
    }

    /** What a network begins with is brought in at every start. */
    @Test
    void initialPartyWhenRegisteredAgainOrTakenOutThenANewStartDoesNotUndoThat() throws IOException {
        begin(pgo());
        assertThat(level()).contains("loa3");
        begin(pgo());
        Map<String, Object> changed = pgo();
        changed.put("dvp", Map.of("organisatienaam", "Mijn PGO", "clientHostname", "dvp.localhost", "minimumLevel", "loa2"));
        assertThat(add(OPERATOR, changed).statusCode()).isEqualTo(200);

        begin(pgo());
        assertThat(level()).contains("loa2");
        assertThat(Caller.as(OPERATOR).delete(PARTIES + "/" + Caller.encoded("urn:etoegang:DV:99990001000000000021:entities:9001"))
                .statusCode()).isEqualTo(204);
        begin(pgo());
        assertThat(register.parties()).isEmpty();
    }

    /** Nobody has stelselbeheer ask somewhere else with its own certificate. */
    @Test
    void metadataWhenAtAHostOfAnotherThenNotFetched() throws IOException {
        var refused = add("dvp", Map.of("metadataUrl", "https://bsnk.localhost:1/x"));

        assertThat(codes(refused)).containsExactly("PARTY_NOT_YOURS");
        assertThat(refused.body()).contains("a host that your certificate names");
    }

    @Test
    void metadataWhenHostileOrUnreachableThenAFindingAndNotAdmitted() throws IOException {
        for (String document : HostileXml.documents()) {
            var answer = add(OPERATOR, Map.of("metadata", document));
            assertThat(codes(answer)).as(document.substring(0, Math.min(60, document.length()))).isNotEmpty();
            assertThat(answer.body()).doesNotContain("root:", "aaaaaaaaaaaaaaaaaaaa");
        }
        assertThat(codes(add(OPERATOR, Map.of("metadataUrl", "https://localhost:1/metadata")))).containsExactly("METADATA_UNREACHABLE");
        assertThat(codes(add(OPERATOR, Map.of("metadataUrl", "file:///etc/passwd")))).containsExactly("METADATA_UNREACHABLE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{|line 1, column 2", "null|document", "[]|document", "{'hostnames':[null]}|document",
        "{'diensten':[{'index':'abc'}]}|diensten[0].index", "{'diensten':[{'index':9001.5}]}|diensten[0].index",
        "{'hostname':['a.localhost']}|hostname", "{'bsnAuthorised':true,'bsnAuthorised':false}|line 1", "{} {}|document"})
    void registrationWhenItCannotBeReadThenWhereNot(String body, String place) throws IOException {
        var answer = Caller.as(OPERATOR).post(PARTIES, "application/json", body.replace('\'', '"'));

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode finding = json.readTree(answer.body()).path("findings").path(0);
        assertThat(finding.path("code").asText()).isEqualTo("PARTY_JSON");
        assertThat(finding.path("location").asText()).startsWith(place);
    }

    @Test
    void listsWhenWithoutCertificateThenRefused() {
        for (ListKind kind : ListKind.values()) {
            assertThat(Caller.browser().get("/medmij/" + kind.fileName()).statusCode()).isEqualTo(401);
        }
        assertThat(Caller.browser().get("/bsn-authorisation-list").statusCode()).isEqualTo(401);
        assertThat(Caller.as("dvp").get("/medmij/onbekend.xml").statusCode()).isEqualTo(404);
    }

    @Test
    void certificateWhenNotAskedByTheOperatorOrWithAWrongOinThenRefused() throws IOException {
        Map<String, Object> request = Map.of("organisation", "Leverancier", "oin", "99990009000000000001", "hostnames",
                List.of("mijn.localhost"));

        assertThat(Caller.as("dvp").post("/api/certificates", "application/json", json.writeValueAsString(request)).statusCode())
                .isEqualTo(403);
        var issued = Caller.as(OPERATOR).post("/api/certificates", "application/json", json.writeValueAsString(request));
        assertThat(issued.statusCode()).isEqualTo(200);
        assertThat(issued.body()).contains("BEGIN CERTIFICATE", "privateKey");
        Map<String, Object> wrong = new LinkedHashMap<>(request);
        Map<String, Object> nameless = new LinkedHashMap<>(request);
        nameless.put("hostnames", Arrays.asList("a.localhost", null));
        assertThat(Caller.as(OPERATOR).post("/api/certificates", "application/json", json.writeValueAsString(nameless)).statusCode())
                .isEqualTo(400);
        wrong.put("oin", "12345");
        assertThat(Caller.as(OPERATOR).post("/api/certificates", "application/json", json.writeValueAsString(wrong)).statusCode())
                .isIn(400, 422);
    }

    @Test
    void metadataWhenAPartyChangesThemAtItsAddressThenTheyAreKnownAndAnotherPartyIsNot() throws Exception {
        AtomicReference<String> served = new AtomicReference<>(
                metadata(GivenNetwork.key(Caller.state(), "dvp"), "Eerst", "99990001000000000021"));
        HttpsServer server = serving(served::get);
        try {
            Map<String, Object> registration = atAddress(pgo(), server);
            assertThat(add(OPERATOR, registration).statusCode()).isEqualTo(200);
            String before = Caller.browser().get("/publication").body();

            renewal.renew();
            assertThat(Caller.browser().get("/publication").body()).isEqualTo(before);
            served.set(metadata(GivenNetwork.key(Caller.state(), "dvp"), "Daarna", "99990001000000000021"));
            renewal.renew();
            assertThat(Caller.browser().get("/metadata").body()).contains("Daarna").doesNotContain("Eerst");
            assertThat(Caller.browser().get("/publication").body()).isNotEqualTo(before);

            // Who serves an address cannot bring in somebody else by it.
            served.set(metadata("za-huisartsdebron", "99990001000000000031"));
            renewal.renew();
            served.set("<a/>");
            renewal.renew();
            assertThat(Caller.browser().get("/metadata").body()).contains("Daarna").doesNotContain("99990001000000000031");
        } finally {
            server.stop(0);
        }
        renewal.renew();
        assertThat(Caller.browser().get("/metadata").body()).contains("Daarna");
    }

    /** What a party serves, or does while it is asked. */
    private interface Served {
        String get() throws IOException;
    }

    private static HttpsServer serving(Served served) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.setHttpsConfigurator(new HttpsConfigurator(Caller.state().tls("dvp")));
        server.setExecutor(task -> new Thread(task).start());
        server.createContext("/metadata", exchange -> {
            byte[] xml = served.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, xml.length);
            exchange.getResponseBody().write(xml);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Map<String, Object> atAddress(Map<String, Object> registration, HttpsServer server) {
        registration.remove("metadata");
        registration.put("metadataUrl", "https://localhost:" + server.getAddress().getPort() + "/metadata");
        return registration;
    }

    @Test
    void metadataWhenThePartyIsRegisteredAnewWhileTheyAreFetchedThenTheNewerRegistrationStays() throws Exception {
        SigningKey key = GivenNetwork.key(Caller.state(), "dvp");
        AtomicReference<Served> served = new AtomicReference<>(() -> metadata(key, "Eerst", "99990001000000000021"));
        HttpsServer server = serving(() -> served.get().get());
        try {
            Map<String, Object> registration = atAddress(pgo(), server);
            registration.put("bsnAuthorised", true);
            assertThat(add(OPERATOR, registration).statusCode()).isEqualTo(200);
            Map<String, Object> withdrawn = atAddress(pgo(), server);
            served.set(() -> {
                // The operator takes the right to the BSN away at the moment that the party is asked for its metadata.
                served.set(() -> metadata(key, "Eerst", "99990001000000000021"));
                assertThat(add(OPERATOR, withdrawn).statusCode()).isEqualTo(200);
                return metadata(key, "Daarna", "99990001000000000021");
            });
            renewal.renew();

            JsonNode party = json.readTree(Caller.as(OPERATOR).get(PARTIES).body()).get(0);
            assertThat(party.get("bsnAuthorised").asBoolean()).isFalse();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void metadataWhenOnlyTheirEndMovesThenNoNewPublication() throws Exception {
        SigningKey key = GivenNetwork.key(Caller.state(), "dvp");
        AtomicReference<Duration> life = new AtomicReference<>(Duration.ofDays(7));
        HttpsServer server = serving(() -> ending(key, Instant.now().plus(life.get())));
        try {
            assertThat(add(OPERATOR, atAddress(pgo(), server)).statusCode()).isEqualTo(200);
            String before = Caller.browser().get("/publication").body();
            life.set(Duration.ofDays(8));
            renewal.renew();
            assertThat(Caller.browser().get("/publication").body()).isEqualTo(before);
            // An end that is near is news.
            life.set(Duration.ofHours(3));
            renewal.renew();
            assertThat(Caller.browser().get("/publication").body()).isNotEqualTo(before);
        } finally {
            server.stop(0);
        }
    }

    private static String ending(SigningKey key, Instant until) {
        EntityMetadata m = MetadataReader.participant(metadata(key, "Mijn PGO", "99990001000000000021").getBytes(StandardCharsets.UTF_8),
                Instant.now()).valid().orElseThrow();
        return new String(MetadataWriter.entity(new EntityMetadata(m.entityId(), m.displayName(), m.level(),
                Optional.of(until.truncatedTo(ChronoUnit.SECONDS)), m.identityProvider(), m.serviceProvider()), key),
                StandardCharsets.UTF_8);
    }
}
