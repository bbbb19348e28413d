package nl.etdnetwerk.ad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
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

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.binding.Artifact;
import nl.etdnetwerk.saml.message.AuthnRequest;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.message.MessageWriter;
import nl.etdnetwerk.testsupport.BehindArtifacts;
import nl.etdnetwerk.testsupport.Caller;
import nl.etdnetwerk.testsupport.GivenNetwork;
import nl.etdnetwerk.testsupport.ServiceEnvironment;

/** What the AD makes of requests behind an artifact of the HM, with the test in the place of the HM's artifact resolution. */
@QuarkusTest
@QuarkusTestResource(value = ServiceEnvironment.class, initArgs = @ResourceArg(name = "service", value = "ad-een"))
class RequestByArtifactTest {

    private static final String SSO = "/1.13/sso/artifact";
    @Inject
    NetworkDirectory directory;
    private byte[] message;

    @BeforeEach
    void artifactResolutionOfTheHm() {
        BehindArtifacts.is(() -> message);
    }

    private static String hm() {
        return entityId("hm", "HM");
    }

    private static String entityId(String service, String role) {
        return Caller.state().layout().service(service).entityId(role);
    }

    private AuthnRequest right() {
        String service = directory.catalogue().flatMap(c -> c.providerByOin(Caller.state().layout().service("dvp").oin())).orElseThrow()
                .instances().get(0).uuid();
        return new AuthnRequest(MessageIds.next(), Instant.now().truncatedTo(ChronoUnit.SECONDS), Caller.browser().publicUrl() + SSO, hm(),
                false, OptionalInt.of(1), Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.of("Mijn PGO"),
                Optional.of(LevelOfAssurance.LOA3),
                Map.of(SamlNames.SERVICE_UUID, List.of(service), SamlNames.INTENDED_AUDIENCE, List.of(entityId("dvp", "DV"))));
    }

    private static AuthnRequest with(AuthnRequest r, Instant issued, String destination, String issuer, int consumer) {
        return new AuthnRequest(r.id(), issued, destination, issuer, r.forceAuthn(), OptionalInt.of(consumer), Optional.empty(),
                Optional.empty(), OptionalInt.empty(), r.providerName(), r.minimumLevel(), r.extensions());
    }

    private static AuthnRequest extended(AuthnRequest r, String name, String... values) {
        Map<String, List<String>> extensions = new HashMap<>(r.extensions());
        extensions.put(name, List.of(values));
        return new AuthnRequest(r.id(), r.issueInstant(), r.destination(), r.issuer(), r.forceAuthn(), r.assertionConsumerServiceIndex(),
                Optional.empty(), Optional.empty(), OptionalInt.empty(), r.providerName(), r.minimumLevel(), extensions);
    }

    private static byte[] signed(AuthnRequest request, String keyOf) throws IOException {
        return new MessageWriter(request.issuer(), GivenNetwork.key(Caller.state(), keyOf)).signed(request);
    }

    private HttpResponse<String> asked(Caller browser, byte[] request) {
        message = request;
        return browser.get(SSO + "?RelayState=staat&SAMLart=" + Caller.encoded(Artifact.create(hm(), 0).value()));
    }

    /** The index of the service that was asked of the HM stands in no metadata of the HM (saml.md 2.1). */
    @Test
    void requestWhenItHasAServiceIndexThenItIsNotLookedAt() throws IOException {
        AuthnRequest r = right();
        AuthnRequest indexed = new AuthnRequest(r.id(), r.issueInstant(), r.destination(), r.issuer(), false,
                r.assertionConsumerServiceIndex(), Optional.empty(), Optional.empty(), OptionalInt.of(4), r.providerName(),
                r.minimumLevel(), r.extensions());

        assertThat(Caller.location(asked(Caller.browser(), signed(indexed, "hm")))).contains("/inloggen/");
    }

