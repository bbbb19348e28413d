package nl.etdnetwerk.dvza.authorization;

import java.time.ZoneOffset;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Jdbi;

import nl.etdnetwerk.kit.time.NetworkClock;

/** The record of what was answered to the question for consent, given and refused (medmij.md 1.6). */
@ApplicationScoped
public class Consents {

    /** Of the text that was agreed to: another text is another version. */
    private static final String TEXT_VERSION = "2026-1";
    private final Jdbi jdbi;
    private final NetworkClock clock;

    /** On the database of the service. */
    public Consents(Jdbi jdbi, NetworkClock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * Keeps an answer.
     *
     * @param flow of a person who is known
     * @param longTerm whether it lasts until it is withdrawn
     */
    void keep(AuthorizationFlow flow, boolean given, boolean longTerm) {
        jdbi.useHandle(h -> h.execute(
                "insert into consent (id, handle, client_id, zorgaanbieder, given, long_term, text_version, at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                UUID.randomUUID(), flow.patient().orElseThrow(), flow.request().clientId(), flow.request().scope().zorgaanbieder(), given,
                longTerm, TEXT_VERSION, clock.instant().atOffset(ZoneOffset.UTC)));
    }
}
