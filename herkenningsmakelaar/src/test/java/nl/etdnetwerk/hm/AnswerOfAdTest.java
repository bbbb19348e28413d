package nl.etdnetwerk.hm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import nl.etdnetwerk.hm.login.PendingLogin;
import nl.etdnetwerk.kit.store.ShortLivedStore;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.binding.SoapEnvelope;
import nl.etdnetwerk.saml.encryption.IdEncrypter;
import nl.etdnetwerk.saml.encryption.NameIdentifier;
import nl.etdnetwerk.saml.message.Assertion;
import nl.etdnetwerk.saml.message.AuthnRequest;
import nl.etdnetwerk.saml.message.EncryptedId;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.message.MessageWriter;
import nl.etdnetwerk.saml.message.Status;
import nl.etdnetwerk.testsupport.BehindArtifacts;
import nl.etdnetwerk.testsupport.Caller;
import nl.etdnetwerk.testsupport.GivenNetwork;
import nl.etdnetwerk.testsupport.ServiceEnvironment;

/** What the HM makes of answers that really are signed by an AD, with the test in the place of the AD's artifact resolution. */
@QuarkusTest
@QuarkusTestResource(value = ServiceEnvironment.class, initArgs = @ResourceArg(name = "service", value = "hm"))
class AnswerOfAdTest {

    private static final String POST = "/1.13/sso/post";
    private static final String AD = "ad-een";
    private static final String OTHER_SERVICE = "11111111-1111-4111-8111-111111111111";

    @Inject
    ShortLivedStore store;
    private final Caller browser = Caller.browser();
    private byte[] answer;

    @BeforeEach
    void ad() {
        BehindArtifacts.is(() -> answer);
    }

    /** What an answer says; every test changes one thing of it. */
    private record Stated(String assertionId, String request, String service, String consumer, String audience, String by,
            LevelOfAssurance level, Instant issued) {
        Stated ofRequest(String value) {
            return new Stated(assertionId, value, service, consumer, audience, by, level, issued);
        }

        Stated ofService(String value) {
            return new Stated(assertionId, request, value, consumer, audience, by, level, issued);
        }

        Stated at(String value) {
            return new Stated(assertionId, request, service, value, audience, by, level, issued);
        }

        Stated forWhom(String value) {
            return new Stated(assertionId, request, service, consumer, value, by, level, issued);
        }

        Stated by(String value) {
            return new Stated(assertionId, request, service, consumer, audience, value, level, issued);
        }

        Stated level(LevelOfAssurance value) {
            return new Stated(assertionId, request, service, consumer, audience, by, value, issued);
        }

        Stated issued(Instant value) {
            return new Stated(assertionId, request, service, consumer, audience, by, level, value);
        }
    }

    @FunctionalInterface
    private interface Change {
        Stated of(Stated right);
    }

    private static String entityId(String service, String role) {
        return Caller.state().layout().service(service).entityId(role);
    }

    private static MessageWriter writer(String entityId, String keyOf) throws IOException {
        return new MessageWriter(entityId, GivenNetwork.key(Caller.state(), keyOf));
    }

    /** A login that waits for the AD's answer. */
    private PendingLogin begin() throws IOException {
        AuthnRequest request = new AuthnRequest(MessageIds.next(), Instant.now().truncatedTo(ChronoUnit.SECONDS),
                browser.publicUrl() + POST, entityId("dvp", "DV"), false, OptionalInt.of(0), Optional.empty(), Optional.empty(),
                OptionalInt.of(1), Optional.empty(), Optional.of(LevelOfAssurance.LOA3), Map.of());
        var started = browser.form(POST, Map.of("SAMLRequest",
                Base64.getEncoder().encodeToString(writer(request.issuer(), "dvp").signed(request))));
        String choice = Caller.location(started).replaceAll(".*(/keuze/.*)", "$1");
        String token = Caller.field(browser.get(choice), "_token");
        Caller.location(browser.form(choice, Map.of("ad", entityId(AD, "AD"), "_token", token)));
        return pending(choice.replaceAll("/keuze/", "")).orElseThrow();
    }

