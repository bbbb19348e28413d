package nl.etdnetwerk.kit.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What somebody may choose, so that it can be logged in with afterwards. */
class NewCredentialsTest {

    @Test
    void passwordWhenBcryptLooksAtAllOfItThenUsableAndOtherwiseNot() {
        for (String whole : new String[]{"x".repeat(10), "x".repeat(72), "\u00e9".repeat(36)}) {
            assertThat(NewCredentials.areUsable("roos", whole)).isTrue();
            assertThat(Passwords.matches(whole, Passwords.hash(whole))).isTrue();
        }
        for (String longer : new String[]{"x".repeat(73), "\u00e9".repeat(37)}) {
            assertThat(NewCredentials.areUsable("roos", longer)).isFalse();
            assertThatThrownBy(() -> Passwords.hash(longer)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(NewCredentials.areUsable("roos", "x".repeat(9))).isFalse();
        assertThat(NewCredentials.areUsable("roos", null)).isFalse();
    }

    @Test
    void nameWhenOfOtherCharactersOrLengthThenNotUsable() {
        for (String name : new String[]{null, "", "ab", "a b", "a\u0000bc", "x".repeat(101)}) {
            assertThat(NewCredentials.areUsable(name, "x".repeat(10))).as(name).isFalse();
        }
    }
}
