package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.agent;
import static nl.etdnetwerk.e2e.NetworkUnderTest.entity;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static nl.etdnetwerk.e2e.NetworkUnderTest.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.e2e.SupplierDv.Ask;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.encryption.NameIdentifier;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.message.Response;
import nl.etdnetwerk.useragent.Page;
import nl.etdnetwerk.useragent.UserAgent;

/** Two suppliers' PGOs with real versleutelde identiteiten: what the DVZA takes, and everything it does not (medmij.md 6.3). */
class VersleuteldeIdentiteitIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATE = "0123456789abcdef0123456789abcdef";
    private static final String HERE = "huisartsdebron";
    private static final Path LOG = NetworkUnderTest.FOLDER.resolve("log/dvza.log");
    private static int read;
    /** One for all: the AD's session then saves a one-time code for each login. */
    private static UserAgent browser;
    private static SupplierDv one;
    private static SupplierDv two;

    @BeforeAll
    static void join() throws Exception {
        browser = agent();
        one = SupplierDv.joined("99990009000000000021", "PGO Een BV", "loa3");
        two = SupplierDv.joined("99990009000000000022", "PGO Twee BV", "loa3");
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
    }

    /** What an identifier of this type in the answer to a fresh login holds, base64. */
    private static byte[] structure(SupplierDv dv, String zorgaanbieder, String type) throws Exception {
        Page end = visit(browser, "roos", "ad-een").walkTo(browser.open(dv.intermediationUrl(MessageIds.next(), zorgaanbieder)),
                entity("ad-een"), "https://localhost");
        Response response = dv.answer(end, Ask.current(LevelOfAssurance.LOA3)).valid().orElseThrow();
        return Base64.getMimeDecoder().decode(
                dv.names(response).stream().filter(n -> n.type().equals(type)).map(NameIdentifier::value).findFirst().orElseThrow());
    }

    private static byte[] vi(SupplierDv dv) throws Exception {
        return structure(dv, HERE, SamlNames.TYPE_BSN);
    }

    private static String base64Url(byte[] b) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(b);
    }

    private static Map<String, String> request(SupplierDv dv) {
        Map<String, String> p = new LinkedHashMap<>();
        p.put("response_type", "code");
        p.put("client_id", dv.clientId());
        p.put("redirect_uri", "https://" + dv.clientId() + "/cb");
        p.put("scope", HERE);
        p.put("state", STATE);
        p.put("MedMij-Request-ID", UUID.randomUUID().toString());
        p.put("X-Correlation-ID", UUID.randomUUID().toString());
        return p;
    }

    private static String form(Map<String, String> p) {
        return p.entrySet().stream().map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String location(SupplierDv dv, Map<String, String> parameters) throws Exception {
        return dv.call(HttpRequest.newBuilder(URI.create(url("dvza") + "/auth?" + form(parameters)))).headers().firstValue("Location")
                .orElse("");
    }

    /** Where the browser goes when this DVP pushed this identity. */
    private static String pushed(SupplierDv dv, byte[] identity) throws Exception {
        Map<String, String> p = request(dv);
        p.put("MedMij_VI", base64Url(identity));
        var par = dv
                .call(HttpRequest.newBuilder(URI.create(url("dvza") + "/par")).header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form(p))));
        assertThat(par.statusCode()).as(par.body()).isEqualTo(201);
        Map<String, String> front = new LinkedHashMap<>();
        front.put("client_id", dv.clientId());
        front.put("request_uri", JSON.readTree(par.body()).get("request_uri").asText());
        front.put("X-Correlation-ID", p.get("X-Correlation-ID"));
        return location(dv, front);
    }

    private static void assertDenied(String location, String code) throws Exception {
        assertThat(location).contains("/cb?", "error=access_denied", "state=" + STATE).doesNotContain(code);
        // The reason stands in the log only, in lines that were not there before.
        String log = Files.readString(LOG);
        assertThat(log.substring(read)).contains("VI_REFUSED " + code);
        read = log.length();
    }

    @Test
    void identityWhenItsOwnThenConsentAndASecondTimeDenied() throws Exception {
        byte[] vi = vi(one);

        assertThat(base64Url(vi).length()).isBetween(420, 1024);
        assertThat(pushed(one, vi)).contains("/toestemming/");
        assertDenied(pushed(one, vi), "VI_REPLAYED");
    }

    /** Who was told who it is does not let somebody else log in on top of that. */
    @Test
    void authorizationWhenItIsAboutSomebodyThenNobodyCanLogInToIt() throws Exception {
        Map<String, String> p = request(one);
        p.put("MedMij_VI", base64Url(vi(one)));
        var par = one
                .call(HttpRequest.newBuilder(URI.create(url("dvza") + "/par")).header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form(p))));
        Page consent = browser.open(url("dvza") + "/auth?" + form(Map.of("client_id", one.clientId(), "request_uri",
                JSON.readTree(par.body()).get("request_uri").asText(), "X-Correlation-ID", p.get("X-Correlation-ID"))));
        assertThat(consent.address().getPath()).startsWith("/toestemming/");
        assertThat(consent.text()).contains("R. v. d. B., 1984");

        Page landing = browser.open(url("dvza") + consent.address().getPath().replace("toestemming", "welkom"));
        assertThat(landing.status()).isEqualTo(400);
        assertThat(landing.text()).contains("AUTHORIZATION_GONE");
    }

    @Test
    void identityWhenPresentedByAnotherDvpThenDenied() throws Exception {
        assertDenied(pushed(two, vi(one)), "VI_OF_ANOTHER_DVP");
    }

    @Test
    void identityWhenOfAnotherZorgaanbiederThenDenied() throws Exception {
        assertDenied(pushed(one, structure(one, "ggdnoord", SamlNames.TYPE_BSN)), "MATCHING_SERVICE_PROVIDER_KEY_REQUIRED");
    }

    @Test
    void identityWhenItIsThePseudonymThenDenied() throws Exception {
        assertThat(pushed(one, structure(one, HERE, SamlNames.TYPE_PSEUDO_ID))).contains("error=access_denied");
    }

    @Test
    void identityWhenItsSignatureIsDamagedThenDenied() throws Exception {
        byte[] vi = vi(one);
        vi[vi.length - 1] ^= 1;

        assertDenied(pushed(one, vi), "SIGNATURE_VERIFICATION_FAILED");
    }

    private static String jwt(SupplierDv dv, SigningKey signer, Map<String, Object> changes) throws Exception {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", dv.clientId());
        claims.put("aud", url("dvza"));
        claims.put("iat", now);
        claims.put("exp", now + 120);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("client_id", dv.clientId());
        claims.put("scope", HERE);
        claims.put("redirect_uri", "https://" + dv.clientId() + "/cb");
        claims.put("state_hash",
                base64Url(MessageDigest.getInstance("SHA-256").digest(STATE.getBytes(StandardCharsets.US_ASCII))));
        claims.put("vi", base64Url(vi(dv)));
        claims.putAll(changes);
        String signed = base64Url(JSON.writeValueAsBytes(Map.of("alg", "PS256", "typ", "medmij-vi+jwt"))) + "."
                + base64Url(JSON.writeValueAsBytes(claims));
        Signature s = Signature.getInstance("RSASSA-PSS");
        s.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        s.initSign(signer.privateKey());
        s.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64Url(s.sign());
    }

    private static String inJwt(SupplierDv dv, String jwt) throws Exception {
        Map<String, String> p = request(dv);
        p.put("MedMij_VI_assertion", jwt);
        return location(dv, p);
    }

    @Test
    void jwtWhenRightThenConsentAndASecondTimeDenied() throws Exception {
        String jwt = jwt(one, one.key(), Map.of());

        assertThat(inJwt(one, jwt)).contains("/toestemming/");
        assertDenied(inJwt(one, jwt), "VI_JWT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "client_id", "scope", "redirect_uri", "state_hash"})
    void jwtWhenAClaimIsOfSomethingElseThenDenied(String claim) throws Exception {
        assertDenied(inJwt(one, jwt(one, one.key(), Map.of(claim, "https://elders.localhost"))), "VI_JWT");
    }

    @Test
    void jwtWhenExpiredOrTooLongOrOfAnotherKeyThenDenied() throws Exception {
        long now = Instant.now().getEpochSecond();

        assertDenied(inJwt(one, jwt(one, one.key(), Map.of("iat", now - 300, "exp", now - 180))), "VI_JWT");
        assertDenied(inJwt(one, jwt(one, one.key(), Map.of("exp", now + 3600))), "VI_JWT");
        assertDenied(inJwt(one, jwt(one, two.key(), Map.of())), "VI_JWT");
    }
}
