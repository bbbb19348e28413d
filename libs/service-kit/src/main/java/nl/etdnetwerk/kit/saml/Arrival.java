package nl.etdnetwerk.kit.saml;

import java.util.List;
import java.util.Optional;

/**
 * How a request came in.
 *
 * @param kind name of the element, as traces tell it
 * @param receiver entity ID
 * @param deliveredBy entity ID of the party it was fetched from; through a browser anybody may have delivered it
 * @param ids ids of the messages it was fetched with
 * @param size bytes on the wire
 * @param verified what proves who made it
 */
public record Arrival(String kind, String receiver, Optional<String> deliveredBy, List<String> ids, int size, String verified) {

    /** In the query of an address. */
    public static Arrival inQuery(String kind, String receiver, String query) {
        return new Arrival(kind, receiver, Optional.empty(), List.of(), query == null ? 0 : query.length(), "signature over the query");
    }

    /** In a form. */
    public static Arrival posted(String kind, String receiver, byte[] xml) {
        return new Arrival(kind, receiver, Optional.empty(), List.of(), xml.length, "enveloped signature");
    }

    /** Fetched for an artifact. */
    public static Arrival byArtifact(String kind, String receiver, ArtifactResolver.Fetched fetched) {
        return new Arrival(kind, receiver, Optional.of(fetched.sender().entityId()), List.of(fetched.resolveId()), fetched.size(),
                "enveloped signature, by artifact");
    }
}
