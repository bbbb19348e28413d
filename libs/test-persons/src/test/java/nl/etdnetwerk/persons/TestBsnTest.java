package nl.etdnetwerk.persons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestBsnTest {

    @Test
    void bsnWhenCompletedThenItPassesTheElevenTest() {
        for (int i = 0; i < 1000; i++) {
            String stem = "%08d".formatted(99999000 - i * 97);
            try {
                String bsn = TestBsn.of(stem);
                int sum = IntStream.range(0, 8).map(p -> (9 - p) * (bsn.charAt(p) - '0')).sum() - (bsn.charAt(8) - '0');
                assertThat(bsn).startsWith(stem).hasSize(9);
                assertThat(sum % 11).isZero();
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessage("no BSN begins with these digits");
            }
        }
        assertThat(TestBsn.of("12345678")).endsWith("2");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "1234567", "123456789", "1234567a", " 12345678"})
    void stemWhenNotEightDigitsThenRefused(String stem) {
        assertThatThrownBy(() -> TestBsn.of(stem)).isInstanceOf(IllegalArgumentException.class).hasMessage("eight digits");
    }
}
