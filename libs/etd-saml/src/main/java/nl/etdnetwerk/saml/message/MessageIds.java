package nl.etdnetwerk.saml.message;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Message ids: an underscore and 160 random bits, an NCName (saml.md 1.4). */
public final class MessageIds {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,255}");

    private MessageIds() {}

    /** Whether somebody else's id is an NCName of a length that can be kept. */
    public static boolean isId(String id) {
        return id != null && ID.matcher(id).matches();
    }

    /** A new id. */
    public static String next() {
        byte[] b = new byte[20];
        RANDOM.nextBytes(b);
        return "_" + HexFormat.of().formatHex(b);
    }
}
