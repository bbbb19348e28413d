package nl.etdnetwerk.dvp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.encryption.IdEncrypter;
import nl.etdnetwerk.saml.encryption.NameIdentifier;
import nl.etdnetwerk.saml.message.Assertion;
import nl.etdnetwerk.saml.message.EncryptedId;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.message.MessageWriter;
import nl.etdnetwerk.saml.message.Status;
import nl.etdnetwerk.saml.metadata.EntityIds;
import nl.etdnetwerk.testsupport.BehindArtifacts;
import nl.etdnetwerk.testsupport.Caller;
import nl.etdnetwerk.testsupport.GivenNetwork;
import nl.etdnetwerk.testsupport.ServiceEnvironment;

/** What the PGO makes of answers that really are signed by the HM, with the test in the place of the HM's artifact resolution. */
@QuarkusTest
@QuarkusTestResource(value = ServiceEnvironment.class, initArgs = @ResourceArg(name = "service", value = "dvp"))
class AnswerTest {

    @Inject
    NetworkDirectory directory;
    private byte[] answer;

    @BeforeEach
    void hm() {
        BehindArtifacts.is(() -> answer);
    }

    private static MessageWriter hmWriter() throws IOException {
        return new MessageWriter(Caller.state().layout().service("hm").entityId("HM"), GivenNetwork.key(Caller.state(), "hm"));
    }

    private static String dvp() {
        return Caller.state().layout().service("dvp").entityId("DV");
    }

    private String service() {
        return directory.catalogue().flatMap(c -> c.providerByOin(Caller.state().layout().service("dvp").oin())).orElseThrow().instances()
                .get(0).uuid();
    }

    private static EncryptedId encrypted(String type, String recipientKey) throws IOException {
        SigningKey key = GivenNetwork.key(Caller.state(), recipientKey);
        return IdEncrypter.encrypt(new NameIdentifier(type, "AAAA"),
                List.of(new IdEncrypter.Recipient(dvp(), key.keyName(), key.certificate())));
    }

    private static Assertion assertion(String request, String service, EncryptedId id, LevelOfAssurance level) throws IOException {
        return assertion(MessageIds.next(), request, service, id, level);
    }

