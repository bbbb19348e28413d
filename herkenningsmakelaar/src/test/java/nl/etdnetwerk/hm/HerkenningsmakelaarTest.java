package nl.etdnetwerk.hm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.binding.Artifact;
import nl.etdnetwerk.saml.binding.PostBinding;
import nl.etdnetwerk.saml.binding.RedirectBinding;
import nl.etdnetwerk.saml.binding.SoapEnvelope;
import nl.etdnetwerk.saml.message.AuthnRequest;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.message.MessageWriter;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.metadata.MetadataReader;
import nl.etdnetwerk.testsupport.BehindArtifacts;
import nl.etdnetwerk.testsupport.Caller;
import nl.etdnetwerk.testsupport.GivenNetwork;
import nl.etdnetwerk.testsupport.HostileXml;
import nl.etdnetwerk.testsupport.ServiceEnvironment;

/** The HM alone: what it says to requests that are right, wrong or hostile, with its ADs and BSNk away. */
@QuarkusTest
@QuarkusTestResource(value = ServiceEnvironment.class, initArgs = @ResourceArg(name = "service", value = "hm"))
class HerkenningsmakelaarTest {

    @Inject
    Event<ShutdownDelayInitiatedEvent> told;

    @TestHTTPResource(value = "/metrics", management = true)
    URL figures;

    private static final String POST = "/1.13/sso/post";
    private static final String ARS = "/1.13/ars";
    private static final String XML = "text/xml";

    private static MessageWriter writer(String party, String role) throws IOException {
        return new MessageWriter(Caller.state().layout().service(party).entityId(role), GivenNetwork.key(Caller.state(), party));
    }

    private static AuthnRequest request() {
        return new AuthnRequest(MessageIds.next(), Instant.now().truncatedTo(ChronoUnit.SECONDS), Caller.browser().publicUrl() + POST,
                Caller.state().layout().service("dvp").entityId("DV"), false, OptionalInt.of(0), Optional.empty(), Optional.empty(),
                OptionalInt.of(1),
                Optional.empty(), Optional.of(LevelOfAssurance.LOA3), Map.of());
    }

    private static HttpResponse<String> post(Caller caller, byte[] message) {
        return caller.form(POST, Map.of("SAMLRequest", Base64.getEncoder().encodeToString(message)));
    }

    @Test
    void metadataWhenFetchedThenValidAndWithThreeBindings() {
        EntityMetadata read = MetadataReader
                .participant(Caller.browser().get("/metadata").body().getBytes(StandardCharsets.UTF_8), Instant.now()).valid()
                .orElseThrow();

        assertThat(read.entityId()).isEqualTo("urn:etoegang:HM:99990001000000000010:entities:9001");
        assertThat(read.identityProvider().orElseThrow().singleSignOn()).hasSize(3);
    }

    @Test
    void metadataWhenOfAFrameworkVersionThenWithItsOwnAddresses() {
        for (String version : List.of("1.11", "1.13")) {
            String xml = Caller.browser().get("/metadata/" + version).body();
            EntityMetadata read = MetadataReader.participant(xml.getBytes(StandardCharsets.UTF_8), Instant.now()).valid().orElseThrow();

            assertThat(xml).contains("urn:etoegang:" + version + ":metadata-extension");
            assertThat(read.identityProvider().orElseThrow().singleSignOn()).extracting(EntityMetadata.Endpoint::location)
                    .allMatch(l -> l.startsWith(Caller.browser().publicUrl() + "/" + version + "/sso/"));
        }
        assertThat(Caller.browser().get("/metadata/1.12").statusCode()).isEqualTo(404);
    }

