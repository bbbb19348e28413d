package nl.etdnetwerk.dvza;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import nl.etdnetwerk.dvza.authorization.AuthorizationFlow;
import nl.etdnetwerk.dvza.data.Patients;
import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.kit.store.ShortLivedStore;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.testsupport.Caller;
import nl.etdnetwerk.testsupport.GivenNetwork;
import nl.etdnetwerk.testsupport.ServiceEnvironment;

/** Lives and owners of codes and tokens, with a clock of the test's: only that the person has logged in is taken for granted. */
@QuarkusTest
@QuarkusTestResource(value = ServiceEnvironment.class, initArgs = @ResourceArg(name = "service", value = "dvza"))
class TokenTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REDIRECT = "https://dvp.localhost/medmij/cb";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String FHIR = "/fhir/" + GivenNetwork.ZORGAANBIEDER + "/stu3/";
    private static final String OTHER_DVP = "dvza";

    @Inject
    ShortLivedStore store;
    @Inject
    Patients patients;
    @Inject
    Jdbi jdbi;
    private Duration ahead = Duration.ZERO;

    @BeforeEach
    void clock() {
        QuarkusMock.installMockForType(new NetworkClock() {
            @Override
            public Instant instant() {
                return super.instant().plus(ahead);
            }
        }, NetworkClock.class);
    }

    /** A code that a person just gave consent for. */
    private String code(boolean lasting) throws IOException {
        return code(lasting, GivenNetwork.ZORGAANBIEDER);
    }

    private String code(boolean lasting, String scope) throws IOException {
        Map<String, String> p = new LinkedHashMap<>();
        p.put("client_id", "dvp.localhost");
        p.put("redirect_uri", REDIRECT);
        p.put("response_type", "code");
        p.put("scope", scope);
        p.put("state", "0123456789abcdef0123");
        p.put("code_challenge", CHALLENGE);
        p.put("code_challenge_method", "S256");
        p.put("MedMij-Request-ID", UUID.randomUUID().toString());
        p.put("X-Correlation-ID", UUID.randomUUID().toString());
        Caller browser = Caller.browser();
        String id = Caller.location(browser.get("/auth?" + p.entrySet().stream().map(e -> e.getKey() + "=" + Caller.encoded(e.getValue()))
                .collect(Collectors.joining("&")))).replaceAll(".*/welkom/", "");
        AuthorizationFlow flow = store.get("authorization", id, AuthorizationFlow.class).orElseThrow();
        UUID handle = patients.handle(GivenNetwork.ZORGAANBIEDER, Caller.state().persons().get(0).bsn());
        store.put("authorization", id, new AuthorizationFlow(id, flow.request(), flow.client(), flow.binding(), Optional.of(handle), false,
                Optional.empty()), Duration.ofMinutes(15));
        var page = browser.get("/toestemming/" + id);
        // Nobody confirmed anything: whoever this is logged in here.
        assertThat(page.body()).doesNotContain("Uw identiteit is bevestigd via");
        Map<String, String> form = new HashMap<>(
                Map.of("actie", "akkoord", "_token", Caller.field(page, "_token")));
        if (lasting) {
            form.put("blijvend", "ja");
        }
        return Caller.location(browser.form("/toestemming/" + id, form)).replaceAll(".*[?&]code=([^&]*).*", "$1");
    }

    private static HttpResponse<String> token(String as, Map<String, String> form) {
        Map<String, String> all = new HashMap<>(form);
        all.putIfAbsent("client_id", as + ".localhost");
        return Caller.as(as).with("MedMij-Request-ID", UUID.randomUUID().toString()).with("X-Correlation-ID", UUID.randomUUID().toString())
                .form("/token", all);
    }

    private static HttpResponse<String> redeemed(String as, String code) {
        return token(as, Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT, "code_verifier", VERIFIER));
    }

    private static HttpResponse<String> refreshed(String as, String token) {
        return token(as, Map.of("grant_type", "refresh_token", "refresh_token", token));
    }

    private static void assertInvalidGrant(String description, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_grant\",\"error_description\":\"" + description + "\"}");
    }

    private static int searched(String access) {
        return searched(access, "Patient?_include=Patient:general-practitioner");
    }

    private static int searched(String access, String search) {
        return Caller.as("dvp").with("Authorization", "Bearer " + access).with("Accept", "application/fhir+json; fhirVersion=3.0")
                .with("MedMij-Request-ID", UUID.randomUUID().toString()).with("X-Correlation-ID", UUID.randomUUID().toString())
                .get(FHIR + search).statusCode();
    }

    @Test
    void codeWhenAMinuteOldThenDeadAndJustBeforeNot() throws IOException {
        String young = code(false);
        String old = code(false);
        ahead = Duration.ofSeconds(50);
        assertThat(redeemed("dvp", young).statusCode()).isEqualTo(200);

        ahead = Duration.ofSeconds(61);
        assertInvalidGrant("CODE_NOT_USABLE", redeemed("dvp", old));
    }

    @Test
    void codeWhenPresentedByAnotherDvpThenRefusedAndVoid() throws IOException {
        String code = code(false);

        assertInvalidGrant("CODE_NOT_USABLE", redeemed(OTHER_DVP, code));
        assertInvalidGrant("CODE_NOT_USABLE", redeemed("dvp", code));
    }

    @Test
    void codeWhenTheRedirectUriOrTheVerifierIsNotThatOfTheRequestThenRefused() throws IOException {
        assertInvalidGrant("CODE_REDIRECT_URI", token("dvp", Map.of("grant_type", "authorization_code", "code", code(false), "redirect_uri",
                REDIRECT + "/", "code_verifier", VERIFIER)));
        assertInvalidGrant("CODE_VERIFIER",
                token("dvp", Map.of("grant_type", "authorization_code", "code", code(false), "redirect_uri", REDIRECT)));
        assertInvalidGrant("CODE_VERIFIER",
                token("dvp", Map.of("grant_type", "authorization_code", "code", code(false), "redirect_uri", REDIRECT,
                        "code_verifier", VERIFIER + "x")));
    }

    @Test
    void accessTokenWhenAQuarterOfAnHourOldThenRefused() throws IOException {
        String fresh = JSON.readTree(redeemed("dvp", code(false)).body()).path("access_token").asText();
        assertThat(searched(fresh)).isEqualTo(200);

        // The verifier of tokens has the clock of the machine: the token is made in the past.
        ahead = Duration.ofMinutes(-17);
        String old = JSON.readTree(redeemed("dvp", code(false)).body()).path("access_token").asText();
        assertThat(searched(old)).isEqualTo(401);
    }

    @Test
    void searchWhenOfThePartOfATypeThatTheGegevensdienstHasNotThenForbidden() throws IOException {
        String access = JSON.readTree(redeemed("dvp", code(false, GivenNetwork.ZORGAANBIEDER + "~49")).body()).path("access_token")
                .asText();
        String nhg45 = Caller.encoded("https://referentiemodel.nhg.org/tabellen/nhg-tabel-45-diagnostische-bepalingen|");
        String alcohol = Caller.encoded("http://snomed.info/sct|228273003");

        assertThat(searched(access, "Observation?code=" + nhg45)).isEqualTo(200);
        assertThat(searched(access, "AllergyIntolerance?category=medication")).isEqualTo(200);
        for (String other : List.of("Observation", "Observation?code=" + alcohol, "Observation?code=" + nhg45 + "," + alcohol,
                "Observation/tobacco-1", "AllergyIntolerance", "AllergyIntolerance?category=food", "MedicationRequest", "Condition")) {
            assertThat(searched(access, other)).as(other).isEqualTo(403);
        }
    }

    @Test
    void refreshTokenWhenOnlyOnceAskedForThenNone() throws IOException {
        assertThat(JSON.readTree(redeemed("dvp", code(false)).body()).has("refresh_token")).isFalse();
    }

    /** What somebody who asks as 1.x does understands (medmij.md 2.3); a lasting consent is not to be had that way. */
    @Test
    void tokenWhenAskedForAsIn1xThenItsOwnScopeAndNoRefreshToken() throws IOException {
        String scope = GivenNetwork.ZORGAANBIEDER + "~48 " + GivenNetwork.ZORGAANBIEDER + "~49";
        JsonNode given = JSON.readTree(redeemed("dvp", code(true, scope)).body());

        assertThat(given.path("scope").asText()).isEqualTo(scope);
        assertThat(given.has("refresh_token")).isFalse();
        assertThat(searched(given.path("access_token").asText())).isEqualTo(200);
    }

    @Test
    void refreshTokenWhenPresentedByAnotherDvpOrAfterHalfAYearThenRefused() throws IOException {
        JsonNode given = JSON.readTree(redeemed("dvp", code(true)).body());
        String stolen = given.path("refresh_token").asText();
        assertInvalidGrant("REFRESH_TOKEN_NOT_USABLE", refreshed(OTHER_DVP, stolen));
        // Somebody else has had it: its owner gets no other one, and what was given with it ends.
        assertInvalidGrant("REFRESH_TOKEN_NOT_USABLE", refreshed("dvp", stolen));
        assertThat(searched(given.path("access_token").asText())).isEqualTo(401);

        String kept = JSON.readTree(redeemed("dvp", code(true)).body()).path("refresh_token").asText();
        ahead = Duration.ofDays(182);
        String next = JSON.readTree(refreshed("dvp", kept).body()).path("refresh_token").asText();
        ahead = Duration.ofDays(182 + 184);
        assertInvalidGrant("REFRESH_TOKEN_NOT_USABLE", refreshed("dvp", next));
    }

    @Test
    void refreshTokenWhenItsAnswerWasLostThenTheSameClientGetsAnotherWithinAMinute() throws IOException {
        String kept = JSON.readTree(redeemed("dvp", code(true)).body()).path("refresh_token").asText();
        String lost = JSON.readTree(refreshed("dvp", kept).body()).path("refresh_token").asText();
        ahead = Duration.ofSeconds(50);
        JsonNode again = JSON.readTree(refreshed("dvp", kept).body());
        String next = again.path("refresh_token").asText();
        assertThat(next).isNotEmpty().isNotEqualTo(lost);
        JsonNode last = JSON.readTree(refreshed("dvp", next).body());
        assertThat(searched(last.path("access_token").asText())).isEqualTo(200);

        // What was lost turns up: somebody took it.
        assertInvalidGrant("REFRESH_TOKEN_NOT_USABLE", refreshed("dvp", lost));
        assertThat(searched(last.path("access_token").asText())).isEqualTo(401);
    }

    @Test
    void refreshTokenWhenItComesTwiceAtTheSameMomentThenOneTokenIsLeft() throws IOException {
        String kept = JSON.readTree(redeemed("dvp", code(true)).body()).path("refresh_token").asText();

        List<CompletableFuture<HttpResponse<String>>> both = Stream.of(1, 2)
                .map(i -> CompletableFuture.supplyAsync(() -> refreshed("dvp", kept))).toList();

        both.forEach(f -> assertThat(f.join().statusCode()).isEqualTo(200));
        int left = jdbi.withHandle(h -> h.createQuery("select count(*) from refresh_token where not used and grant_id = "
                + "(select grant_id from refresh_token where hash = :hash)").bind("hash", Sha256.hex(kept)).mapTo(Integer.class).one());
        assertThat(left).isEqualTo(1);
    }

    @Test
    void refreshTokenWhenUsedAgainAfterAMinuteOrAfterWhatItGaveThenTheGrantEnds() throws IOException {
        String kept = JSON.readTree(redeemed("dvp", code(true)).body()).path("refresh_token").asText();
        String late = JSON.readTree(refreshed("dvp", kept).body()).path("refresh_token").asText();
        ahead = Duration.ofSeconds(61);
        assertInvalidGrant("REFRESH_TOKEN_NOT_USABLE", refreshed("dvp", kept));
        assertInvalidGrant("REFRESH_TOKEN_NOT_USABLE", refreshed("dvp", late));

        ahead = Duration.ZERO;
        String first = JSON.readTree(redeemed("dvp", code(true)).body()).path("refresh_token").asText();
        String second = JSON.readTree(refreshed("dvp", first).body()).path("refresh_token").asText();
        String third = JSON.readTree(refreshed("dvp", second).body()).path("refresh_token").asText();
        assertInvalidGrant("REFRESH_TOKEN_NOT_USABLE", refreshed("dvp", first));
        assertInvalidGrant("REFRESH_TOKEN_NOT_USABLE", refreshed("dvp", third));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/par", "/token", "/revoke", "/auth", "/saml/acs/" + GivenNetwork.ZORGAANBIEDER})
    void endpointWhenHostileThenRefusedAndNothingShown(String path) {
        String form = "application/x-www-form-urlencoded";
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("client_id=dvp.localhost&client_id=elders.localhost&token=x&grant_type=authorization_code", form);
        bodies.put("client_id=" + "a".repeat(900_000), form);
        bodies.put("a=b&".repeat(20_000), form);
        bodies.put("client_id=%00%ff%c0%af&token=%00&grant_type=%0d%0aX:%20y&code=%00", form);
        bodies.put("client_id=%zz", form);
        bodies.put("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "text/xml");
        bodies.put("{\"client_id\":" + "[".repeat(100_000), "application/json");
        bodies.forEach((body, type) -> {
            var answer = Caller.as("dvp").post(path, type, body);
            String what = path + " " + body.substring(0, Math.min(40, body.length()));
            assertThat(answer.statusCode()).as(what).isBetween(400, 415);
            assertThat(answer.body()).as(what).doesNotContain("root:", "Exception", "\tat ", "access_token");
            if (List.of("/par", "/token", "/revoke").contains(path)) {
                assertThat(answer.body()).as(what).containsAnyOf("{\"error\":\"invalid_request\"", "{\"error\":\"invalid_client\"");
            }
        });
    }
}
