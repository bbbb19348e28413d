package nl.etdnetwerk.dvza.token;

import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Jdbi;

import nl.etdnetwerk.kit.time.NetworkClock;

/** What codes gave. */
@ApplicationScoped
public class Grants {

    private final Jdbi jdbi;
    private final NetworkClock clock;

    /** A grant. */
    public record Grant(UUID id, UUID patient, String clientId, String zorgaanbieder, String scope) {}

    /** On the database of the service. */
    public Grants(Jdbi jdbi, NetworkClock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    void add(Grant g) {
        jdbi.useHandle(h -> h.execute(
                "insert into token_grant (id, handle, client_id, zorgaanbieder, scope, created_at) values (?, ?, ?, ?, ?, ?)", g.id(),
                g.patient(), g.clientId(),
                g.zorgaanbieder(), g.scope(), clock.instant().atOffset(ZoneOffset.UTC)));
    }

    /** The grant, unless it ended. */
    public Optional<Grant> find(UUID id) {
        return jdbi.withHandle(
                h -> h.createQuery("select id, handle, client_id, zorgaanbieder, scope from token_grant where id = :id and not revoked")
                        .bind("id", id)
                        .map((r, c) -> new Grant(r.getObject(1, UUID.class), r.getObject(2, UUID.class), r.getString(3), r.getString(4),
                                r.getString(5)))
                        .findOne());
    }

    /** Ends a grant with all its tokens. */
    public void revoke(UUID id) {
        jdbi.useHandle(h -> h.execute("update token_grant set revoked = true where id = ?", id));
    }
}
