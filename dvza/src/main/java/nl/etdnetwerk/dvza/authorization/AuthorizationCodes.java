package nl.etdnetwerk.dvza.authorization;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.kit.random.Randoms;
import nl.etdnetwerk.kit.store.ShortLivedStore;

/** Authorization codes: they live for sixty seconds and are presented once (medmij.md 1.9). Only their SHA-256 is kept. */
@ApplicationScoped
public class AuthorizationCodes {

    private static final String CODE = "code";
    private static final String USED = "code-used";
    private static final String REUSED = "code-reused";
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Duration REMEMBER_USED = Duration.ofMinutes(30);
    private final ShortLivedStore store;

    /** The grant a used code gave. */
    public record UsedCode(UUID grant) {}

    /** On the database of the service. */
    public AuthorizationCodes(ShortLivedStore store) {
        this.store = store;
    }

    /**
     * A new code.
     *
     * @param meaning what it stands for
     * @return for the client, by way of the browser
     */
    String issue(AuthorizationCode meaning) {
        String code = Randoms.next();
        store.put(CODE, Sha256.hex(code), meaning, LIFE);
        return code;
    }

    /**
     * Presents a code, which is void from then on, whatever comes of it.
     *
     * @return what it stood for; empty when it is unknown, too old or was presented before
     */
    public Optional<AuthorizationCode> redeem(String code) {
        String key = Sha256.hex(code);
        // What is remembered of a code is there before the code goes, so that of two who come at the same moment the second is noticed.
        store.get(CODE, key, AuthorizationCode.class).ifPresent(c -> store.put(USED, key, new UsedCode(c.grant()), REMEMBER_USED));
        Optional<AuthorizationCode> found = store.take(CODE, key, AuthorizationCode.class);
        if (found.isEmpty()) {
            store.put(REUSED, key, new UsedCode(UUID.randomUUID()), REMEMBER_USED);
        }
        return found;
    }

    /** The grant that a code gave when it was presented before: it ends when the code comes again. */
    public Optional<UUID> grantOf(String code) {
        return store.get(USED, Sha256.hex(code), UsedCode.class).map(UsedCode::grant);
    }

    /** Whether a code that was just redeemed came again meanwhile. */
    public boolean isReused(String code) {
        return store.get(REUSED, Sha256.hex(code), UsedCode.class).isPresent();
    }
}
