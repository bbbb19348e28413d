package nl.etdnetwerk.dvza;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import nl.etdnetwerk.testsupport.Caller;
import nl.etdnetwerk.testsupport.GivenNetwork;
import nl.etdnetwerk.testsupport.ServiceEnvironment;

/** The DVZA alone: what its OAuth and FHIR endpoints say to requests that are right, wrong or hostile. */
@QuarkusTest
@QuarkusTestResource(value = ServiceEnvironment.class, initArgs = @ResourceArg(name = "service", value = "dvza"))
class DvzaTest {

    /** As long as an identity, and nothing else of it. */
    private static final String LONG_ENOUGH = "MIIByAYKYIQQAYdrCgECAzCC"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final String REDIRECT = "https://dvp.localhost/medmij/cb";

    private static Map<String, String> request() {
        Map<String, String> p = new LinkedHashMap<>();
        p.put("client_id", "dvp.localhost");
        p.put("redirect_uri", REDIRECT);
        p.put("response_type", "code");
        p.put("scope", GivenNetwork.ZORGAANBIEDER + "~48");
        p.put("state", "0123456789abcdef0123");
        p.put("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        p.put("code_challenge_method", "S256");
        p.put("MedMij-Request-ID", UUID.randomUUID().toString());
        p.put("X-Correlation-ID", UUID.randomUUID().toString());
        return p;
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream().map(e -> e.getKey() + "=" + Caller.encoded(e.getValue())).collect(Collectors.joining("&"));
    }

    @Test
    void authorizationWhenRightThenToAPageWithoutAnythingInItsAddress() {
        Caller browser = Caller.browser();
        String to = Caller.location(browser.get("/auth?" + query(request())));

        assertThat(to).contains("/welkom/").doesNotContain("state", "dvp.localhost");
        String path = to.substring(to.indexOf("/welkom/"));
        assertThat(browser.get(path).body()).contains("Mijn PGO", GivenNetwork.ZORGAANBIEDER);
        // Another browser has no part in it.
        assertThat(Caller.browser().get(path).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"client_id,elders.localhost,CLIENT_UNKNOWN</span> <span lang=\"en\">(medmij.md 1.5)",
        "redirect_uri,https://elders.example/cb,REDIRECT_URI_NOT_OF_CLIENT",
        "redirect_uri,javascript:alert(1),REDIRECT_URI", "redirect_uri,https://dvp.localhost@elders.example/cb,REDIRECT_URI",
        "request_uri,urn:x,REQUEST_URI_UNKNOWN"})
    void authorizationWhenTheClientIsNotTrustedThenAPageAndNoRedirect(String name, String value, String code) {
        Map<String, String> parameters = request();
        parameters.put(name, value);
        var answer = Caller.browser().get("/auth?" + query(parameters));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(code);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"scope,onbekend~48,invalid_scope,SCOPE_NOT_SERVED", "scope,,invalid_scope,SCOPE_NOT_SERVED",
        "scope,huisartsdebron~48 huisartsdebron~999,invalid_scope,SCOPE_NOT_SERVED",
        "response_type,token,unsupported_response_type,RESPONSE_TYPE", "X-Correlation-ID,1,invalid_request,TRACE_ID",
        "code_challenge,kort,invalid_request,PKCE_FORM", "code_challenge_method,plain,invalid_request,PKCE_FORM"})
    void authorizationWhenMalformedThenTheErrorGoesBackWithTheState(String name, String value, String error, String description) {
        Map<String, String> parameters = request();
        parameters.put(name, value == null ? "" : value);
        String to = Caller.location(Caller.browser().get("/auth?" + query(parameters)));

        assertThat(to).startsWith(REDIRECT + "?").contains("error=" + error + "&error_description=" + description,
                "state=0123456789abcdef0123");
    }

