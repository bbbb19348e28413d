package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.agent;
import static nl.etdnetwerk.e2e.NetworkUnderTest.call;
import static nl.etdnetwerk.e2e.NetworkUnderTest.entity;
import static nl.etdnetwerk.e2e.NetworkUnderTest.pgo;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static nl.etdnetwerk.e2e.NetworkUnderTest.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import nl.etdnetwerk.useragent.Page;
import nl.etdnetwerk.useragent.UserAgent;

/** What bad input gets, at the endpoints of the running network. */
class RefusalsIT {

    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded", "MedMij-Request-ID",
            UUID.randomUUID().toString(), "X-Correlation-ID", UUID.randomUUID().toString());
    private static final Map<String, String> XML = Map.of("Content-Type", "text/xml");

    @BeforeAll
    static void up() throws IOException {
        NetworkUnderTest.get();
    }

    @Test
    void backChannelWhenWithoutCertificateThen401() throws Exception {
        for (String path : new String[]{"hm /1.13/ars", "hm /dv-keys", "ad-een /1.13/ars", "bsnk /bsnk/activate", "bsnk /bsnk/transform",
            "bsnk /brp/document", "dvza /par", "dvza /token",
            "dvza /revoke", "stelselbeheer /api/parties", "stelselbeheer /api/certificates"}) {
            String[] p = path.split(" ");
            String type = List.of("/par", "/token", "/revoke").contains(p[1])
                    ? "application/x-www-form-urlencoded"
                    : p[1].contains("/brp") || p[1].contains("/api") ? "application/json" : "text/xml";
            assertThat(call(null, "POST", url(p[0]) + p[1], "{}", Map.of("Content-Type", type)).statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void connectionWhenOfAnOldTlsThenRefusedByEveryService() throws Exception {
        for (String service : List.of("stelselbeheer", "bsnk", "decryptie", "ad-een", "ad-twee", "hm", "dvp", "dvza")) {
            URI at = URI.create(url(service));
            assertThat(ClientHello.answer(at.getPort(), at.getHost(), ClientHello.TLS_1_1)).as(service).isEqualTo(ClientHello.ALERT);
            assertThat(ClientHello.answer(at.getPort(), at.getHost(), ClientHello.TLS_1_2)).as(service).isEqualTo(ClientHello.HANDSHAKE);
        }
    }

    @Test
    void artifactResolutionWhenNoMessageThenSoapFault() throws Exception {
        for (String body : new String[]{"", "<x/>", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
            "<a>".repeat(5000), "x".repeat(300_000)}) {
            var answer = call("dvp", "POST", url("hm") + "/1.13/ars", body, XML);
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("Fault").doesNotContain("root:");
        }
    }

    @Test
    void authnRequestWhenUnsignedOrUnknownThenPageWithFindings() throws IOException {
        String unsigned = Base64.getEncoder().encodeToString(
                ("<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_1\" "
                        + "Version=\"2.0\" IssueInstant=\"2020-01-01T00:00:00Z\"><saml:Issuer>urn:etoegang:DV:99990001000000000021:entities:9001</saml:Issuer></samlp:AuthnRequest>")
                        .getBytes(StandardCharsets.UTF_8));
        var answer = agentPost(url("hm") + "/1.13/sso/post", "SAMLRequest=" + java.net.URLEncoder.encode(unsigned, StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("SIGNATURE_MISSING", "REQUEST_ISSUE_INSTANT", "REQUEST_DESTINATION", "saml.md 1.4");
        assertThat(agent().open(url("hm") + "/1.13/sso/redirect?SAMLRequest=abc").text()).contains("REDIRECT_MALFORMED");
        assertThat(agent().open(url("hm") + "/1.13/sso/artifact?SAMLart=abc").text()).contains("ARTIFACT_NOT_FROM_HERE");
        assertThat(agent().open(url("ad-een") + "/1.13/sso/artifact?SAMLart=abc").text()).contains("ARTIFACT_NOT_FROM_HERE");
        assertThat(agent().open(pgo() + "/saml/acs?SAMLart=abc&RelayState=_x").text()).contains("NO_SUCH_REQUEST");
    }

    private static java.net.http.HttpResponse<String> agentPost(String url, String body) throws IOException {
        try {
            return call(null, "POST", url, body, FORM);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void requestWhenReplayedInAnotherBrowserThenRefused() throws IOException {
        UserAgent agent = agent();
        var visit = visit(agent, "willem", "ad-een");
        visit.login();
        agent.open(pgo() + "/").form("/koppelen").submit();
        String request = agent.visited().stream().filter(u -> u.contains("/sso/redirect?")).findFirst().orElseThrow();
        String choice = agent.visited().stream().filter(u -> u.contains("/keuze/")).findFirst().orElseThrow();

        assertThat(agent().open(request).text()).contains("REQUEST_REPLAYED");
        assertThat(agent().open(choice).text()).contains("LOGIN_GONE");
    }

    @Test
    void artifactWhenUsedTwiceOrInAnotherBrowserThenRefused() throws IOException {
        UserAgent agent = agent();
        var visit = visit(agent, "willem", "ad-een");
        visit.login();
        visit.link(entity("ad-een"));
        String consumed = agent.visited().stream().filter(u -> u.startsWith(pgo() + "/saml/acs?")).findFirst().orElseThrow();
        String atHm = agent.visited().stream().filter(u -> u.startsWith(url("hm") + "/1.13/acs?")).findFirst().orElseThrow();
        String atAd = agent.visited().stream().filter(u -> u.startsWith(url("ad-een") + "/1.13/sso/artifact?")).findFirst().orElseThrow();

        assertThat(agent.open(consumed).text()).contains("NO_SUCH_REQUEST");
        assertThat(agent().open(consumed).text()).contains("NO_SUCH_REQUEST");
        assertThat(agent.open(atHm).text()).contains("LOGIN_GONE");
        assertThat(agent.open(atAd).text()).contains("ARTIFACT_REFUSED", "ARTIFACT_EMPTY");
    }

    @Test
    void authorizationWhenClientOrRedirectIsNotTrustedThenPageAndNoRedirect() throws IOException {
        String base = url("dvza") + "/auth?response_type=code&scope=huisartsdebron&state=0123456789&MedMij-Request-ID=" + UUID.randomUUID()
                + "&X-Correlation-ID=" + UUID.randomUUID();

        assertThat(agent().open(base + "&client_id=evil.localhost&redirect_uri=https://evil.localhost/cb").text())
                .contains("CLIENT_UNKNOWN");
        Page evil = agent().open(base + "&client_id=dvp.localhost&redirect_uri=https://dvp.localhost.evil.test/cb");
        assertThat(evil.text()).contains("REDIRECT_URI_NOT_OF_CLIENT");
        assertThat(evil.isAt(url("dvza"))).isTrue();
        assertThat(agent().open(url("dvza") + "/auth?client_id=dvp.localhost&request_uri=urn:x").text()).contains("REQUEST_URI_UNKNOWN");
    }

    @Test
    void tokenWhenWrongThenOAuthError() throws Exception {
        String form = "grant_type=authorization_code&code=abc&client_id=dvp.localhost&redirect_uri=" + pgo() + "/medmij/cb";

        assertThat(call("dvp", "POST", url("dvza") + "/token", form, FORM).body()).contains("invalid_grant");
        assertThat(call("ad-een", "POST", url("dvza") + "/token", form, FORM).body()).contains("invalid_client");
        assertThat(call("dvp", "POST", url("dvza") + "/token", form + "&code=def", FORM).body()).contains("invalid_request");
        assertThat(call("dvp", "POST", url("dvza") + "/token", form.replace("authorization_code", "password"), FORM).body())
                .contains("unsupported_grant_type");
        assertThat(call("ad-een", "POST", url("dvza") + "/par", "client_id=dvp.localhost", FORM).statusCode()).isEqualTo(401);
        assertThat(call("dvp", "GET", url("dvza") + "/fhir/huisartsdebron/stu3/Patient", "", Map.of("Authorization", "Bearer abc"))
                .statusCode()).isEqualTo(401);
        assertThat(call("dvp", "GET", url("dvza") + "/fhir/huisartsdebron/stu3/Patient", "", Map.of()).statusCode()).isEqualTo(401);
    }

    @Test
    void keysWhenNoServiceProviderThenRefused() throws Exception {
        assertThat(call("ad-een", "POST", url("hm") + "/dv-keys", "", Map.of()).statusCode()).isEqualTo(403);
        assertThat(call("dvp", "POST", url("hm") + "/dv-keys", "", Map.of()).body()).contains("EP Decryption", "EP Closing")
                .doesNotContain("EI Decryption");
        assertThat(call("dvp", "POST", url("bsnk") + "/brp/document",
                "{\"type\":\"NL-Paspoort\",\"number\":\"x\",\"dateOfBirth\":\"2000-01-01\"}", Map.of("Content-Type", "application/json"))
                .statusCode())
                .isEqualTo(403);
        assertThat(call("dvp", "POST", url("bsnk") + "/bsnk/activate", "<x/>", XML).body()).contains("SyntaxError");
        assertThat(call("dvp", "POST", url("stelselbeheer") + "/api/certificates", "{}", Map.of("Content-Type", "application/json"))
                .statusCode()).isEqualTo(403);
    }

    @Test
    void formWhenFromElsewhereThenRefused() throws Exception {
        assertThat(agentPost(pgo() + "/inloggen", "gebruikersnaam=roos&wachtwoord=x&code=1").body()).contains("FORM_NOT_FROM_HERE");
        assertThat(agentPost(pgo() + "/koppelen", "_token=x").body()).contains("FORM_NOT_FROM_HERE");
    }

    @Test
    void partyWhenMetadataIsWrongThenEveryFindingAndNotAdmitted() throws Exception {
        String metadata = new String(call("stelselbeheer", "GET", url("dvp") + "/metadata", "", Map.of()).body()).replace("\\", "\\\\")
                .replace("\"", "\\\"").replace("\n", "\\n");
        String broken = "{\"metadata\":\"" + metadata.replace("AuthnRequestsSigned=\\\"true", "AuthnRequestsSigned=\\\"false") + "\"}";

        var answer = call("stelselbeheer", "POST", url("stelselbeheer") + "/api/parties", broken,
                Map.of("Content-Type", "application/json"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("SIGNATURE_INVALID", "METADATA_SIGNED_FLAG", "saml.md 3.2");
        var other = call("ad-een", "POST", url("stelselbeheer") + "/api/parties",
                "{\"metadata\":\"" + metadata + "\",\"bsnAuthorised\":true}", Map.of("Content-Type", "application/json"));
        assertThat(other.body()).contains("PARTY_NOT_YOURS", "PARTY_BSN");
    }
}
