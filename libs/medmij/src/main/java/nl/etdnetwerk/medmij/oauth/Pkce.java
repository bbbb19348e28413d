package nl.etdnetwerk.medmij.oauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/** Proof key for code exchange with S256 (RFC 7636, medmij.md 1.2). */
public final class Pkce {

    private Pkce() {}

    /** The challenge of a verifier: base64url of its SHA-256, without padding. */
    public static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Whether a verifier belongs to a challenge. A verifier without a challenge belongs to nothing: somebody took the challenge out on
     * its way (RFC 9700 4.8.2).
     *
     * @param challenge of the authorization request, if there was one
     * @param verifier of the token request, or null
     */
    public static boolean holds(Optional<String> challenge, String verifier) {
        if (challenge.isEmpty() || verifier == null) {
            return challenge.isEmpty() && verifier == null;
        }
        return MessageDigest.isEqual(challenge(verifier).getBytes(StandardCharsets.US_ASCII),
                challenge.get().getBytes(StandardCharsets.US_ASCII));
    }
}