    @Test
    void authorizationWhenTheStateHasASemicolonThenItComesBackWhole() {
        Map<String, String> parameters = request();
        parameters.put("state", "STATE");
        parameters.put("scope", "onbekend~48");
        String asked = query(parameters).replace("state=STATE", "state=0123456789;client_id=x;abc");

        assertThat(Caller.location(Caller.browser().get("/auth?" + asked))).contains("state=0123456789%3Bclient_id%3Dx%3Babc");
        // What no address may have is refused before it comes this far.
        assertThat(Caller.browser().raw("/auth?" + asked.replace(";client_id=x;abc", "|{x}^"))).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void pushWhenNotOfThatClientThenInvalidClientAndWhenMalformedInvalidRequest() throws IOException {
        for (String path : List.of("/par", "/token", "/revoke")) {
            var nobody = Caller.browser().form(path, request());
            assertThat(nobody.statusCode()).isEqualTo(401);
            assertThat(nobody.body()).isEqualTo("{\"error\":\"invalid_client\"}");
            assertThat(nobody.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        }
        var other = Caller.as("ad-een").form("/par", request());
        assertThat(other.statusCode()).isEqualTo(401);
        assertThat(other.body()).contains("invalid_client", "CLIENT_NOT_AUTHENTICATED");
        Map<String, String> wrong = request();
        wrong.put("scope", "onbekend~48");
        assertThat(Caller.as("dvp").form("/par", wrong).body()).contains("invalid_scope", "SCOPE_NOT_SERVED");
        // A pushed request is whole (RFC 9126 2.1).
        Map<String, String> pointing = request();
        pointing.put("request_uri", "urn:ietf:params:oauth:request_uri:x");
        assertThat(Caller.as("dvp").form("/par", pointing).body())
                .isEqualTo("{\"error\":\"invalid_request\",\"error_description\":\"REQUEST_URI_PUSHED\"}");

        var pushed = Caller.as("dvp").form("/par", request());
        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(new ObjectMapper().readTree(pushed.body()).get("request_uri").asText()).startsWith("urn:ietf:params:oauth:request_uri:");
    }

    /** Used once, by the client that pushed it and for the flow it was pushed for. */
    @Test
    void requestUriWhenUsedTwiceOrByAnotherThenUnknown() throws IOException {
        Map<String, String> pushed = request();
        for (String[] changed : new String[][]{{"client_id", "elders.localhost"}, {"X-Correlation-ID", UUID.randomUUID().toString()},
            {"", ""}}) {
            String uri = new ObjectMapper().readTree(Caller.as("dvp").form("/par", pushed).body()).get("request_uri").asText();
            Map<String, String> asked = new HashMap<>(Map.of("request_uri", uri, "client_id", pushed.get("client_id"), "X-Correlation-ID",
                    pushed.get("X-Correlation-ID"), "MedMij-Request-ID", UUID.randomUUID().toString()));
            boolean right = asked.replace(changed[0], changed[1]) == null;
            var answer = Caller.browser().get("/auth?" + query(asked));

            assertThat(answer.statusCode()).as(changed[0]).isEqualTo(right ? 303 : 400);
            assertThat(Caller.browser().get("/auth?" + query(asked)).body()).as(changed[0]).contains("REQUEST_URI_UNKNOWN");
        }
    }

    /** In the back channel the ids are headers (medmij.md 6.5). */
    @Test
    void pushWhenTheIdsAreHeadersThenTakenFromThereUnlessTheFormSaysOtherwise() throws IOException {
        Map<String, String> form = request();
        String id = form.remove("MedMij-Request-ID");
        String flow = form.remove("X-Correlation-ID");
        Caller dvp = Caller.as("dvp").with("MedMij-Request-ID", id).with("X-Correlation-ID", flow);

        assertThat(dvp.form("/par", form).statusCode()).isEqualTo(201);
        assertThat(Caller.as("dvp").form("/par", form).body())
                .isEqualTo("{\"error\":\"invalid_request\",\"error_description\":\"TRACE_ID\"}");
        form.put("X-Correlation-ID", UUID.randomUUID().toString());
        assertThat(dvp.form("/par", form).body()).isEqualTo("{\"error\":\"invalid_request\",\"error_description\":\"TRACE_ID\"}");
    }

    @Test
    void artifactWhenInAFormThenTheSameByALink() {
        Caller browser = Caller.browser();
        String to = Caller.location(browser.form("/saml/acs/" + GivenNetwork.ZORGAANBIEDER, Map.of("SAMLart", "x", "RelayState", "y")));

        assertThat(to).endsWith("/saml/acs/" + GivenNetwork.ZORGAANBIEDER + "?SAMLart=x&RelayState=y");
        assertThat(browser.form("/saml/acs/elders", Map.of("SAMLart", "x")).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAA", "geen base64!", "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A", LONG_ENOUGH})
    void pushWhenTheIdentityIsRubbishThenDeniedLikeEverybodyWithoutData(String identity) throws IOException {
        Map<String, String> parameters = request();
        parameters.put("MedMij_VI", identity);
        var pushed = Caller.as("dvp").form("/par", parameters);
        if (pushed.statusCode() == 201) {
            String uri = new ObjectMapper().readTree(pushed.body()).get("request_uri").asText();
            String to = Caller.location(Caller.browser().get("/auth?client_id=dvp.localhost&request_uri=" + Caller.encoded(uri)
                    + "&X-Correlation-ID=" + parameters.get("X-Correlation-ID")));
            assertThat(to).startsWith(REDIRECT + "?").contains("error=access_denied");
        } else {
            assertThat(pushed.statusCode()).isEqualTo(400);
            assertThat(pushed.body()).contains("invalid_request");
        }
    }

    @ParameterizedTest
    @CsvSource({"dvp,authorization_code,invalid_grant", "ad-een,authorization_code,invalid_client", "dvp,password,unsupported_grant_type",
        "dvp,refresh_token,invalid_grant"})
    void tokenWhenWrongThenTheOAuthError(String as, String grant, String error) {
        var answer = Caller.as(as).with("MedMij-Request-ID", UUID.randomUUID().toString())
                .with("X-Correlation-ID", UUID.randomUUID().toString())
                .form("/token", Map.of("grant_type", grant, "code", "x", "refresh_token", "x", "redirect_uri", REDIRECT,
                        "client_id", "dvp.localhost", "code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));

        assertThat(answer.body()).contains("\"error\":\"" + error + "\"");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void tokenWhenTheIdsOfRequestAndFlowAreMissingThenInvalidRequest() {
        Map<String, String> form = Map.of("grant_type", "authorization_code", "code", "x", "redirect_uri", REDIRECT, "client_id",
                "dvp.localhost");

        assertThat(Caller.as("dvp").form("/token", form).body()).contains("\"error\":\"invalid_request\"");
        assertThat(Caller.as("dvp").with("MedMij-Request-ID", "1").with("X-Correlation-ID", UUID.randomUUID().toString())
                .form("/token", form).body()).contains("\"error\":\"invalid_request\"");
    }

    @Test
    void fhirWhenThereIsNoSuchAddressOrMethodThenAnOperationOutcomeToo() {
        var nowhere = Caller.as("dvp").get("/fhir/huisartsdebron/stu3/Patient/1/_history/1");
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.body()).contains("\"resourceType\":\"OperationOutcome\"", "\"code\":\"not-supported\"");
        var removed = Caller.as("dvp").delete("/fhir/huisartsdebron/stu3/Patient");
        assertThat(removed.statusCode()).isEqualTo(405);
        assertThat(removed.body()).contains("\"code\":\"not-supported\"");
        var xml = Caller.as("dvp").with("Accept", "application/fhir+xml; fhirVersion=4.0").get("/fhir/huisartsdebron/r4/Immunization");
        assertThat(xml.statusCode()).isEqualTo(401);
        assertThat(xml.headers().firstValue("Content-Type")).contains("application/fhir+xml; fhirVersion=4.0");
        assertThat(xml.body()).startsWith("<OperationOutcome xmlns=\"http://hl7.org/fhir\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fhir/huisartsdebron/stu3/Patient", "/fhir/huisartsdebron/r4/Immunization", "/fhir/onbekend/stu3/Patient",
        "/fhir/huisartsdebron/stu3/Binary/document-1"})
    void resourceWhenWithoutTokenOrWithRubbishThenUnauthorized(String path) {
        var answer = Caller.as("dvp").get(path);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"resourceType\":\"OperationOutcome\"", "\"code\":\"login\"");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/saml/acs/huisartsdebron?SAMLart=abc&RelayState=_x", "/saml/acs/onbekend?SAMLart=abc", "/welkom/x",
        "/toestemming/x", "/welkom/%00", "/toestemming/%00", "/auth?client_id=dvp.localhost&request_uri=%00",
        "/saml/acs/huisartsdebron?SAMLart=abc&RelayState=%00"})
    void pageWhenNobodyWaitsForItThenRefused(String path) {
        assertThat(Caller.browser().get(path).statusCode()).isBetween(400, 404);
    }

    @Test
    void serverMetadataWhenFetchedThenPushedRequestsAndBoundTokens() throws IOException {
        var json = new ObjectMapper().readTree(Caller.browser().get("/.well-known/oauth-authorization-server").body());

        assertThat(json.get("pushed_authorization_request_endpoint").asText()).endsWith("/par");
        assertThat(json.get("tls_client_certificate_bound_access_tokens").asBoolean()).isTrue();
    }
}
