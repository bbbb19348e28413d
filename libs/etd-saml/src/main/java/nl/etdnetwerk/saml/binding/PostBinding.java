package nl.etdnetwerk.saml.binding;

import java.util.Base64;

/** HTTP-POST: a message as base64 in a form field (saml.md 1.3). */
public final class PostBinding {

    private PostBinding() {}

    /** What goes into the field. */
    public static String field(byte[] message) {
        return Base64.getEncoder().encodeToString(message);
    }

    /** The bytes of a field; none for what is absent or no base64, which then is no message. */
    public static byte[] message(String field) {
        try {
            return Base64.getMimeDecoder().decode(field == null ? "" : field);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
