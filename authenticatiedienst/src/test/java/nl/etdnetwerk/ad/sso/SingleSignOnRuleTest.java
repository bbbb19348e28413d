package nl.etdnetwerk.ad.sso;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import nl.etdnetwerk.ad.authentication.PendingAuthentication;
import nl.etdnetwerk.saml.LevelOfAssurance;

class SingleSignOnRuleTest {

    private static final Instant SINCE = Instant.parse("2026-03-14T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"LOA3,false,LOA3,PT0S,true", "LOA2,false,LOA3,PT1H59M59S,true", "LOA3,false,LOA3,PT2H,false", "LOA3,false,LOA2,PT1M,false",
        "LOA3,true,LOA3,PT1M,false", "LOA4,false,LOA4,PT1M,false", "LOA2,true,LOA4,PT0S,false"})
    void sessionWhenAskedThenServesOnlyWithinItsBounds(LevelOfAssurance asked, boolean forceAuthn, LevelOfAssurance reached, Duration age,
            boolean serves) {
        PendingAuthentication a = new PendingAuthentication("f", "_r", "hm", "acs", Optional.empty(), "uuid", List.of("dv"), List.of(),
                asked, forceAuthn, "b", Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(SingleSignOnRule.serves(a, SINCE, reached, SINCE.plus(age))).isEqualTo(serves);
    }
}
