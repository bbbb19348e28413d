package nl.etdnetwerk.medmij;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import nl.etdnetwerk.medmij.oauth.AuthorizationRequestRules;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequestRules.Accepted;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequestRules.ErrorPage;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequestRules.ErrorRedirect;
import nl.etdnetwerk.medmij.oauth.OAuthError;
import nl.etdnetwerk.medmij.oauth.Scope;

class AuthorizationRequestRulesTest {

    private final AuthorizationRequestRules rules = new AuthorizationRequestRules("dvp.example.nl"::equals,
            s -> s.zorgaanbieder().equals("huisarts") && List.of("48", "49").containsAll(s.gegevensdienstIds()));

    private static Map<String, List<String>> good() {
        Map<String, List<String>> p = new HashMap<>();
        Map.of("client_id", "dvp.example.nl", "redirect_uri", "https://dvp.example.nl/cb", "response_type", "code", "scope", "huisarts",
                "state", "0123456789abcdef", "MedMij-Request-ID",
                UUID.randomUUID().toString(), "X-Correlation-ID", UUID.randomUUID().toString()).forEach((k, v) -> p.put(k, List.of(v)));
        return p;
    }

    private static Map<String, List<String>> with(String name, String... values) {
        Map<String, List<String>> p = good();
        p.put(name, List.of(values));
        return p;
    }

    @Test
    void checkWhenInOrderThenAcceptedAndUnknownParametersIgnored() {
        var outcome = rules.check(with("whatever", "x"), false);

        assertThat(outcome).isInstanceOf(Accepted.class);
        assertThat(((Accepted) outcome).request().scope()).isEqualTo(new Scope("huisarts", List.of()));
    }

    static Stream<Arguments> pages() {
        return Stream.of(Arguments.of("client_id", "other.example.nl"), Arguments.of("redirect_uri", "https://dvp.example.nl.evil.test/cb"),
                Arguments.of("redirect_uri", "http://dvp.example.nl/cb"),
                Arguments.of("redirect_uri", "https://dvp.example.nl/cb?x=1"),
                Arguments.of("redirect_uri", "https://dvp.example.nl@evil.test/cb"),
                Arguments.of("redirect_uri", "https://dvp.example.nl:8443/cb"),
                Arguments.of("redirect_uri", "https://dvp.example.nl/a/../cb"),
                Arguments.of("redirect_uri", "https://dvp.example.nl/a/%2E%2e/cb"),
                Arguments.of("redirect_uri", "https://evildvp.example.nl/cb"), Arguments.of("redirect_uri", "::"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void checkWhenRequesterIsNotTrustedThenNothingIsSentThere(String name, String value) {
        assertThat(rules.check(with(name, value), false)).isInstanceOf(ErrorPage.class);
    }

    @ParameterizedTest
    @CsvSource({"https://dvp.localhost/cb,true", "https://dvp.localhost:7446/cb,true", "https://dvp.localhost:65535/cb,true",
        "https://dvp.localhost:0/cb,false", "https://dvp.localhost:65536/cb,false"})
    void checkWhenTheRedirectUriHasAPortThenOnlyOneThatCanBeOnThisMachine(String redirectUri, boolean isAccepted) {
        var onThisMachine = new AuthorizationRequestRules("dvp.localhost"::equals, s -> true);
        Map<String, List<String>> p = with("client_id", "dvp.localhost");
        p.put("redirect_uri", List.of(redirectUri));

        assertThat(onThisMachine.check(p, false) instanceof Accepted).isEqualTo(isAccepted);
    }

    static Stream<Arguments> redirects() {
        return Stream.of(Arguments.of("response_type", "token", OAuthError.UNSUPPORTED_RESPONSE_TYPE),
                Arguments.of("scope", "tandarts", OAuthError.INVALID_SCOPE),
                Arguments.of("scope", "huisarts tandarts", OAuthError.INVALID_SCOPE),
                Arguments.of("MedMij-Request-ID", "1", OAuthError.INVALID_REQUEST),
                Arguments.of("X-Correlation-ID", "", OAuthError.INVALID_REQUEST),
                Arguments.of("code_challenge", "short", OAuthError.INVALID_REQUEST),
                Arguments.of("code_challenge_method", "S256", OAuthError.INVALID_REQUEST),
                Arguments.of("MedMij_VI", "A".repeat(600), OAuthError.INVALID_REQUEST),
                Arguments.of("state", "x", OAuthError.INVALID_REQUEST), Arguments.of("state", "x".repeat(7), OAuthError.INVALID_REQUEST),
                Arguments.of("state", "x".repeat(1025), OAuthError.INVALID_REQUEST));
    }

    @ParameterizedTest
    @MethodSource("redirects")
    void checkWhenMalformedThenErrorGoesBackWithState(String name, String value, OAuthError error) {
        var outcome = (ErrorRedirect) rules.check(with(name, value), false);

        assertThat(outcome.error()).isEqualTo(error);
        assertThat(outcome.redirectUri()).isEqualTo("https://dvp.example.nl/cb");
        assertThat(outcome.state()).isEqualTo(name.equals("state") ? Optional.of(value) : Optional.of("0123456789abcdef"));
    }

    @Test
    void checkWhenTheStateIsAsLongOrShortAsItMayBeThenAccepted() {
        for (int length : new int[]{8, 1024}) {
            assertThat(rules.check(with("state", "x".repeat(length)), false)).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void checkWhenParameterTwiceThenInvalidRequest() {
        assertThat(((ErrorRedirect) rules.check(with("scope", "huisarts", "huisarts"), false)).error())
                .isEqualTo(OAuthError.INVALID_REQUEST);
    }

    @Test
    void checkWhenVersleuteldeIdentiteitIsPushedThenAccepted() {
        assertThat(rules.check(with("MedMij_VI", "A".repeat(614)), true)).isInstanceOf(Accepted.class);
    }

    @Test
    void scopeWhenOfEitherProfileThenReadsAndWritesTheSame() {
        assertThat(Scope.parse("huisarts~48 huisarts~49")).contains(new Scope("huisarts", List.of("48", "49")));
        assertThat(Scope.parse("huisarts~48 huisarts~49").orElseThrow().text()).isEqualTo("huisarts~48 huisarts~49");
        assertThat(Scope.parse("huisarts~48 tandarts~49")).isEmpty();
        assertThat(Scope.parse("huisarts~48 huisarts~48")).isEmpty();
        assertThat(Scope.parse("Huisarts")).isEmpty();
        assertThat(Scope.parse("")).isEmpty();
    }
}
