package nl.etdnetwerk.ad.logout;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.kit.store.ShortLivedStore;

/** Which browser a transient name was given out in, so that a name ends the session of that browser and of no other. */
@ApplicationScoped
public class IssuedNames {

    private static final String KIND = "name";
    private static final Duration LIFE = Duration.ofHours(2);
    private final ShortLivedStore store;

    /** A browser. */
    public record Browser(String binding) {}

    /** On the database of the service. */
    public IssuedNames(ShortLivedStore store) {
        this.store = store;
    }

    /** Notes a name. */
    public void note(String nameId, String binding) {
        store.put(KIND, Sha256.hex(nameId), new Browser(binding), LIFE);
    }

    /** The browser of a name, which is forgotten. */
    public Optional<String> take(String nameId) {
        return store.take(KIND, Sha256.hex(nameId), Browser.class).map(Browser::binding);
    }
}
