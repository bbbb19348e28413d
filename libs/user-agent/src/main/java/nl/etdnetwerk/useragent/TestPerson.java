package nl.etdnetwerk.useragent;

import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.HexFormat;

import javax.crypto.spec.SecretKeySpec;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;

/** A test person with what it knows and has. */
public record TestPerson(String name, Credentials pgo, Credentials ad) {

    /** A user name, password and the secret in an app for codes (hexadecimal). */
    public record Credentials(String username, String password, String totpSecret) {

        /** The code the app shows at a moment. */
        public String code(Instant at) {
            try {
                TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();
                return generator.generateOneTimePasswordString(
                        new SecretKeySpec(HexFormat.of().parseHex(totpSecret), generator.getAlgorithm()), at);
            } catch (InvalidKeyException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Shows the name only. */
        @Override
        public String toString() {
            return "Credentials[" + username + "]";
        }
    }
}
