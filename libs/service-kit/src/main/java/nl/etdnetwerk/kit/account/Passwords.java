package nl.etdnetwerk.kit.account;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** bcrypt; longer passwords than 72 bytes are refused rather than cut. */
public final class Passwords {

    private static final int COST = 10;
    private static final int MAX_BYTES = 72;
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Compared when there is no account, so that a missing account costs the same time as a wrong password. */
    private static final String NOBODY = hash("nobody");

    private Passwords() {}

    /** Whether bcrypt looks at all of it. */
    static boolean fits(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    /**
     * A hash to keep.
     *
     * @throws IllegalArgumentException for more than 72 bytes in UTF-8, of which the rest would not count
     */
    public static String hash(String password) {
        if (!fits(password)) {
            throw new IllegalArgumentException("more than " + MAX_BYTES + " bytes");
        }
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        return OpenBSDBCrypt.generate("2y", password.getBytes(StandardCharsets.UTF_8), salt, COST);
    }

    /** Whether a password belongs to a hash; null stands for no account and is never right. */
    public static boolean matches(String password, String hash) {
        byte[] bytes = password == null ? new byte[0] : password.getBytes(StandardCharsets.UTF_8);
        boolean usable = bytes.length > 0 && bytes.length <= MAX_BYTES;
        boolean same = OpenBSDBCrypt.checkPassword(hash == null ? NOBODY : hash, usable ? bytes : new byte[]{0});
        return same && usable && hash != null;
    }
}
