package nl.etdnetwerk.ad.sso;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;

import nl.etdnetwerk.ad.authentication.PendingAuthentication;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.saml.LevelOfAssurance;

/** The login this browser did before: at most two hours old, never for LoA4 and never under ForceAuthn (saml.md 1.13). */
@RequestScoped
public class SingleSignOnSession {

    private static final String ID = "sso";
    private static final String PERSON = "person";
    private static final String LEVEL = "level";
    private static final String AUTHN_INSTANT = "authnInstant";
    private final BrowserSession session;
    private final NetworkClock clock;

    /** On the browser session. */
    public SingleSignOnSession(BrowserSession session, NetworkClock clock) {
        this.session = session;
        this.clock = clock;
    }

    /** Notes a login. */
    public void begin(String person, LevelOfAssurance level) {
        String id = id().filter(i -> session.get(PERSON).equals(Optional.of(person))).orElseGet(() -> UUID.randomUUID().toString());
        session.set(Map.of(ID, id, PERSON, person, LEVEL, level.name(), AUTHN_INSTANT, clock.instant().toString()));
    }

    /** Forgets the login; what this browser is doing goes on. */
    public void end() {
        session.forget(Set.of(ID, PERSON, LEVEL, AUTHN_INSTANT));
    }

    /** Id of the session, the same for all logins of one person in this browser; what logout goes by. */
    public Optional<String> id() {
        return session.get(ID);
    }

    /** The authentication with the person of the session, where the session may serve it. */
    public Optional<PendingAuthentication> continueWith(PendingAuthentication a) {
        Optional<Instant> at = session.get(AUTHN_INSTANT).map(Instant::parse);
        Optional<LevelOfAssurance> level = session.get(LEVEL).map(LevelOfAssurance::valueOf);
        boolean serves = at.isPresent() && level.isPresent() && SingleSignOnRule.serves(a, at.get(), level.get(), clock.instant());
        return serves ? session.get(PERSON).map(p -> a.by(p, at.get(), level.get())) : Optional.empty();
    }
}
