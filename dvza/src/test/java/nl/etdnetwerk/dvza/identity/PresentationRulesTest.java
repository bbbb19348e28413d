package nl.etdnetwerk.dvza.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import nl.etdnetwerk.dvza.identity.PresentationRules.Presented;
import nl.etdnetwerk.polymorphic.message.IntermediationStatement;
import nl.etdnetwerk.saml.LevelOfAssurance;

class PresentationRulesTest {

    private static final String DVP = "99990001000000000021";
    private static final Instant AT = Instant.parse("2026-03-14T10:00:00Z");
    private final PresentationRules rules = new PresentationRules(Duration.ofMinutes(135), Duration.ofSeconds(5));

    @ParameterizedTest
    @CsvSource({"99990001000000000021,true,loa3,PT0S,", "99990001000000000021,true,loa4,PT2H14M59S,",
        "99990001000000000021,true,loa3,PT-5S,", "99990001000000000022,true,loa3,PT0S,VI_OF_ANOTHER_DVP",
        "99990001000000000021,false,loa3,PT0S,VI_MAY_NOT_INTERMEDIATE", "99990001000000000021,true,loa3,PT2H15M,VI_NOT_RECENT",
        "99990001000000000021,true,loa3,PT-6S,VI_NOT_RECENT", "99990001000000000021,true,loa2plus,PT0S,VI_LEVEL",
        "99990001000000000021,true,loa9,PT0S,VI_LEVEL"})
    void identityWhenPresentedThenThatRefusal(String client, boolean mayIntermediate, String level, Duration age, String code) {
        var statement = new IntermediationStatement(DVP, AT, "urn:etoegang:core:assurance-class:" + level);
        var presented = new Presented(Optional.of(statement), Optional.of(client), mayIntermediate, LevelOfAssurance.LOA3);

        assertThat(rules.refusal(presented, AT.plus(age))).isEqualTo(Optional.ofNullable(code));
    }

    @Test
    void identityWhenNobodyIsSaidToPassItOnThenRefused() {
        var presented = new Presented(Optional.empty(), Optional.of(DVP), true, LevelOfAssurance.LOA3);

        assertThat(rules.refusal(presented, AT)).contains("VI_WITHOUT_STATEMENT");
    }
}
