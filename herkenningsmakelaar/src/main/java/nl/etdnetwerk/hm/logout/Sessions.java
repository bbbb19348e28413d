package nl.etdnetwerk.hm.logout;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.kit.store.ShortLivedStore;

/** At which AD a transient name began, for as long as an AD may keep a session. */
@ApplicationScoped
public class Sessions {

    private static final String KIND = "logout";
    private static final Duration LIFE = Duration.ofHours(2);
    private final ShortLivedStore store;

    /**
     * A session at an AD.
     *
     * @param ad entity ID
     * @param nameId transient name, the same towards AD and service provider
     * @param sessionIndex of the AD's assertion
     */
    public record Session(String ad, String nameId, Optional<String> sessionIndex) {}

    /** On the database of the service. */
    public Sessions(ShortLivedStore store) {
        this.store = store;
    }

    /** Notes what a service provider got. */
    public void begin(String serviceProvider, Session session) {
        store.put(KIND, key(serviceProvider, session.nameId()), session, LIFE);
    }

    /** The session of a service provider's name; it stays, so that a logout that did not reach the AD can be tried again. */
    public Optional<Session> find(String serviceProvider, String nameId) {
        return store.get(KIND, key(serviceProvider, nameId), Session.class);
    }

    private static String key(String serviceProvider, String nameId) {
        return Sha256.hex(serviceProvider + ' ' + nameId);
    }
}
