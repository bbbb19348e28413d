package nl.etdnetwerk.hm.login;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.store.ShortLivedStore;

/** Logins on their way. */
@ApplicationScoped
public class Logins {

    private static final String KIND = "login";
    private static final Duration LIFE = Duration.ofMinutes(15);
    private final ShortLivedStore store;

    /** On the database of the service. */
    public Logins(ShortLivedStore store) {
        this.store = store;
    }

    /** Keeps a new login. */
    public PendingLogin begin(PendingLogin login) {
        store.put(KIND, login.flow(), login, LIFE);
        return login;
    }

    /** Keeps a change. */
    public void update(PendingLogin login) {
        store.put(KIND, login.flow(), login, LIFE);
    }

    /**
     * The login, for the browser that started it.
     *
     * @throws PageException LOGIN_GONE when it ended, is unknown, or is of another browser
     */
    public PendingLogin require(String flow, String binding) {
        return store.get(KIND, flow == null ? "" : flow, PendingLogin.class).filter(l -> l.binding().equals(binding))
                .orElseThrow(() -> new PageException("LOGIN_GONE", 400));
    }

    /** Ends a login; empty when somebody was before us, as with a double click. */
    public Optional<PendingLogin> end(PendingLogin login) {
        return store.take(KIND, login.flow(), PendingLogin.class);
    }
}
