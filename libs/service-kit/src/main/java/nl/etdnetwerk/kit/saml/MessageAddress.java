package nl.etdnetwerk.kit.saml;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Addresses that a browser carries a message or an artifact to; the other party's own may have a query already. */
public final class MessageAddress {

    private MessageAddress() {}

    /** With an artifact (saml.md 1.3). */
    public static String withArtifact(String location, String artifact, Optional<String> relayState) {
        return withQuery(location, "SAMLart=" + encode(artifact) + relayState.map(r -> "&RelayState=" + encode(r)).orElse(""));
    }

    /** With a query that is encoded already. */
    public static String withQuery(String location, String query) {
        return location + (location.contains("?") ? "&" : "?") + query;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
