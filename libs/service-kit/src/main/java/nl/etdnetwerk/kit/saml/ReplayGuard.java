package nl.etdnetwerk.kit.saml;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.kit.store.ShortLivedStore;

/** Requests seen before: an ID is used once by its sender within twelve months (saml.md 1.2). */
@ApplicationScoped
public class ReplayGuard {

    private static final String KIND = "request";
    private static final Duration LIFE = Duration.ofDays(366);
    private final ShortLivedStore store;

    /** On the database of the service. */
    public ReplayGuard(ShortLivedStore store) {
        this.store = store;
    }

    /** Notes a request; false when the same sender used the ID before. */
    public boolean isFirst(String issuer, String id) {
        return store.firstSeen(KIND, Sha256.hex(issuer + ' ' + id), LIFE);
    }
}
