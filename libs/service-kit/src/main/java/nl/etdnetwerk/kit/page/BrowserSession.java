package nl.etdnetwerk.kit.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;

import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.kit.random.Randoms;
import nl.etdnetwerk.kit.store.ShortLivedStore;
import nl.etdnetwerk.kit.time.NetworkClock;

/**
 * The session of the browser that made the current request: a random cookie, and attributes in the database under the hash of
 * that cookie, so that the database alone gives no session.
 */
@RequestScoped
public class BrowserSession {

    /** {@code __Host-}: only over TLS, only for this host. */
    static final String COOKIE = "__Host-session";
    private static final String KIND = "session";
    private static final String BROWSER = "browser";
    private static final Duration LIFE = Duration.ofHours(2);
    private static final String RENEWED = "renewed-session";
    /** Longer than a request takes that was on its way when the cookie changed. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);
    /** Longer than anything that a browser is in the middle of. */
    private static final Duration FLOW = Duration.ofMinutes(20);

    /** Attributes of a session, and until when it lasts at least. */
    public record Attributes(Map<String, String> values, Instant until) {}

    private final ShortLivedStore store;
    private final NetworkClock clock;
    private String cookie;
    private Map<String, String> values;
    private Instant until = Instant.MIN;
    private boolean fresh;
    private boolean ended;
    private boolean prolonged;

    /** The session the request's cookie points to. */
    public BrowserSession(ShortLivedStore store, HttpHeaders headers, NetworkClock clock) {
        this.store = store;
        this.clock = clock;
        this.cookie = Optional.ofNullable(headers.getCookies().get(COOKIE)).map(jakarta.ws.rs.core.Cookie::getValue)
                .filter(v -> v.matches("[A-Za-z0-9_-]{43}")).orElse(null);
    }

    private Map<String, String> load() {
        if (values == null) {
            Optional<Attributes> found = cookie == null ? Optional.empty() : store.get(KIND, Sha256.hex(cookie), Attributes.class);
            values = found.map(a -> new HashMap<>(a.values())).orElseGet(HashMap::new);
            // One of a release before this one does not say.
            until = found.map(Attributes::until).orElse(Instant.MIN);
        }
        return values;
    }

    /** Writes a session that is new, or that is still there: one that was renewed or ended meanwhile does not come back. */
    private void keep() {
        until = clock.instant().plus(LIFE);
        Attributes attributes = new Attributes(values, until);
        if (fresh) {
            store.put(KIND, Sha256.hex(cookie), attributes, LIFE);
        } else if (!store.replace(KIND, Sha256.hex(cookie), attributes, LIFE)) {
            throw new PageException("SESSION_RENEWED", 409);
        }
    }

    /** Takes attributes away. */
    public void forget(Set<String> names) {
        if (!load().isEmpty()) {
            values.keySet().removeAll(names);
            set(Map.of());
        }
    }

    /**
     * Refuses a request that was on its way while the cookie was renewed; what uses something up asks first. Makes no session.
     *
     * @throws PageException SESSION_RENEWED
     */
    public void requireSettled() {
        if (!exists() && cookie != null && !ended && store.get(RENEWED, Sha256.hex(cookie), Attributes.class).isPresent()) {
            throw new PageException("SESSION_RENEWED", 409);
        }
    }

    /** Whether there is a session; asking makes none. */
    public boolean exists() {
        return !load().isEmpty();
    }

    /**
     * A cookie that leads to nothing is not taken over: it may be of somebody else's making. One that was renewed this moment, by a
     * login in another tab, gets none in its place: that would take the new one away.
     */
    private void open() {
        if (load().isEmpty()) {
            requireSettled();
            cookie = Randoms.next();
            fresh = true;
            ended = false;
        }
        values.putIfAbsent(BROWSER, Randoms.next());
    }

    /** An attribute. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(load().get(name));
    }

    /**
     * Sets attributes, all in one write, and makes a session where there was none.
     *
     * @throws PageException SESSION_RENEWED when another request renewed or ended the session since this one read it
     */
    public void set(Map<String, String> attributes) {
        open();
        values.putAll(attributes);
        keep();
    }

    /**
     * The same attributes under a new cookie; called when somebody logs in, so that a planted cookie is of no use. What this browser
     * began in another tab stays bound to it.
     */
    public void renew() {
        open();
        if (!fresh) {
            // Before the session is gone: at no moment does the cookie lead to neither.
            store.put(RENEWED, Sha256.hex(cookie), new Attributes(Map.of(), until), ON_ITS_WAY);
        }
        store.remove(KIND, Sha256.hex(cookie));
        cookie = Randoms.next();
        fresh = true;
        keep();
    }

    /** Ends the session here and in the browser. */
    public void end() {
        if (cookie != null) {
            store.remove(KIND, Sha256.hex(cookie));
        }
        values = new HashMap<>();
        ended = true;
    }

    /** What a form carries along to prove that it was shown in this browser. */
    public String formToken() {
        return token(binding());
    }

    private static String token(String binding) {
        return Sha256.hex("form:" + binding).substring(0, 40);
    }

    /**
     * Checks what a form carried along.
     *
     * @throws PageException FORM_NOT_FROM_HERE
     */
    public void checkForm(String token) {
        boolean same = token != null && get(BROWSER).filter(b -> MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8),
                token(b).getBytes(StandardCharsets.UTF_8))).isPresent();
        if (!same) {
            throw new PageException("FORM_NOT_FROM_HERE", 400);
        }
    }

    /** A name for this browser that does not give the cookie away, to bind pending requests to. */
    public String binding() {
        if (get(BROWSER).isEmpty()) {
            set(Map.of());
        } else if (!prolonged && until.isBefore(clock.instant().plus(FLOW))) {
            // What is begun now has time to end.
            store.prolong(KIND, Sha256.hex(cookie), FLOW);
            prolonged = true;
        }
        return values.get(BROWSER);
    }

    Optional<String> setCookieHeader() {
        if (ended) {
            return Optional.of(COOKIE + "=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
        }
        return fresh ? Optional.of(COOKIE + "=" + cookie + "; Path=/; Secure; HttpOnly; SameSite=Lax") : Optional.empty();
    }
}
