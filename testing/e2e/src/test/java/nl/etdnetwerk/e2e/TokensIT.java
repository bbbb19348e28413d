package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.call;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static nl.etdnetwerk.e2e.TokenCaller.FORM;
import static nl.etdnetwerk.e2e.TokenCaller.VERIFIER;
import static nl.etdnetwerk.e2e.TokenCaller.code;
import static nl.etdnetwerk.e2e.TokenCaller.refresh;
import static nl.etdnetwerk.e2e.TokenCaller.search;
import static nl.etdnetwerk.e2e.TokenCaller.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.launcher.demo.Trace;
import nl.etdnetwerk.plan.Layout;

/** Codes and tokens of the DVZA, with the test in the place of the DVP's back end: a person really logs in and consents (medmij.md 1.9). */
class TokensIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeAll
    static void up() throws IOException {
        NetworkUnderTest.get();
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
        assertThat(second.body()).isEqualTo("{\"error\":\"invalid_grant\",\"error_description\":\"CODE_NOT_USABLE\"}");
        assertThat(search("dvp", "wijkzorgdelinde", PATIENT, access).statusCode()).isEqualTo(401);
        assertThat(refresh("dvp", "dvp.localhost", first.path("refresh_token").asText()).body()).contains("invalid_grant");
    }

    @Test
    void codeWhenVerifierIsWrongThenRefusedAndUsedUp() throws Exception {
        String code = code("daan", "ad-twee");

        assertThat(token(code, VERIFIER.replace('a', 'b')).body()).contains("invalid_grant", "CODE_VERIFIER");
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
        String third = JSON.readTree(refresh("dvp", "dvp.localhost", second.path("refresh_token").asText()).body()).path("refresh_token")
                .asText();

        assertThat(refresh("dvp", "dvp.localhost", first).body()).contains("invalid_grant", "REFRESH_TOKEN_NOT_USABLE");
        assertThat(refresh("dvp", "dvp.localhost", third).body()).contains("invalid_grant");
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

    @Test
    void codeWhenPresentedTwiceAtTheSameMomentThenNoTokenOfItWorks() throws Exception {
        String code = code("roos", "ad-een", "wijkzorgdelinde");
        List<CompletableFuture<HttpResponse<String>>> both = Stream.of(1, 2)
                .map(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return token(code, VERIFIER);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })).toList();
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> f : both) {
            answers.add(f.get());
        }

        assertThat(answers).anyMatch(a -> a.statusCode() == 400);
        for (HttpResponse<String> given : answers.stream().filter(a -> a.statusCode() == 200).toList()) {
            String access = JSON.readTree(given.body()).path("access_token").asText();
            assertThat(search("dvp", "wijkzorgdelinde", PATIENT, access).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void traceWhenTokensAreRefreshedRevokedOrRefusedThenAnEventTellsAndNoTokenIsInIt() throws Exception {
        String refresh = JSON.readTree(token(code("jan", "ad-een"), VERIFIER).body()).path("refresh_token").asText();
        String flow = UUID.randomUUID().toString();
        Map<String, String> headers = new LinkedHashMap<>(FORM);
        headers.put("X-Correlation-ID", flow);
        try (Trace trace = new Trace("127.0.0.1:" + Layout.standard().kafkaPort())) {
            String form = "grant_type=refresh_token&client_id=dvp.localhost&refresh_token=" + refresh;
            String access = JSON.readTree(call("dvp", "POST", url("dvza") + "/token", form, headers).body()).path("access_token").asText();
            call("dvp", "POST", url("dvza") + "/revoke", "client_id=dvp.localhost&token=" + access, headers);
            call("dvp", "POST", url("dvza") + "/token", form, headers);
            Await.until("the four are traced", () -> {
                trace.poll(Duration.ofMillis(250));
                return trace.events().stream().filter(e -> e.flow().equals(flow)).count() == 4;
            });

            assertThat(trace.events()).filteredOn(e -> e.flow().equals(flow))
                    .extracting(Trace.Event::kind, Trace.Event::from, Trace.Event::outcome)
                    .containsExactly(tuple("RefreshRequest", "dvp.localhost", "ok"), tuple("TokenResponse sent", "dvza", "ok"),
                            tuple("RevocationRequest", "dvp.localhost", "ok"),
                            tuple("TokenRequest", "OIN " + Layout.standard().service("dvp").oin(), "invalid_grant"));
            assertThat(trace.events().toString()).doesNotContain(refresh, access);
        }
    }
}
