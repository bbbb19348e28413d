package nl.etdnetwerk.kit.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;

import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.kit.random.Randoms;
import nl.etdnetwerk.kit.store.ShortLivedStore;

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
    /** Longer than anything that a browser is in the middle of. */
    private static final Duration FLOW = Duration.ofMinutes(20);

    /** Attributes of a session. */
    public record Attributes(Map<String, String> values) {}

    private final ShortLivedStore store;
    private String cookie;
    private Map<String, String> values;
    private boolean fresh;
    private boolean ended;
    private boolean prolonged;

    /** The session the request's cookie points to. */
    public BrowserSession(ShortLivedStore store, HttpHeaders headers) {
        this.store = store;
        this.cookie = Optional.ofNullable(headers.getCookies().get(COOKIE)).map(jakarta.ws.rs.core.Cookie::getValue)
                .filter(v -> v.matches("[A-Za-z0-9_-]{43}")).orElse(null);
    }

    private Map<String, String> load() {
        if (values == null) {
            values = cookie == null
                    ? new HashMap<>()
                    : store.get(KIND, Sha256.hex(cookie), Attributes.class).map(a -> new HashMap<>(a.values())).orElseGet(HashMap::new);
        }
        return values;
    }

    /** Takes attributes away. */
    public void forget(Set<String> names) {
        if (!load().isEmpty()) {
            values.keySet().removeAll(names);
            set(Map.of());
        }
    }

    /** A cookie that leads to nothing is not taken over: it may be of somebody else's making. */
    private void open() {
        if (load().isEmpty()) {
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

    /** Sets attributes, all in one write, and makes a session where there was none. */
    public void set(Map<String, String> attributes) {
        open();
        values.putAll(attributes);
        store.put(KIND, Sha256.hex(cookie), new Attributes(values), LIFE);
    }

    /**
     * The same attributes under a new cookie; called when somebody logs in, so that a planted cookie is of no use. What this browser
     * began in another tab stays bound to it.
     */
    public void renew() {
        open();
        store.remove(KIND, Sha256.hex(cookie));
        cookie = Randoms.next();
        fresh = true;
        store.put(KIND, Sha256.hex(cookie), new Attributes(values), LIFE);
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
        } else if (!prolonged && !fresh) {
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
