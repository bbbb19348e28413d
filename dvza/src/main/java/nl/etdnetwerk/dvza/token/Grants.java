package nl.etdnetwerk.dvza.token;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Jdbi;

import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.kit.random.Randoms;
import nl.etdnetwerk.kit.time.NetworkClock;

/** What codes gave. Refresh tokens rotate; one that is used twice ends the whole grant. */
@ApplicationScoped
public class Grants {

    private static final Duration REFRESH_LIFE = Duration.ofDays(183);
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

    String newRefreshToken(UUID grant) {
        String token = Randoms.next();
        jdbi.useHandle(h -> h.execute("insert into refresh_token (hash, grant_id, expires_at) values (?, ?, ?)", Sha256.hex(token), grant,
                clock.instant().plus(REFRESH_LIFE).atOffset(ZoneOffset.UTC)));
        return token;
    }

    /** The grant of a refresh token, which is used up; a second use ends the grant. */
    Optional<Grant> redeem(String refreshToken, String clientId) {
        String hash = Sha256.hex(refreshToken);
        Optional<UUID> fresh = jdbi.withHandle(h -> h
                .createQuery("update refresh_token set used = true where hash = :h and not used and expires_at > :now returning grant_id")
                .bind("h", hash)
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC)).mapTo(UUID.class).findOne());
        if (fresh.isEmpty()) {
            ofRefreshToken(refreshToken).ifPresent(this::revoke);
            return Optional.empty();
        }
        return fresh.flatMap(this::find).filter(g -> g.clientId().equals(clientId));
    }

    Optional<UUID> ofRefreshToken(String refreshToken) {
        return jdbi.withHandle(h -> h.createQuery("select grant_id from refresh_token where hash = :h").bind("h", Sha256.hex(refreshToken))
                .mapTo(UUID.class).findOne());
    }
}
