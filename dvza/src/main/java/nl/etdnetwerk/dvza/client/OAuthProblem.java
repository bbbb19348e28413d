package nl.etdnetwerk.dvza.client;

import java.util.Map;
import java.util.TreeMap;

import nl.etdnetwerk.medmij.oauth.OAuthError;

/** What the back end of a client is told of a request that is refused (medmij.md 2.5). */
public final class OAuthProblem {

    /** Code for who is not known here, or has not the certificate of who he says he is. */
    public static final String NOT_AUTHENTICATED = "CLIENT_NOT_AUTHENTICATED";

    private OAuthProblem() {}

    /** Fields of the answer, with the code of what is wrong as the description. */
    public static Map<String, String> fields(OAuthError error, String reason) {
        return new TreeMap<>(Map.of("error", error.code(), "error_description", reason));
    }
}