    private static Assertion assertion(String assertionId, String request, String service, EncryptedId id, LevelOfAssurance level)
            throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new Assertion(assertionId, hmWriter().entityId(), now, SamlNames.TRANSIENT, MessageIds.next(),
                Optional.of(Caller.state().layout().service("ad-een").entityId("AD")), request, consumer(), now.plus(Duration.ofMinutes(2)),
                List.of(dvp()), now, Optional.of("s"), level, List.of(),
                Map.of(SamlNames.SERVICE_UUID, List.of(service), SamlNames.SERVICE_ID,
                        List.of(EntityIds.service(Caller.state().layout().service("dvp").oin(), 9001))),
                Map.of(SamlNames.ACTING_SUBJECT_ID, List.of(id)));
    }

    private static String consumer() {
        return Caller.browser().publicUrl() + "/saml/acs";
    }

    private static String begin(Caller browser) {
        return Caller.location(browser.get("/inloggen/etd")).replaceAll(".*[?&]RelayState=([^&]*).*", "$1");
    }

    private HttpResponse<String> answered(Caller browser, String request, byte[] response) {
        answer = response;
        return browser.get("/saml/acs?SAMLart=x&RelayState=" + request);
    }

    private byte[] response(String request, String service, EncryptedId id, LevelOfAssurance level) throws IOException {
        return hmWriter().response(assertion(request, service, id, level), List.of(), Instant.now());
    }

    @Test
    void answerWhenRightThenOnlyTheKeysOfThePgoAreMissing() throws IOException {
        Caller browser = Caller.browser();
        String request = begin(browser);
        var answered = answered(browser, request,
                response(request, service(), encrypted(SamlNames.TYPE_PSEUDO_ID, "dvp"), LevelOfAssurance.LOA3));

        // BSNk is away, so nobody can be recognised: everything before that was in order.
        assertThat(answered.statusCode()).isEqualTo(503);
        assertThat(answered.body()).doesNotContain("RESPONSE_", "IDENTIFIER_NOT_ASKED");
        // The request was used up, and the answer with it.
        assertThat(answered(browser, request, answer).body()).contains("NO_SUCH_REQUEST");
    }

    @Test
    void answerWhenItsAssertionWasUsedForAnotherRequestThenReplayed() throws IOException {
        EncryptedId id = encrypted(SamlNames.TYPE_PSEUDO_ID, "dvp");
        String once = MessageIds.next();
        for (String expected : List.of("KEYS_NOT_THERE", "RESPONSE_REPLAYED")) {
            Caller browser = Caller.browser();
            String request = begin(browser);
            assertThat(answered(browser, request,
                    hmWriter().response(assertion(once, request, service(), id, LevelOfAssurance.LOA3), List.of(), Instant.now())).body())
                    .contains(expected);
        }
    }

    @Test
    void answerWhenAboutAnotherServiceOrTooLowOrOfAnotherRequestThenRefusedWithTheRule() throws IOException {
        Caller browser = Caller.browser();
        EncryptedId id = encrypted(SamlNames.TYPE_PSEUDO_ID, "dvp");
        String request = begin(browser);
        assertThat(answered(browser, request, response(request, "11111111-1111-4111-8111-111111111111", id, LevelOfAssurance.LOA3)).body())
                .contains("RESPONSE_REFUSED", "ASSERTION_SERVICE", "saml.md 1.8");
        request = begin(browser);
        assertThat(answered(browser, request, response(request, service(), id, LevelOfAssurance.LOA2)).body()).contains("ASSERTION_LEVEL");
        request = begin(browser);
        assertThat(answered(browser, request, response("_other", service(), id, LevelOfAssurance.LOA3)).body())
                .contains("ASSERTION_IN_RESPONSE_TO");
    }

    @Test
    void answerWhenWithABsnOrForAnotherKeyThenRefusedWithoutALookAtIt() throws IOException {
        Caller browser = Caller.browser();
        String request = begin(browser);
        var bsn = answered(browser, request, response(request, service(), encrypted(SamlNames.TYPE_BSN, "dvp"), LevelOfAssurance.LOA3));
        assertThat(bsn.statusCode()).isEqualTo(400);
        assertThat(bsn.body()).contains("IDENTIFIER_NOT_ASKED");
        request = begin(browser);
        assertThat(answered(browser, request,
                response(request, service(), encrypted(SamlNames.TYPE_PSEUDO_ID, "ad-een"), LevelOfAssurance.LOA3)).body())
                .contains("RESPONSE_NOT_DECRYPTABLE");
    }

    @Test
    void answerWhenSignedByAnAdThenRefused() throws IOException {
        Caller browser = Caller.browser();
        String request = begin(browser);
        byte[] byAd = new MessageWriter(hmWriter().entityId(), GivenNetwork.key(Caller.state(), "ad-een")).response(
                assertion(request, service(), encrypted(SamlNames.TYPE_PSEUDO_ID, "dvp"), LevelOfAssurance.LOA3), List.of(), Instant.now());

        assertThat(answered(browser, request, byAd).body()).contains("SIGNATURE_KEY_UNKNOWN");
    }

    @ParameterizedTest
    @CsvSource({"NoAuthnContext,niet-ingelogd", "RequestDenied,niet-ingelogd", "RequestUnsupported,niet-ingelogd",
        "NoSupportedIDP,niet-ingelogd", "UnknownPrincipal,niet-ingelogd", "AuthnFailed,geannuleerd"})
    void answerWhenNotLoggedInThenAPlainMessageAndNothingOfTheirs(String second, String message) throws IOException {
        Caller browser = Caller.browser();
        String request = begin(browser);
        Status status = second.equals("AuthnFailed")
                ? Status.CANCELLED
                : new Status("Responder", Optional.of(second), Optional.of("<script>alert(1)</script>"));
        String to = Caller.location(answered(browser, request, hmWriter().response(status, request, consumer(), Instant.now())));

        assertThat(to).endsWith("/?melding=" + message);
        assertThat(browser.get("/?melding=" + message).body()).contains("role=\"status\"").doesNotContain("alert(1)");
    }

    @Test
    void answerWhenByFormOrWithTwoArtifactsThenTheOneIsTakenAndTheOtherRefused() throws IOException {
        Caller browser = Caller.browser();
        String request = begin(browser);
        answer = hmWriter().response(Status.CANCELLED, request, consumer(), Instant.now());
        assertThat(browser.get("/saml/acs?SAMLart=x&SAMLart=y&RelayState=" + request).body()).contains("ARTIFACT_NOT_FROM_HERE");
        assertThat(browser.get("/saml/acs?SAMLart=x&SAMLResponse=y&RelayState=" + request).body()).contains("ARTIFACT_NOT_FROM_HERE");
        assertThat(browser.form("/saml/acs", Map.of("SAMLart", "x", "SAMLResponse", "y", "RelayState", request)).body())
                .contains("ARTIFACT_NOT_FROM_HERE");
        // Nobody else's browser can end it, by pasting the artifact or otherwise.
        assertThat(Caller.browser().get("/saml/acs?SAMLart=x&RelayState=" + request).body()).contains("NO_SUCH_REQUEST");
        // A form of another site brings no session, so it only leads to the same by a link.
        String link = Caller.location(Caller.browser().form("/saml/acs", Map.of("SAMLart", "x", "RelayState", request)));
        assertThat(link).endsWith("/saml/acs?SAMLart=x&RelayState=" + request);
        assertThat(Caller.location(browser.get(link.substring(link.indexOf("/saml/acs"))))).endsWith("/?melding=geannuleerd");
    }
}
