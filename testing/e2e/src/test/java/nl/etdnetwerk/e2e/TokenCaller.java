package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.agent;
import static nl.etdnetwerk.e2e.NetworkUnderTest.call;
import static nl.etdnetwerk.e2e.NetworkUnderTest.entity;
import static nl.etdnetwerk.e2e.NetworkUnderTest.pgo;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static nl.etdnetwerk.e2e.NetworkUnderTest.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import nl.etdnetwerk.useragent.UserAgent;

/** The back end of a DVP: gets a code by a person who logs in and consents, redeems it, and searches with the token. */
final class TokenCaller {

    static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded", "MedMij-Request-ID",
            UUID.randomUUID().toString(), "X-Correlation-ID", UUID.randomUUID().toString());
    static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-0123456789";

    private TokenCaller() {}

    /** The code a person's consent gives; the DVP does not know its state and leaves it unused. */
    static String code(String username, String ad) throws Exception {
        return code(username, ad, "wijkzorgdelinde");
    }

    /** The same for a zorgaanbieder, or for a scope of 1.x with some of its gegevensdiensten. */
    static String code(String username, String ad, String scope) throws Exception {
        UserAgent agent = agent();
        String state = UUID.randomUUID().toString();
        String challenge = Base64.getUrlEncoder().withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        visit(agent, username, ad).lasting()
                .walk(agent.open(url("dvza") + "/auth?response_type=code&client_id=dvp.localhost&scope=" + scope + "&redirect_uri="
                        + pgo()
                        + "/medmij/cb&state=" + state + "&code_challenge_method=S256&code_challenge=" + challenge + "&MedMij-Request-ID="
                        + UUID.randomUUID() + "&X-Correlation-ID=" + UUID.randomUUID()), entity(ad));
        String callback = agent.visited().stream().filter(u -> u.startsWith(pgo() + "/medmij/cb?")).findFirst().orElseThrow();
        assertThat(callback).contains("state=" + state);
        return callback.replaceAll(".*[?&]code=([^&]+).*", "$1");
    }

    static HttpResponse<String> token(String code, String verifier) throws Exception {
        return call("dvp", "POST", url("dvza") + "/token", "grant_type=authorization_code&client_id=dvp.localhost&redirect_uri=" + pgo()
                + "/medmij/cb&code=" + code + "&code_verifier=" + verifier, FORM);
    }

    static HttpResponse<String> refresh(String keyOf, String client, String token) throws Exception {
        return call(keyOf, "POST", url("dvza") + "/token",
                "grant_type=refresh_token&client_id=" + client + "&refresh_token=" + token, FORM);
    }

    static HttpResponse<String> search(String keyOf, String zorgaanbieder, String search, String token) throws Exception {
        return call(keyOf, "GET", url("dvza") + "/fhir/" + zorgaanbieder + "/" + search, "",
                Map.of("Authorization", "Bearer " + token, "MedMij-Request-ID", UUID.randomUUID().toString(), "X-Correlation-ID",
                        UUID.randomUUID().toString(), "Accept",
                        "application/fhir+json; fhirVersion=" + (search.startsWith("r4") ? "4.0" : "3.0")));
    }

    /** The access token of a person's consent. */
    static String access(String username, String ad, String scope) throws Exception {
        return new com.fasterxml.jackson.databind.ObjectMapper().readTree(token(code(username, ad, scope), VERIFIER).body())
                .path("access_token").asText();
    }
}
