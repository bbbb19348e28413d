package nl.etdnetwerk.kit.hash;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256 in the forms the services write it. Text is taken as UTF-8. */
public final class Sha256 {

    private Sha256() {}

    /** Lower-case hexadecimal, 64 characters. */
    public static String hex(byte[] b) {
        return HexFormat.of().formatHex(digest(b));
    }

    /** Of text, lower-case hexadecimal. */
    public static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Base64url without padding, 43 characters, as in PKCE S256 and {@code x5t#S256}. */
    public static String base64Url(byte[] b) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(b));
    }

    /** Of text, base64url without padding. */
    public static String base64Url(String text) {
        return base64Url(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The 32 bytes of the digest. */
    public static byte[] digest(byte[] b) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(b);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
