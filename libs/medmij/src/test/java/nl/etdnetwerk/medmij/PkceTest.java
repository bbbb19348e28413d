package nl.etdnetwerk.medmij;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import nl.etdnetwerk.medmij.oauth.Pkce;

/** With the example of RFC 7636, appendix B. */
class PkceTest {

    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @Test
    void challengeIsThatOfTheExample() {
        assertThat(Pkce.challenge(VERIFIER)).isEqualTo(CHALLENGE);
        assertThat(Pkce.holds(Optional.of(CHALLENGE), VERIFIER)).isTrue();
        assertThat(Pkce.holds(Optional.empty(), null)).isTrue();
    }

    @Test
    void verifierWhenMissingOrAnotherOrWithoutAChallengeThenItDoesNotHold() {
        assertThat(Pkce.holds(Optional.of(CHALLENGE), VERIFIER.replace('d', 'e'))).isFalse();
        assertThat(Pkce.holds(Optional.of(CHALLENGE), null)).isFalse();
        assertThat(Pkce.holds(Optional.of(CHALLENGE), CHALLENGE)).isFalse();
        assertThat(Pkce.holds(Optional.empty(), VERIFIER)).isFalse();
    }
}