    @Test
    void requestWhenRightThenThePersonChoosesAndAReplayIsRefused() throws IOException {
        Caller browser = Caller.browser();
        byte[] message = writer("dvp", "DV").signed(request());

        var answer = post(browser, message);
        assertThat(answer.statusCode()).isEqualTo(303);
        String choice = Caller.location(answer);
        assertThat(choice).contains("/keuze/");
        // The other AD of the network gives no polymorphic pseudonyms, which the service asks for.
        assertThat(browser.get(choice.substring(choice.indexOf("/keuze/"))).body()).contains("Zeker-Inloggen", "Mijn PGO")
                .doesNotContain("Alleen pseudoniemen");
        // In another browser it is nobody's login.
        assertThat(Caller.browser().get(choice.substring(choice.indexOf("/keuze/"))).body()).contains("LOGIN_GONE");
        assertThat(post(browser, message).body()).contains("REQUEST_REPLAYED");
    }

    static Stream<Arguments> wrongRequests() {
        return Stream.of(
                wrong("REQUEST_DESTINATION", r -> with(r, r.issueInstant(), "https://elders.localhost/sso", r.issuer(), 0, 1)),
                wrong("REQUEST_ISSUE_INSTANT", r -> with(r, r.issueInstant().minusSeconds(3600), r.destination(), r.issuer(), 0, 1)),
                wrong("REQUEST_ISSUE_INSTANT", r -> with(r, r.issueInstant().plusSeconds(600), r.destination(), r.issuer(), 0, 1)),
                wrong("REQUEST_ACS", r -> with(r, r.issueInstant(), r.destination(), r.issuer(), 7, 1)),
                wrong("REQUEST_SERVICE_INDEX", r -> with(r, r.issueInstant(), r.destination(), r.issuer(), 0, 7)),
                wrong("ISSUER_UNKNOWN",
                        r -> with(r, r.issueInstant(), r.destination(), "urn:etoegang:DV:99990009000000000009:entities:9001", 0, 1)),
                // A zorgaanbieder's name over the signature of the DVP.
                wrong("SIGNATURE",
                        r -> with(r, r.issueInstant(), r.destination(), "urn:etoegang:DV:99990001000000000031:entities:9001", 0, 1)));
    }

    private static Arguments wrong(String code, UnaryOperator<AuthnRequest> change) {
        return Arguments.of(code, change);
    }

    private static AuthnRequest with(AuthnRequest r, Instant issued, String destination, String issuer, int consumer, int service) {
        return new AuthnRequest(r.id(), issued, destination, issuer, r.forceAuthn(), OptionalInt.of(consumer), Optional.empty(),
                Optional.empty(),
                OptionalInt.of(service), r.providerName(), r.minimumLevel(), r.extensions());
    }

    @ParameterizedTest
    @MethodSource("wrongRequests")
    void requestWhenWrongThenAPageWithTheCode(String code, UnaryOperator<AuthnRequest> change) throws IOException {
        AuthnRequest wrong = change.apply(request());
        var answer = post(Caller.browser(), new MessageWriter(wrong.issuer(), GivenNetwork.key(Caller.state(), "dvp")).signed(wrong));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(code);
    }

    /** Rightly signed, and behind an artifact of somebody else. */
    @Test
    void requestWhenFetchedFromAnotherThanItsIssuerThenRefusedAndNotUsedUp() throws IOException {
        AuthnRequest r = request();
        String destination = Caller.browser().publicUrl() + "/1.13/sso/artifact";
        byte[] signed = writer("dvp", "DV").signed(with(r, r.issueInstant(), destination, r.issuer(), 0, 1));
        BehindArtifacts.is(() -> signed);

        var answer = Caller.browser().get("/1.13/sso/artifact?SAMLart="
                + Caller.encoded(Artifact.create("urn:etoegang:DV:99990001000000000031:entities:9001", 0).value()));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("REQUEST_OF_ANOTHER");
        assertThat(Caller.location(Caller.browser().get("/1.13/sso/artifact?SAMLart="
                + Caller.encoded(Artifact.create(r.issuer(), 0).value())))).contains("/keuze/");
    }

    @Test
    void requestWhenChangedAfterSigningOrUnsignedThenRefused() throws IOException {
        MessageWriter dvp = writer("dvp", "DV");
        String signed = new String(dvp.signed(request()), StandardCharsets.UTF_8);

        assertThat(post(Caller.browser(), signed.replace("AttributeConsumingServiceIndex=\"1\"", "AttributeConsumingServiceIndex=\"2\"")
                .getBytes(StandardCharsets.UTF_8)).body()).contains("SIGNATURE_INVALID");
        assertThat(post(Caller.browser(), dvp.unsigned(request())).body()).contains("SIGNATURE_MISSING");
    }