    private Optional<PendingLogin> pending(String flow) {
        return store.get("login", flow, PendingLogin.class);
    }

    private static Stated right(PendingLogin login) {
        return new Stated(MessageIds.next(), login.adRequestId().orElseThrow(), login.serviceUuid(), consumer(), entityId("hm", "HM"),
                entityId(AD, "AD"), LevelOfAssurance.LOA3, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private static String consumer() {
        return Caller.browser().publicUrl() + "/1.13/acs";
    }

    private static byte[] response(Stated s, String keyOf) throws IOException {
        SigningKey key = GivenNetwork.key(Caller.state(), "dvp");
        EncryptedId id = IdEncrypter.encrypt(new NameIdentifier(SamlNames.TYPE_PSEUDO_ID, "AAAA"),
                List.of(new IdEncrypter.Recipient(entityId("dvp", "DV"), key.keyName(), key.certificate())));
        Assertion assertion = new Assertion(s.assertionId(), entityId(AD, "AD"), s.issued(), SamlNames.TRANSIENT, MessageIds.next(),
                Optional.empty(), s.request(), s.consumer(), s.issued().plus(Duration.ofMinutes(2)), List.of(s.audience()), s.issued(),
                Optional.of("s"), s.level(), List.of(s.by()), Map.of(SamlNames.SERVICE_UUID, List.of(s.service())),
                Map.of(SamlNames.ACTING_SUBJECT_ID, List.of(id)));
        return writer(entityId(AD, "AD"), keyOf).response(assertion, List.of(), s.issued());
    }

    private HttpResponse<String> answered(Caller by, PendingLogin login, byte[] response) {
        answer = response;
        return by.get("/1.13/acs?SAMLart=x&RelayState=" + login.flow());
    }

    /** The message behind the artifact that the HM sends the service provider. */
    private static String given(String location) throws IOException {
        assertThat(location).startsWith(Caller.state().layout().service("dvp").publicUrl() + "/saml/acs?SAMLart=");
        String artifact = URLDecoder.decode(location.replaceAll(".*[?&]SAMLart=([^&]*).*", "$1"), StandardCharsets.UTF_8);
        String ars = Caller.browser().publicUrl() + "/1.13/ars";
        byte[] resolve = writer(entityId("dvp", "DV"), "dvp").artifactResolve(MessageIds.next(), Instant.now(), ars, artifact);
        return Caller.as("dvp").post("/1.13/ars", "text/xml", new String(SoapEnvelope.wrap(resolve), StandardCharsets.UTF_8)).body();
    }

    @Test
    void answerWhenRightThenASummaryInTheNameOfTheHmWithTheAssertionOfTheAdInAdvice() throws IOException {
        PendingLogin login = begin();
        Stated stated = right(login);
        String message = given(Caller.location(answered(browser, login, response(stated, AD))));

        assertThat(message).contains("status:Success", ":Advice", stated.assertionId(), "InResponseTo=\"" + login.requestId() + "\"",
                entityId(AD, "AD"), "loa3");
        // The login is over, also for an answer that is as right.
        assertThat(answered(browser, login, response(right(login), AD)).body()).contains("LOGIN_GONE");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("ASSERTION_IN_RESPONSE_TO", s -> s.ofRequest("_other")),
                wrong("ASSERTION_SERVICE", s -> s.ofService(OTHER_SERVICE)),
                wrong("ASSERTION_RECIPIENT", s -> s.at("https://elders.localhost/acs")),
                wrong("ASSERTION_AUDIENCE", s -> s.forWhom(entityId("dvp", "DV"))),
                wrong("ASSERTION_AUTHENTICATING_AUTHORITY", s -> s.by(entityId("ad-twee", "AD"))),
                wrong("ASSERTION_LEVEL", s -> s.level(LevelOfAssurance.LOA2)),
                wrong("ASSERTION_EXPIRED", s -> s.issued(s.issued().minus(Duration.ofHours(1)))));
    }

    private static Arguments wrong(String code, Change change) {
        return Arguments.of(code, change);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void answerWhenWrongThenRefusedWithTheRuleAndTheLoginGoesOn(String code, Change change) throws IOException {
        PendingLogin login = begin();
        var refused = answered(browser, login, response(change.of(right(login)), AD));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("RESPONSE_REFUSED", code, "saml.md");
        // What an AD gets wrong takes nobody's login away.
        assertThat(pending(login.flow())).isPresent();
    }

    @Test
    void answerWhenSignedByAnotherOrTakenFromAnotherBrowserThenRefused() throws IOException {
        PendingLogin login = begin();
        assertThat(answered(browser, login, response(right(login), "ad-twee")).body()).contains("SIGNATURE_KEY_UNKNOWN");

        assertThat(answered(Caller.browser(), login, response(right(login), AD)).body()).contains("LOGIN_GONE");
        assertThat(Caller.location(answered(browser, login, response(right(login), AD)))).contains("SAMLart=");
    }

    @Test
    void answerWhenItsAssertionWasUsedForAnotherLoginThenReplayed() throws IOException {
        String once = MessageIds.next();
        for (String expected : List.of("", "RESPONSE_REPLAYED")) {
            PendingLogin login = begin();
            Stated s = right(login);
            assertThat(answered(browser, login, response(new Stated(once, s.request(), s.service(), s.consumer(), s.audience(), s.by(),
                    s.level(), s.issued()), AD)).body()).contains(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NoAuthnContext", "RequestDenied", "UnknownPrincipal", "AuthnFailed", "OTHER"})
    void answerWhenNotLoggedInThenTheServiceProviderIsToldAndTheTextOfTheAdStaysHere(String second) throws IOException {
        PendingLogin login = begin();
        Status status = second.equals("AuthnFailed")
                ? Status.CANCELLED
                : new Status("Responder", Optional.of(second), Optional.of("<script>alert(1)</script>"));
        byte[] refusal = writer(entityId(AD, "AD"), AD).response(status, login.adRequestId().orElseThrow(), consumer(), Instant.now());
        String message = given(Caller.location(answered(browser, login, refusal)));

        // A participant tells of two things only (saml.md 1.12).
        String told = second.equals("AuthnFailed") ? second : "RequestUnsupported";
        assertThat(message).contains("status:Responder", "status:" + told).doesNotContain("alert(1)", "status:OTHER", ":Assertion ");
        assertThat(pending(login.flow())).isEmpty();
    }

    @Test
    void answerWhenTheAdDoesNotSupportItThenThePersonMayChooseAnother() throws IOException {
        PendingLogin login = begin();
        byte[] unsupported = writer(entityId(AD, "AD"), AD).response(Status.unsupported("not here"), login.adRequestId().orElseThrow(),
                consumer(), Instant.now());
        String to = Caller.location(answered(browser, login, unsupported));

        assertThat(to).contains("/keuze/" + login.flow() + "?niet=");
        assertThat(browser.get(to.substring(to.indexOf("/keuze/"))).body()).contains("Zeker-Inloggen", "class=\"error\"");
        assertThat(pending(login.flow())).isPresent();
    }

    @Test
    void answerWhenTwiceOrBesideAMessageThenRefused() throws IOException {
        PendingLogin login = begin();
        answer = response(right(login), AD);

        for (String query : List.of("SAMLart=x&SAMLart=y", "SAMLart=x&SAMLResponse=y", "SAMLResponse=y")) {
            assertThat(browser.get("/1.13/acs?" + query + "&RelayState=" + login.flow()).body()).as(query)
                    .contains("ARTIFACT_NOT_FROM_HERE");
        }
        // A form of another site brings no session, so it only leads to the same by a link.
        String link = Caller.location(Caller.browser().form("/1.13/acs", Map.of("SAMLart", "x", "RelayState", login.flow())));
        assertThat(link).endsWith("/1.13/acs?SAMLart=x&RelayState=" + login.flow());
        assertThat(Caller.location(browser.get(link.substring(link.indexOf("/1.13/"))))).contains("/saml/acs?SAMLart=");
    }
}
