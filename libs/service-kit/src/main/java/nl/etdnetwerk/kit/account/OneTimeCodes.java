package nl.etdnetwerk.kit.account;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalLong;

import javax.crypto.spec.SecretKeySpec;

import org.apache.commons.codec.binary.Base32;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;

/** Codes of six digits after RFC 6238: steps of thirty seconds, HMAC-SHA-1, one step of tolerance to each side. */
public final class OneTimeCodes {

    private static final long STEP_SECONDS = 30;
    private static final TimeBasedOneTimePasswordGenerator GENERATOR = new TimeBasedOneTimePasswordGenerator();
    private static final SecureRandom RANDOM = new SecureRandom();

    private OneTimeCodes() {}

    /** A secret of 160 bits in hexadecimal. */
    public static String newSecret() {
        byte[] b = new byte[20];
        RANDOM.nextBytes(b);
        return HexFormat.of().formatHex(b);
    }

    /** A secret as people type it into an app: base32, in groups of four. */
    public static String forApp(String secret) {
        return new Base32().encodeToString(HexFormat.of().parseHex(secret)).replaceAll("(.{4})(?=.)", "$1 ");
    }

    /** The code of a moment. */
    public static String code(String secret, Instant at) {
        try {
            return GENERATOR.generateOneTimePasswordString(new SecretKeySpec(HexFormat.of().parseHex(secret), GENERATOR.getAlgorithm()),
                    at);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The step a code belongs to, if it is of now and later than the last one that was used; a code works once. */
    public static OptionalLong check(String secret, String code, Instant now, long lastStep) {
        String given = code == null ? "" : code.replace(" ", "");
        long step = now.getEpochSecond() / STEP_SECONDS;
        for (long s = step - 1; s <= step + 1; s++) {
            String expected = code(secret, Instant.ofEpochSecond(s * STEP_SECONDS));
            if (MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8))
                    && s > lastStep) {
                return OptionalLong.of(s);
            }
        }
        return OptionalLong.empty();
    }
}
