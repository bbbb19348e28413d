package nl.etdnetwerk.ad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import nl.etdnetwerk.ad.metadata.Authenticatiedienst;
import nl.etdnetwerk.kit.saml.ArtifactStore;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.binding.Artifact;
import nl.etdnetwerk.saml.binding.SoapEnvelope;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.message.MessageWriter;
import nl.etdnetwerk.saml.message.Status;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.metadata.MetadataReader;
import nl.etdnetwerk.testsupport.Caller;
import nl.etdnetwerk.testsupport.GivenNetwork;
import nl.etdnetwerk.testsupport.HostileXml;
import nl.etdnetwerk.testsupport.ServiceEnvironment;

/** An AD alone: artifacts of nobody, forms from elsewhere, and an enrolment while BSNk is away. */
@QuarkusTest
@QuarkusTestResource(value = ServiceEnvironment.class, initArgs = @ResourceArg(name = "service", value = "ad-een"))
class AuthenticatiedienstTest {

    private static final String ARS = "/1.13/ars";
    @Inject
    ArtifactStore artifacts;
    @Inject
    Authenticatiedienst ad;

    private static Map<String, String> application(Caller browser) throws IOException {
        var person = Caller.state().persons().get(0);
        Map<String, String> form = new HashMap<>(Map.of("documentsoort", person.documentType(), "documentnummer", person.documentNumber(),
                "geboortedatum", person.dateOfBirth(), "gebruikersnaam", "nieuw", "wachtwoord", "een lang wachtwoord"));
        form.put("_token", Caller.field(browser.get("/"), "_token"));
        return form;
    }

