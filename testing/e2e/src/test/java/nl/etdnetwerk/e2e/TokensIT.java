package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.agent;
import static nl.etdnetwerk.e2e.NetworkUnderTest.call;
import static nl.etdnetwerk.e2e.NetworkUnderTest.entity;
import static nl.etdnetwerk.e2e.NetworkUnderTest.pgo;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static nl.etdnetwerk.e2e.NetworkUnderTest.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.useragent.UserAgent;

/** Codes and tokens of the DVZA, with the test in the place of the DVP's back end: a person really logs in and consents (medmij.md 1.9). */
class TokensIT {

    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-0123456789";

    @BeforeAll
    static void up() throws IOException {
        NetworkUnderTest.get();
    }

    /** The code a person's consent gives; the DVP does not know its state and leaves it unused. */
    private static String code(String username, String ad) throws Exception {
        return code(username, ad, "wijkzorgdelinde");
    }

    private static String code(String username, String ad, String zorgaanbieder) throws Exception {
        UserAgent agent = agent();
        String state = UUID.randomUUID().toString();
        String challenge = Base64.getUrlEncoder().withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        visit(agent, username, ad).lasting()
                .walk(agent.open(url("dvza") + "/auth?response_type=code&client_id=dvp.localhost&scope=" + zorgaanbieder + "&redirect_uri="
                        + pgo()
                        + "/medmij/cb&state=" + state + "&code_challenge_method=S256&code_challenge=" + challenge + "&MedMij-Request-ID="
                        + UUID.randomUUID() + "&X-Correlation-ID=" + UUID.randomUUID()), entity(ad));
        String callback = agent.visited().stream().filter(u -> u.startsWith(pgo() + "/medmij/cb?")).findFirst().orElseThrow();
        assertThat(callback).contains("state=" + state);
        return callback.replaceAll(".*[?&]code=([^&]+).*", "$1");
    }

    private static HttpResponse<String> token(String code, String verifier) throws Exception {
        return call("dvp", "POST", url("dvza") + "/token", "grant_type=authorization_code&client_id=dvp.localhost&redirect_uri=" + pgo()
                + "/medmij/cb&code=" + code + "&code_verifier=" + verifier, FORM);
    }

    private static HttpResponse<String> refresh(String keyOf, String client, String token) throws Exception {
        return call(keyOf, "POST", url("dvza") + "/token",
                "grant_type=refresh_token&client_id=" + client + "&refresh_token=" + token, FORM);
    }

    private static HttpResponse<String> search(String keyOf, String zorgaanbieder, String search, String token) throws Exception {
        return call(keyOf, "GET", url("dvza") + "/fhir/" + zorgaanbieder + "/" + search, "", Map.of("Authorization", "Bearer " + token));
    }

    private static final String PATIENT = "stu3/Patient?_include=Patient:general-practitioner";

    @Test
    void codeWhenUsedAgainThenRefusedAndItsTokensEnd() throws Exception {
        String code = code("roos", "ad-twee");
        JsonNode first = JSON.readTree(token(code, VERIFIER).body());
        String access = first.path("access_token").asText();
        assertThat(search("dvp", "wijkzorgdelinde", PATIENT, access).statusCode()).isEqualTo(200);

        HttpResponse<String> second = token(code, VERIFIER);

        assertThat(second.statusCode()).isEqualTo(400);
        assertThat(second.body()).isEqualTo("{\"error\":\"invalid_grant\"}");
        assertThat(search("dvp", "wijkzorgdelinde", PATIENT, access).statusCode()).isEqualTo(401);
        assertThat(refresh("dvp", "dvp.localhost", first.path("refresh_token").asText()).body()).contains("invalid_grant");
    }

    @Test
    void codeWhenVerifierIsWrongThenRefusedAndUsedUp() throws Exception {
        String code = code("daan", "ad-twee");

        assertThat(token(code, VERIFIER.replace('a', 'b')).body()).contains("invalid_grant");
        assertThat(token(code, VERIFIER).body()).contains("invalid_grant");
    }

    @Test
    void accessTokenWhenOtherCertificateOrProviderOrServiceThenRefused() throws Exception {
        String access = JSON.readTree(token(code("thijs", "ad-twee"), VERIFIER).body()).path("access_token").asText();

        assertThat(search("dvp", "wijkzorgdelinde", PATIENT, access).statusCode()).isEqualTo(200);
        assertThat(search("ad-een", "wijkzorgdelinde", PATIENT, access).statusCode()).isEqualTo(401);
        assertThat(search("dvp", "ziekenhuishetduin", PATIENT, access).statusCode()).isEqualTo(401);
        assertThat(search("dvp", "wijkzorgdelinde", "stu3/Patient?patient=1", access).statusCode()).isEqualTo(400);
        assertThat(search("dvp", "wijkzorgdelinde", PATIENT, access.substring(0, access.length() - 4) + "AAAA").statusCode())
                .isEqualTo(401);
    }

    @Test
    void searchWhenOutsideTheGrantThenForbidden() throws Exception {
        String access = JSON.readTree(token(code("roos", "ad-een", "ggdnoord"), VERIFIER).body()).path("access_token").asText();

        assertThat(search("dvp", "ggdnoord", "r4/Immunization", access).statusCode()).isEqualTo(200);
        HttpResponse<String> outside = search("dvp", "ggdnoord", PATIENT, access);
        assertThat(outside.statusCode()).isEqualTo(403);
        assertThat(outside.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"insufficient_scope\"");
        assertThat(JSON.readTree(outside.body()).at("/issue/0/code").asText()).isEqualTo("forbidden");
    }

    @Test
    void refreshTokenWhenUsedTwiceThenTheWholeGrantEnds() throws Exception {
        String first = JSON.readTree(token(code("jan", "ad-twee"), VERIFIER).body()).path("refresh_token").asText();
        JsonNode second = JSON.readTree(refresh("dvp", "dvp.localhost", first).body());
        assertThat(second.path("refresh_token").asText()).isNotEmpty().isNotEqualTo(first);

        assertThat(refresh("dvp", "dvp.localhost", first).body()).contains("invalid_grant");
        assertThat(refresh("dvp", "dvp.localhost", second.path("refresh_token").asText()).body()).contains("invalid_grant");
        assertThat(search("dvp", "wijkzorgdelinde", PATIENT, second.path("access_token").asText()).statusCode()).isEqualTo(401);
    }

    @Test
    void revokeWhenOwnTokenThenEndsAndWhenAnothersThenNothingHappens() throws Exception {
        String access = JSON.readTree(token(code("emre", "ad-een"), VERIFIER).body()).path("access_token").asText();

        assertThat(call("ad-een", "POST", url("dvza") + "/revoke", "client_id=ad-een.localhost&token=" + access, FORM).statusCode())
                .isEqualTo(200);
        assertThat(search("dvp", "wijkzorgdelinde", PATIENT, access).statusCode()).isEqualTo(200);
        assertThat(call("dvp", "POST", url("dvza") + "/revoke", "client_id=dvp.localhost&token=" + access, FORM).statusCode())
                .isEqualTo(200);
        assertThat(search("dvp", "wijkzorgdelinde", PATIENT, access).statusCode()).isEqualTo(401);
    }
}
