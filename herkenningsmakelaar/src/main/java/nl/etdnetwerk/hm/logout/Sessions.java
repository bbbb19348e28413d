package nl.etdnetwerk.hm.logout;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.kit.store.ShortLivedStore;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.message.Assertion;
import nl.etdnetwerk.saml.message.LogoutRequest;

/** At which AD a name began that a service provider got, for as long as an AD may keep a session. */
@ApplicationScoped
public class Sessions {

    private static final String KIND = "logout";
    private static final Duration LIFE = Duration.ofHours(2);
    private final ShortLivedStore store;

    /**
     * A session at an AD.
     *
     * @param ad entity ID
     * @param nameId transient name at the AD
     * @param sessionIndex of the AD's assertion
     */
    public record Session(String ad, String nameId, Optional<String> sessionIndex) {}

    /** On the database of the service. */
    public Sessions(ShortLivedStore store) {
        this.store = store;
    }

    /** Notes what a service provider got: by name alone, where the last session counts, and by name and session. */
    public void begin(String serviceProvider, Assertion given, Session session) {
        store.put(KIND, key(serviceProvider, given.nameId(), Optional.empty()), session, LIFE);
        if (given.nameIdFormat().equals(SamlNames.PERSISTENT)) {
            store.put(KIND, key(serviceProvider, given.nameId(), given.sessionIndex()), session, LIFE);
        }
    }

    /** The session a service provider means; it stays, so that a logout that did not reach the AD can be tried again. */
    public Optional<Session> find(LogoutRequest request) {
        Optional<String> index = request.nameIdFormat().equals(SamlNames.PERSISTENT) ? request.sessionIndex() : Optional.empty();
        return store.get(KIND, key(request.issuer(), request.nameId(), index), Session.class);
    }

    private static String key(String serviceProvider, String nameId, Optional<String> sessionIndex) {
        return Sha256.hex(serviceProvider + ' ' + nameId + ' ' + sessionIndex.orElse(""));
    }
}
