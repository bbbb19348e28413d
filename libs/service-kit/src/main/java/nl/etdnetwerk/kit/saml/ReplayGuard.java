package nl.etdnetwerk.kit.saml;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.kit.store.ShortLivedStore;

/** Requests and assertions seen before: an ID is used once by its sender within twelve months (saml.md 1.2). */
@ApplicationScoped
public class ReplayGuard {

    private static final String KIND = "request";
    private static final Duration LIFE = Duration.ofDays(366);
    private static final String ASSERTION = "assertion";
    private static final Duration ASSERTION_LIFE = Duration.ofHours(24);
    private final ShortLivedStore store;

    /** On the database of the service. */
    public ReplayGuard(ShortLivedStore store) {
        this.store = store;
    }

    /** Notes a request; false when the same sender used the ID before. */
    public boolean isFirst(String issuer, String id) {
        return store.firstSeen(KIND, Sha256.hex(issuer + ' ' + id), LIFE);
    }

    /** Notes an assertion, for longer than it is good; false when the same issuer's came before (saml.md 1.10). */
    public boolean isFirstAssertion(String issuer, String id) {
        return store.firstSeen(ASSERTION, Sha256.hex(issuer + ' ' + id), ASSERTION_LIFE);
    }
}
