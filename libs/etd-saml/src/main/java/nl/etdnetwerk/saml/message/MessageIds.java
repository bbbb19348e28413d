package nl.etdnetwerk.saml.message;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Message ids: an underscore and 160 random bits, an NCName (saml.md 1.4). */
public final class MessageIds {

    private static final SecureRandom RANDOM = new SecureRandom();

    private MessageIds() {}

    /** A new id. */
    public static String next() {
        byte[] b = new byte[20];
        RANDOM.nextBytes(b);
        return "_" + HexFormat.of().formatHex(b);
    }
}
