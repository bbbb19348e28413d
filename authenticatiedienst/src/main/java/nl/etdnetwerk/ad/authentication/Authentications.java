package nl.etdnetwerk.ad.authentication;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.store.ShortLivedStore;

/** Authentications on their way. */
@ApplicationScoped
public class Authentications {

    private static final String KIND = "authentication";
    private static final Duration LIFE = Duration.ofMinutes(15);
    private final ShortLivedStore store;

    /** On the database of the service. */
    public Authentications(ShortLivedStore store) {
        this.store = store;
    }

    /** Keeps one, new or changed. */
    public void put(PendingAuthentication a) {
        store.put(KIND, a.flow(), a, LIFE);
    }

    /**
     * The authentication, for the browser that started it.
     *
     * @throws PageException LOGIN_GONE
     */
    public PendingAuthentication require(String flow, String binding) {
        return store.get(KIND, flow == null ? "" : flow, PendingAuthentication.class).filter(a -> a.binding().equals(binding))
                .orElseThrow(() -> new PageException("LOGIN_GONE", 400));
    }

    /** Ends one; empty when somebody was before us. */
    public Optional<PendingAuthentication> end(PendingAuthentication a) {
        return store.take(KIND, a.flow(), PendingAuthentication.class);
    }
}