    @Test
    void metadataWhenFetchedThenValidWithItsLevel() {
        EntityMetadata read = MetadataReader
                .participant(Caller.browser().get("/metadata").body().getBytes(StandardCharsets.UTF_8), Instant.now()).valid()
                .orElseThrow();

        assertThat(read.entityId()).isEqualTo("urn:etoegang:AD:99990001000000000011:entities:9001");
        assertThat(read.level()).contains(LevelOfAssurance.LOA4);
        assertThat(read.serviceProvider()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/1.13/sso/artifact", "/1.13/slo/artifact"})
    void artifactWhenNotOfTheHmThenRefusedAndWhenTheHmIsAwayToo(String path) {
        assertThat(Caller.browser().get(path + "?SAMLart=abc").body()).contains("ARTIFACT_NOT_FROM_HERE");
        assertThat(Caller.browser().get(path).statusCode()).isEqualTo(400);
        String ofTheDvp = Artifact.create("urn:etoegang:DV:99990001000000000021:entities:9001", 0).value();
        assertThat(Caller.browser().get(path + "?SAMLart=" + Caller.encoded(ofTheDvp)).body()).contains("ARTIFACT_NOT_FROM_HERE");
        String ofTheHm = Artifact.create("urn:etoegang:HM:99990001000000000010:entities:9001", 0).value();
        var answer = Caller.browser().get(path + "?SAMLart=" + Caller.encoded(ofTheHm));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("ARTIFACT_UNREACHABLE");
        assertThat(Caller.browser().get(path + "?SAMLart=" + Caller.encoded(ofTheHm) + "&SAMLart=x").statusCode()).isEqualTo(400);
    }

    @Test
    void artifactResolutionWhenHostileThenAFaultThatShowsNothingOfIt() {
        for (String document : HostileXml.documents()) {
            var answer = Caller.as("hm").post(ARS, "text/xml", document);

            assertThat(answer.statusCode()).as(document.substring(0, Math.min(60, document.length()))).isIn(400, 413, 500);
            assertThat(answer.body()).doesNotContain("root:", "aaaaaaaaaaaaaaaaaaaa", "Exception");
        }
        assertThat(Caller.browser().post(ARS, "text/xml", "<x/>").statusCode()).isEqualTo(401);
    }

    private static String resolve(String as, String role, String artifact) throws IOException {
        MessageWriter writer = new MessageWriter(Caller.state().layout().service(as).entityId(role),
                GivenNetwork.key(Caller.state(), as));
        String soap = new String(SoapEnvelope.wrap(
                writer.artifactResolve(MessageIds.next(), Instant.now(), Caller.browser().publicUrl() + ARS, artifact)),
                StandardCharsets.UTF_8);
        var answer = Caller.as(as).post(ARS, "text/xml", soap);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("ArtifactResponse", "status:Success");
        return answer.body();
    }

    @Test
    void artifactWhenByAnotherPartyThenEmptyAndItsOwnerGetsTheMessageOnce() throws IOException {
        byte[] message = ad.writer().response(Status.CANCELLED, "_request", "https://hm.localhost/1.13/acs", Instant.now());
        String artifact = artifacts.keep(message, Caller.state().layout().service("hm").entityId("HM"), ad.entityId());

        assertThat(resolve("dvp", "DV", artifact)).doesNotContain("AuthnFailed");
        assertThat(resolve("hm", "HM", artifact)).contains("AuthnFailed");
        assertThat(resolve("hm", "HM", artifact)).doesNotContain("AuthnFailed");
    }

    @Test
    void enrolmentWhenBsnkIsAwayThenNotNowAndNothingIsKept() throws IOException {
        Caller browser = Caller.browser();
        for (int i = 0; i < 2; i++) {
            var answer = browser.form("/aanvragen", application(browser));
            assertThat(answer.statusCode()).isEqualTo(503);
            // The second time the name is still free.
            assertThat(answer.body()).contains("BSNK_UNREACHABLE").doesNotContain(Caller.state().persons().get(0).bsn());
        }
    }

    @ParameterizedTest
    @CsvSource({"geboortedatum,31-12-1980", "geboortedatum,", "gebruikersnaam,a b", "gebruikersnaam,<b>", "wachtwoord,kort"})
    void enrolmentWhenIncompleteThenTheFormAgain(String field, String value) throws IOException {
        Caller browser = Caller.browser();
        Map<String, String> form = application(browser);
        form.put(field, value == null ? "" : value);

        assertThat(browser.form("/aanvragen", form).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"documentsoort", "documentnummer"})
    void enrolmentWhenNoDocumentIsNamedThenTheFormAgainAndTheBrpIsNotAsked(String field) throws IOException {
        Caller browser = Caller.browser();
        Map<String, String> form = application(browser);
        form.remove(field);

        assertThat(browser.form("/aanvragen", form).statusCode()).isEqualTo(400);
    }

    @Test
    void keyPageWhenSomebodyComesFromALoginThenItKnowsTheWayBack() {
        assertThat(Caller.browser().get("/sleutel?voor=_a1").body()).contains("name=\"voor\" value=\"_a1\"");
        assertThat(Caller.browser().get("/sleutel?voor=%22%3E%3Cb%3E").body()).contains("name=\"voor\" value=\"\"").doesNotContain("<b>");
    }

    @Test
    void formWhenFromElsewhereThenRefused() throws IOException {
        Caller browser = Caller.browser();
        Map<String, String> form = application(browser);
        form.put("_token", "x");
        assertThat(browser.form("/aanvragen", form).body()).contains("FORM_NOT_FROM_HERE");
        // The token of another browser is as good as none.
        form.put("_token", Caller.field(Caller.browser().get("/"), "_token"));
        assertThat(browser.form("/aanvragen", form).body()).contains("FORM_NOT_FROM_HERE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/inloggen/_x", "/toestemming/_x", "/sleutel/_x"})
    void pageWhenTheLoginIsNotThisBrowsersThenSaysSo(String path) {
        var answer = Caller.browser().get(path);

        assertThat(answer.statusCode()).isBetween(400, 404);
        assertThat(answer.body()).contains("LOGIN_GONE");
    }

    @Test
    void requestWhenItsRelayStateIsTooLongThenRefused() {
        var answer = Caller.browser().get("/1.13/sso/artifact?SAMLart=x&RelayState=" + "x".repeat(81));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("RELAY_STATE_TOO_LONG");
    }
}