    @Test
    void requestWhenRightThenThePersonLogsInAndAReplayIsRefused() throws IOException {
        Caller browser = Caller.browser();
        byte[] request = signed(right(), "hm");
        var answer = asked(browser, request);

        assertThat(answer.statusCode()).isEqualTo(303);
        String login = Caller.location(answer).replaceAll(".*(/inloggen/.*)", "$1");
        assertThat(browser.get(login).body()).contains("Mijn PGO").containsIgnoringCase("gebruikersnaam");
        assertThat(Caller.browser().get(login).body()).contains("LOGIN_GONE");
        assertThat(asked(browser, request).body()).contains("REQUEST_REPLAYED");
    }

    @FunctionalInterface
    private interface Change {
        AuthnRequest of(AuthnRequest right);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("REQUEST_DESTINATION", r -> with(r, r.issueInstant(), "https://elders.localhost/sso", r.issuer(), 1)),
                wrong("REQUEST_ISSUE_INSTANT", r -> with(r, r.issueInstant().minusSeconds(3600), r.destination(), r.issuer(), 1)),
                wrong("REQUEST_ISSUE_INSTANT", r -> with(r, r.issueInstant().plusSeconds(600), r.destination(), r.issuer(), 1)),
                wrong("REQUEST_ACS", r -> with(r, r.issueInstant(), r.destination(), r.issuer(), 7)),
                wrong("ISSUER_UNKNOWN",
                        r -> with(r, r.issueInstant(), r.destination(), "urn:etoegang:HM:99990009000000000009:entities:9001", 1)),
                // In the name of somebody else of the network, over the signature of the HM.
                wrong("SIGNATURE", r -> with(r, r.issueInstant(), r.destination(), entityId("dvp", "DV"), 1)));
    }

    private static Arguments wrong(String code, Change change) {
        return Arguments.of(code, change);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void requestWhenWrongThenRefusedWithTheRule(String code, Change change) throws IOException {
        var answer = asked(Caller.browser(), signed(change.of(right()), "hm"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("REQUEST_REFUSED", code, "saml.md");
    }

    @Test
    void requestWhenUnsignedOrSignedByAServiceProviderThenRefused() throws IOException {
        AuthnRequest request = right();
        assertThat(asked(Caller.browser(), new MessageWriter(hm(), GivenNetwork.key(Caller.state(), "hm")).unsigned(request)).body())
                .contains("SIGNATURE_MISSING");
        assertThat(asked(Caller.browser(), signed(request, "dvp")).body()).contains("SIGNATURE_KEY_UNKNOWN");
    }

    @Test
    void requestWhenOfAServiceProviderItselfThenNotTakenForTheHms() throws IOException {
        AuthnRequest r = right();
        AuthnRequest ofDvp = with(r, r.issueInstant(), r.destination(), entityId("dvp", "DV"), 0);
        var answer = asked(Caller.browser(), signed(ofDvp, "dvp"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("gebruikersnaam");
    }

    static Stream<Arguments> notPossible() {
        return Stream.of(
                wrong("no such service", r -> extended(r, SamlNames.SERVICE_UUID, "11111111-1111-4111-8111-111111111111")),
                wrong("no such party", r -> extended(r, SamlNames.INTENDED_AUDIENCE, "urn:etoegang:DV:99990009000000000009:entities:9001")),
                wrong("a party whose service it is not",
                        r -> extended(r, SamlNames.INTENDED_AUDIENCE, "urn:etoegang:DV:99990001000000000031:entities:9001")),
                wrong("nobody", r -> extended(r, SamlNames.INTENDED_AUDIENCE)));
    }

    @ParameterizedTest
    @MethodSource("notPossible")
    void requestWhenForAServiceOrAudienceThatIsNotThereThenTheHmIsToldSo(String what, Change change) throws IOException {
        var answer = asked(Caller.browser(), signed(change.of(right()), "hm"));

        assertThat(answer.statusCode()).as(what).isEqualTo(303);
        assertThat(Caller.location(answer)).as(what).startsWith(Caller.state().layout().service("hm").publicUrl() + "/1.13/acs?SAMLart=")
                .endsWith("RelayState=staat");
    }
}