    @Test
    void redirectWhenQueryIsChangedThenRefused() throws IOException {
        SigningKey key = GivenNetwork.key(Caller.state(), "dvp");
        AuthnRequest r = with(request(), Instant.now().truncatedTo(ChronoUnit.SECONDS), Caller.browser().publicUrl() + "/1.13/sso/redirect",
                request().issuer(), 0, 1);
        String query = RedirectBinding.query(writer("dvp", "DV").unsigned(r), Optional.of("staat"), key);

        assertThat(Caller.browser().get("/1.13/sso/redirect?" + query.replace("RelayState=staat", "RelayState=anders")).body())
                .contains("SIGNATURE_INVALID");
        assertThat(Caller.browser().get("/1.13/sso/redirect?" + query).statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {POST, "/1.13/slo/post"})
    void messageWhenHostileThenAPageThatShowsNothingOfIt(String path) {
        for (String document : HostileXml.documents()) {
            var answer = Caller.browser().form(path,
                    Map.of("SAMLRequest", Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.UTF_8))));

            assertThat(answer.statusCode()).as(document.substring(0, Math.min(60, document.length()))).isIn(400, 413);
            assertThat(answer.body()).doesNotContain("root:", "aaaaaaaaaaaaaaaaaaaa", "Exception");
        }
    }

    @Test
    void artifactResolutionWhenHostileThenAFaultThatShowsNothingOfIt() {
        for (String document : HostileXml.documents()) {
            var answer = Caller.as("dvp").post(ARS, XML, document);

            assertThat(answer.statusCode()).as(document.substring(0, Math.min(60, document.length()))).isIn(400, 413, 500);
            assertThat(answer.body()).doesNotContain("root:", "aaaaaaaaaaaaaaaaaaaa", "Exception", "\tat ");
        }
    }

    @Test
    void artifactResolutionWhenWithoutCertificateOrUnknownThenRefusedOrEmpty() throws IOException {
        Artifact artifact = Artifact.create(Caller.state().layout().service("hm").entityId("HM"), 0);
        byte[] message = writer("dvp", "DV").artifactResolve(MessageIds.next(), Instant.now(), Caller.browser().publicUrl() + ARS,
                artifact.value());
        String soap = new String(SoapEnvelope.wrap(message), StandardCharsets.UTF_8);

        assertThat(Caller.browser().post(ARS, XML, soap).statusCode()).isEqualTo(401);
        // Signed by the DVP, and brought by somebody else.
        assertThat(Caller.as("ad-een").post(ARS, XML, soap).body()).contains("Fault");
        var answer = Caller.as("dvp").post(ARS, XML, soap);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("ArtifactResponse", "status:Success").doesNotContain("Assertion");
    }

    @Test
    void keysWhenBsnkIsAwayThenNotNowAndNeverForAnAd() {
        assertThat(Caller.as("dvp").post("/dv-keys", "application/json", "").statusCode()).isEqualTo(503);
        assertThat(Caller.as("ad-een").post("/dv-keys", "application/json", "").statusCode()).isEqualTo(403);
        assertThat(Caller.browser().post("/dv-keys", "application/json", "").statusCode()).isEqualTo(401);
    }

    @Test
    void figuresWhenAskedThenByKindAndCodeAndNeverByParty() throws Exception {
        post(Caller.browser(), writer("dvp", "DV").unsigned(request()));
        var answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(figures.toURI()).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body()).contains("etd_messages_total{kind=\"AuthnRequest\",outcome=\"SIGNATURE_MISSING\"}", "etd_trace_lost 0.0",
                "jvm_memory_used_bytes").doesNotContain("99990001", "urn:etoegang");
        // Not where browsers come.
        assertThat(Caller.browser().get("/q/metrics").statusCode()).isEqualTo(404);
    }

    @Test
    void answerWhenToldToStopThenItIsGivenAndTheConnectionEnds() {
        assertThat(Caller.browser().get("/metadata").headers().firstValue("Connection")).isEmpty();

        told.fire(new ShutdownDelayInitiatedEvent());
        var answer = Caller.browser().get("/metadata");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Connection")).contains("close");
    }

    @Test
    void requestWhenItHasAProviderNameThenThatStandsBesideTheService() throws IOException {
        AuthnRequest r = request();
        AuthnRequest named = new AuthnRequest(r.id(), r.issueInstant(), r.destination(), r.issuer(), false,
                r.assertionConsumerServiceIndex(),
                Optional.empty(), Optional.empty(), r.attributeConsumingServiceIndex(), Optional.of("Loket <b>1</b>"), r.minimumLevel(),
                r.extensions());
        Caller browser = Caller.browser();
        String choice = Caller.location(post(browser, writer("dvp", "DV").signed(named)));

        assertThat(browser.get(choice.replaceAll(".*(/keuze/.*)", "$1")).body()).contains("(Loket &lt;b&gt;1&lt;/b&gt;)");
    }

    @Test
    void requestWhenAFieldIsThereTwiceThenRefused() throws IOException {
        String request = Caller.encoded(PostBinding.field(writer("dvp", "DV").signed(request())));
        for (String twice : List.of("SAMLRequest=" + request + "&SAMLRequest=" + request,
                "SAMLRequest=" + request + "&RelayState=a&RelayState=b")) {
            var answer = Caller.browser().post(POST, "application/x-www-form-urlencoded", twice);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("FIELD_REPEATED");
        }
    }

    @Test
    void resolveWhenItSaysItIsForAnotherThenAFault() throws IOException {
        byte[] elsewhere = writer("dvp", "DV").artifactResolve(MessageIds.next(), Instant.now(), "https://elders.localhost/ars",
                Artifact.create(Caller.state().layout().service("hm").entityId("HM"), 0).value());
        var answer = Caller.as("dvp").post(ARS, SoapEnvelope.CONTENT_TYPE,
                new String(SoapEnvelope.wrap(elsewhere), StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("Fault", "RESOLVE_DESTINATION");
    }

    @Test
    void hostWhenOfTheCallersMakingThenNobodyIsSentThere() {
        String asked = "/taal?naar=en&terug=%2Fmetadata";
        String here = "Location: " + Caller.browser().publicUrl() + "/metadata\r\n";
        for (String host : List.of("hm.localhost", "elders.example", "elders.example:443", "")) {
            assertThat(Caller.browser().raw(asked, host).toLowerCase(Locale.ROOT)).as(host).contains(here.toLowerCase(Locale.ROOT))
                    .doesNotContain("elders.example");
        }
        for (String none : List.of("elders.example/x?@", "a b", "x:y:z")) {
            assertThat(Caller.browser().raw(asked, none)).as(none).startsWith("HTTP/1.1 400 ").contains("HOST_HEADER")
                    .doesNotContain("elders", "Error id");
        }
    }

    /** What is no address is refused before anything could put it into a log. */
    @Test
    void addressWhenItIsNoneThenRefusedAtOnce() {
        for (String none : List.of("/keuze/x?niet=a|b&code=geheim", "/keuze/x?niet=%zz", "/keuze/x?niet=%", "/keuze/%zz")) {
            assertThat(Caller.browser().raw(none)).as(none).startsWith("HTTP/1.1 400 ").doesNotContain("geheim", "LOGIN_GONE");
        }
    }

    /** A form of another site, which the browser sends without its cookie, does not take the session away. */
    @Test
    void errorWhenWithoutASessionThenNoSessionIsMade() {
        for (String path : List.of("/keuze/x", "/bestaat-niet")) {
            var answer = Caller.browser().with("Accept", "text/html").form(path, Map.of("actie", "annuleer"));
            assertThat(answer.statusCode()).as(path).isIn(400, 404);
            assertThat(answer.headers().allValues("Set-Cookie")).as(path).isEmpty();
        }
    }

    /** A cookie of somebody else's making leads to nothing, and is not taken over. */
    @Test
    void sessionWhenItsCookieIsPlantedThenAnotherIsMade() throws IOException {
        String planted = "A".repeat(43);
        var answer = post(Caller.browser().with("Cookie", "__Host-session=" + planted), writer("dvp", "DV").signed(request()));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().allValues("Set-Cookie")).hasSize(1)
                .allMatch(c -> c.startsWith("__Host-session=") && !c.contains(planted));
    }

    @Test
    void requestWhenItsRelayStateIsTooLongThenRefused() throws IOException {
        String signed = Base64.getEncoder().encodeToString(writer("dvp", "DV").signed(request()));

        var answer = Caller.browser().form(POST, Map.of("SAMLRequest", signed, "RelayState", "x".repeat(81)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("RELAY_STATE_TOO_LONG");
        assertThat(Caller.browser().form(POST, Map.of("SAMLRequest", signed, "RelayState", "x".repeat(80))).statusCode()).isEqualTo(303);
    }

    @Test
    void requestWhenItAsksLessThanTheCatalogueThenTheCatalogueHolds() throws IOException {
        AuthnRequest r = request();
        AuthnRequest low = new AuthnRequest(r.id(), r.issueInstant(), r.destination(), r.issuer(), false, OptionalInt.of(0),
                Optional.empty(),
                Optional.empty(), OptionalInt.of(1), Optional.empty(), Optional.of(LevelOfAssurance.LOA1), Map.of());
        Caller browser = Caller.browser();
        String choice = Caller.location(post(browser, writer("dvp", "DV").signed(low)));

        assertThat(browser.get(choice.substring(choice.indexOf("/keuze/"))).body()).containsIgnoringCase("loa3").doesNotContain("loa1");
    }

    @Test
    void requestWhenItNamesAnAudienceThatMayNotIntermediateThenRefused() throws IOException {
        AuthnRequest r = request();
        AuthnRequest wide = new AuthnRequest(r.id(), r.issueInstant(), r.destination(), r.issuer(), false, OptionalInt.of(0),
                Optional.empty(),
                Optional.empty(), OptionalInt.of(1), Optional.empty(), Optional.of(LevelOfAssurance.LOA3),
                Map.of(nl.etdnetwerk.saml.SamlNames.INTENDED_AUDIENCE, List.of("urn:etoegang:DV:99990001000000000031:entities:9001")));
        var answer = post(Caller.browser(), writer("dvp", "DV").signed(wide));

        // Told to the requester, whose consumer address is known: no choice is offered.
        assertThat(Caller.location(answer)).startsWith(Caller.state().layout().service("dvp").publicUrl() + "/saml/acs?SAMLart=");
    }

    @Test
    void requestWhenItNamesAnAdThenThatOneIsAskedWithoutAChoice() throws IOException {
        var ad = Caller.state().layout().service("ad-een");
        Caller browser = Caller.browser();
        String choice = Caller.location(
                post(browser, writer("dvp", "DV").signed(request().at(List.of("urn:etoegang:EB:99990009000000000009:entities:9009",
                        ad.entityId("AD"))))));

        var gone = browser.get(choice.substring(choice.indexOf("/keuze/")));
        assertThat(gone.statusCode()).isEqualTo(303);
        assertThat(Caller.location(gone)).startsWith(ad.publicUrl() + "/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Comparison=\"exact\"", "Comparison=\"better\"", "Comparison=\"maximum\"", "loa9"})
    void requestWhenItsLevelCannotBeGivenThenRequestUnsupportedGoesBack(String instead) throws IOException {
        MessageWriter dv = writer("dvp", "DV");
        AuthnRequest r = request();
        String destination = Caller.browser().publicUrl() + "/1.13/sso/redirect";
        String xml = new String(dv.unsigned(new AuthnRequest(r.id(), r.issueInstant(), destination, r.issuer(), false,
                r.assertionConsumerServiceIndex(), Optional.empty(), Optional.empty(), r.attributeConsumingServiceIndex(), Optional.empty(),
                r.minimumLevel(), Map.of())), StandardCharsets.UTF_8);
        String changed = xml.replace(instead.startsWith("loa") ? "loa3" : "Comparison=\"minimum\"", instead);
        assertThat(changed).isNotEqualTo(xml);
        String query = RedirectBinding.query(changed.getBytes(StandardCharsets.UTF_8), Optional.of("staat"), dv.key());
        String to = Caller.location(Caller.browser().get("/1.13/sso/redirect?" + query));

        assertThat(to).startsWith(Caller.state().layout().service("dvp").publicUrl() + "/saml/acs?SAMLart=").endsWith("RelayState=staat");
        assertThat(resolved(to)).contains("status:Responder", "status:RequestUnsupported").doesNotContain(":Assertion ");
        // What is asked at one binding's address does not hold at another's.
        assertThat(post(Caller.browser(), dv.signed(new AuthnRequest(MessageIds.next(), r.issueInstant(), destination, r.issuer(), false,
                r.assertionConsumerServiceIndex(), Optional.empty(), Optional.empty(), r.attributeConsumingServiceIndex(), Optional.empty(),
                r.minimumLevel(), Map.of()))).body()).contains("REQUEST_DESTINATION");
    }

    private static String resolved(String to) throws IOException {
        String artifact = URLDecoder.decode(to.replaceAll(".*[?&]SAMLart=([^&]*).*", "$1"), StandardCharsets.UTF_8);
        byte[] resolve = writer("dvp", "DV").artifactResolve(MessageIds.next(), Instant.now(), Caller.browser().publicUrl() + ARS,
                artifact);
        return Caller.as("dvp").post(ARS, XML, new String(SoapEnvelope.wrap(resolve), StandardCharsets.UTF_8)).body();
    }

    /** The other AD of the network gives no polymorphic pseudonyms. */
    @ParameterizedTest
    @ValueSource(strings = {"urn:etoegang:EB:99990009000000000009:entities:9009", "ad-twee", ""})
    void requestWhenItNamesNobodyThatCanThenNoSupportedIdp(String named) throws IOException {
        List<String> wished = named.isEmpty()
                ? List.of()
                : List.of(named.startsWith("urn:") ? named : Caller.state().layout().service(named).entityId("AD"));
        var answer = post(Caller.browser(), writer("dvp", "DV").signed(request().at(wished)));
        String to = Caller.location(answer);

        assertThat(to).startsWith(Caller.state().layout().service("dvp").publicUrl() + "/saml/acs?SAMLart=");
        assertThat(resolved(to)).contains("status:Requester", "status:NoSupportedIDP").doesNotContain(":Assertion ");
    }

    @Test
    void logoutWhenUnsignedThenRefused() throws IOException {
        byte[] unsigned = writer("dvp", "DV").unsigned(new nl.etdnetwerk.saml.message.LogoutRequest(MessageIds.next(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS), Caller.browser().publicUrl() + "/1.13/slo/post",
                Caller.state().layout().service("dvp").entityId("DV"), nl.etdnetwerk.saml.SamlNames.TRANSIENT, "x", Optional.empty()));

        var answer = Caller.browser().form("/1.13/slo/post", Map.of("SAMLRequest", Base64.getEncoder().encodeToString(unsigned)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("SIGNATURE_MISSING");
    }

    @Test
    void requestWhenItCarriesMarkupThenThePageShowsItAsText() throws IOException {
        AuthnRequest r = request();
        AuthnRequest marked = new AuthnRequest(r.id(), r.issueInstant(), "https://x/<script>alert(1)</script>", r.issuer(), false,
                OptionalInt.of(0), Optional.empty(), Optional.empty(), OptionalInt.of(1), Optional.empty(), Optional.empty(), Map.of());
        var answer = post(Caller.browser(), writer("dvp", "DV").signed(marked));

        assertThat(answer.body()).contains("REQUEST_DESTINATION", "&lt;script&gt;alert(1)").doesNotContain("<script>alert(1)");
    }
}
