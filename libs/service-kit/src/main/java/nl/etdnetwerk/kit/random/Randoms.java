package nl.etdnetwerk.kit.random;

import java.security.SecureRandom;
import java.util.Base64;

/** Unguessable values: 256 bits in base64url. */
public final class Randoms {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Randoms() {}

    /** A new one. */
    public static String next() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    /** New 32 bytes. */
    public static byte[] bytes() {
        byte[] b = new byte[32];
        RANDOM.nextBytes(b);
        return b;
    }
}
