package nl.etdnetwerk.dvza.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import nl.etdnetwerk.persons.TestBsn;

class BsnRuleTest {

    @ParameterizedTest
    @ValueSource(strings = {"01008242", "99999001", "99999003"})
    void holdsWhenTheElevenTestPasses(String stem) {
        assertThat(BsnRule.holds(TestBsn.of(stem))).isTrue();
    }

    @Test
    void holdsNotWhenADigitDiffersOrTheLeadingZeroIsLost() {
        String bsn = TestBsn.of("01008242");
        assertThat(BsnRule.holds(bsn.substring(1))).isFalse();
        assertThat(BsnRule.holds("0" + bsn)).isFalse();
        assertThat(BsnRule.holds(bsn.substring(0, 8) + (bsn.charAt(8) - '0' + 1) % 10)).isFalse();
        assertThat(BsnRule.holds("000000000")).isFalse();
        assertThat(BsnRule.holds("1234A6782")).isFalse();
    }
}
