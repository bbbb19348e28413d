package nl.etdnetwerk.ad.sso;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.kit.store.ShortLivedStore;

/** Which session a transient name was given out in, so that a name ends that session and no other. */
@ApplicationScoped
public class IssuedNames {

    private static final String KIND = "name";
    private static final Duration LIFE = Duration.ofHours(2);
    private final ShortLivedStore store;

    /** A session of a person in a browser. */
    public record Session(String id) {}

    /** On the database of the service. */
    public IssuedNames(ShortLivedStore store) {
        this.store = store;
    }

    /** Notes a name. */
    public void note(String nameId, String sessionId) {
        store.put(KIND, Sha256.hex(nameId), new Session(sessionId), LIFE);
    }

    /** The session a name was given out in. */
    public Optional<String> sessionOf(String nameId) {
        return store.get(KIND, Sha256.hex(nameId), Session.class).map(Session::id);
    }
}
