package nl.etdnetwerk.polymorphic.embedding;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;

import nl.etdnetwerk.polymorphic.Refusal;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.message.IdentifierType;

/**
 * An identity as a point and back (bsnk.md 2.2): version, type, length and up to 15 ASCII characters, OAEP, taken as X with an
 * even Y. A BSN is embedded without leading zeros and given back with nine digits.
 */
public final class IdentityEmbedding {

    private static final int MAX_CHARS = 15;
    private static final int VERSION = 1;

    private IdentityEmbedding() {}

    /** An identifier with its type. */
    public record Identifier(IdentifierType type, String value) {

        /** Does not show the value. */
        @Override
        public String toString() {
            return "Identifier[" + type + "]";
        }
    }

    /**
     * A fresh random point for an identity.
     *
     * @throws IllegalArgumentException when it does not fit in 15 ASCII characters
     */
    public static Point embed(Identifier identifier, SecureRandom random) {
        byte[] message = message(identifier);
        byte[] seed = new byte[Oaep.SEED_BYTES];
        while (true) {
            random.nextBytes(seed);
            Optional<Point> point = Point.fromX(Oaep.encode(message, seed), false);
            if (point.isPresent()) {
                return point.get();
            }
        }
    }

    static byte[] message(Identifier identifier) {
        String value = identifier.type() == IdentifierType.B ? identifier.value().replaceFirst("^0+", "") : identifier.value();
        byte[] ascii = value.getBytes(StandardCharsets.US_ASCII);
        if (ascii.length > MAX_CHARS || ascii.length == 0 || !value.chars().allMatch(c -> c > 32 && c < 127)) {
            throw new IllegalArgumentException("identity does not fit");
        }
        byte[] m = new byte[Oaep.MESSAGE_BYTES];
        m[0] = VERSION;
        m[1] = (byte) identifier.type().code();
        m[2] = (byte) ascii.length;
        System.arraycopy(ascii, 0, m, 3, ascii.length);
        return m;
    }

    /**
     * The identity in a decrypted point.
     *
     * @throws RefusedException IDENTITY_DECODING_FAILED, the same for every cause
     */
    public static Identifier extract(Point point) {
        byte[] m = point.isInfinity() ? null : Oaep.decode(point.x());
        if (m == null || m[0] != VERSION || m[2] < 1 || m[2] > MAX_CHARS) {
            throw failed();
        }
        for (int i = 3 + m[2]; i < m.length; i++) {
            if (m[i] != 0) {
                throw failed();
            }
        }
        try {
            IdentifierType type = IdentifierType.of(m[1]);
            StringBuilder characters = new StringBuilder();
            for (int i = 3; i < 3 + m[2]; i++) {
                characters.append((char) (m[i] & 0xFF));
            }
            String value = characters.toString();
            return new Identifier(type, type == IdentifierType.B ? "0".repeat(Math.max(0, 9 - value.length())) + value : value);
        } catch (IllegalArgumentException e) {
            throw failed();
        }
    }

    private static RefusedException failed() {
        return new RefusedException(Refusal.IDENTITY_DECODING_FAILED, "the decrypted point carries no identity");
    }
}
