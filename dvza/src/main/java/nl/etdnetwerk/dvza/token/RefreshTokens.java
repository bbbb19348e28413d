package nl.etdnetwerk.dvza.token;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.kit.random.Randoms;
import nl.etdnetwerk.kit.time.NetworkClock;

/**
 * Refresh tokens of lasting consents: each is used once and gives the next. The answer with the next one can be lost on its way, so
 * for a short while the same client may present the same token again, as long as nobody has used what it gave (medmij.md 2.4).
 */
@ApplicationScoped
public class RefreshTokens {

    private static final Duration LIFE = Duration.ofDays(183);
    private final Jdbi jdbi;
    private final NetworkClock clock;
    private final Duration grace;

    /**
     * On the database of the service.
     *
     * @param grace how long a used token may come again for an answer that was lost; zero for never
     */
    public RefreshTokens(Jdbi jdbi, NetworkClock clock,
            @ConfigProperty(name = "dvza.refresh-token-grace", defaultValue = "PT1M") Duration grace) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.grace = grace;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** What a used token gave: its grant, and the token that comes in its place. */
    record Rotated(UUID grant, String next) {

        /** Does not show the token. */
        @Override
        public String toString() {
            return "Rotated[" + grant + "]";
        }
    }

    /** The first of a grant. */
    String first(UUID grant) {
        return jdbi.withHandle(h -> insert(h, grant, null));
    }

    private String insert(Handle h, UUID grant, String replaced) {
        String token = Randoms.next();
        h.execute("insert into refresh_token (hash, grant_id, expires_at, replaces) values (?, ?, ?, ?)", Sha256.hex(token), grant,
                now().plus(LIFE), replaced);
        return token;
    }

    /**
     * Uses a token; empty when it cannot be used (any more). The next one is there when that is final: of two that come with the same
     * token at the same moment, the second finds what the first was given.
     */
    Optional<Rotated> rotate(String token, X509Certificate presenter) {
        String hash = Sha256.hex(token);
        String thumbprint = AccessTokens.thumbprint(presenter);
        return jdbi.inTransaction(h -> h
                .createQuery("update refresh_token set used = true, used_at = :now, used_by = :by "
                        + "where hash = :hash and not used and expires_at > :now returning grant_id")
                .bind("hash", hash).bind("now", now()).bind("by", thumbprint).mapTo(UUID.class).findOne()
                .or(() -> again(h, hash, thumbprint))
                .map(grant -> new Rotated(grant, insert(h, grant, hash))));
    }

    /** For an answer that was lost. What was in it is void: a token of it that turns up later was not lost but taken. */
    private Optional<UUID> again(Handle h, String hash, String thumbprint) {
        Optional<UUID> grant = h.createQuery("select grant_id from refresh_token where hash = :hash and used_at > :since "
                + "and used_by = :by and expires_at > :now for update").bind("hash", hash).bind("since", now().minus(grace))
                .bind("by", thumbprint).bind("now", now()).mapTo(UUID.class).findOne();
        grant.ifPresent(g -> h.execute("update refresh_token set used = true where replaces = ? and not used", hash));
        // Counted after it was voided: who used it at this very moment was there first then.
        return grant.filter(g -> h.createQuery("select count(*) from refresh_token where replaces = :hash and used_at is not null")
                .bind("hash", hash).mapTo(Integer.class).one() == 0);
    }

    /** The grant a token is or was of. */
    Optional<UUID> grantOf(String token) {
        return jdbi.withHandle(h -> h.createQuery("select grant_id from refresh_token where hash = :h").bind("h", Sha256.hex(token))
                .mapTo(UUID.class).findOne());
    }
}
