package nl.etdnetwerk.dvp.account;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;

import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.PageException;

/** The account that is logged in in this browser. */
@RequestScoped
public class CurrentAccount {

    private final BrowserSession session;

    /** On the browser session. */
    public CurrentAccount(BrowserSession session) {
        this.session = session;
    }

    /**
     * Logs in: a new cookie, so that an old one is of no use.
     *
     * @param name what the person is called here, "" for who made the account by logging in with an eTD means
     */
    public void begin(UUID account, String name) {
        session.renew();
        session.set(Map.of("account", account.toString(), "name", name));
    }

    /** The account, if somebody is logged in. */
    public Optional<UUID> id() {
        return session.get("account").map(UUID::fromString);
    }

    /** What the person is called, or "". */
    public String name() {
        return session.get("name").orElse("");
    }

    /**
     * The account.
     *
     * @throws PageException NOT_LOGGED_IN
     */
    public UUID require() {
        return id().orElseThrow(() -> new PageException("NOT_LOGGED_IN", 401));
    }
}
