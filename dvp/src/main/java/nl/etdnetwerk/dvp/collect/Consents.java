package nl.etdnetwerk.dvp.collect;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

import nl.etdnetwerk.dvp.flow.CollectFlows.CollectFlow;
import nl.etdnetwerk.kit.time.NetworkClock;

/** What people consented to at zorgaanbieders, as far as the PGO knows: a code proves it (medmij.md 1.1). */
@ApplicationScoped
public class Consents {

    private static final String COLUMNS = "select id, zorgaanbieder, gegevensdiensten, variant, given_at, sealed_token is not null as has_token, "
            + "withdrawn_at, ended_at from consent ";
    private final Jdbi jdbi;
    private final NetworkClock clock;
    private final TokenSeal seal;

    /** What can be done with a consent. */
    public enum Validity {
        /** Data were collected with it, once. */
        ONCE,
        /** Data can be collected again. */
        LASTING,
        /** The zorgaanbieder gives no data with it any more. */
        ENDED,
        /** Withdrawn, and the zorgaanbieder knows. */
        WITHDRAWN,
        /** Withdrawn here; the zorgaanbieder could not be told yet. */
        WITHDRAWN_HERE;

        private static Validity of(boolean hasToken, boolean isWithdrawn, boolean isEnded) {
            if (isWithdrawn) {
                return hasToken ? WITHDRAWN_HERE : WITHDRAWN;
            }
            if (isEnded) {
                return ENDED;
            }
            return hasToken ? LASTING : ONCE;
        }
    }

    /** A consent. */
    public record Consent(UUID id, String zorgaanbieder, List<String> gegevensdiensten, int variant, OffsetDateTime givenAt,
            Validity validity) {}

    /** On the database of the service. */
    public Consents(Jdbi jdbi, NetworkClock clock, TokenSeal seal) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.seal = seal;
    }

    /** Notes that the zorgaanbieder got consent. */
    public void note(CollectFlow flow, Optional<String> refreshToken) {
        UUID id = UUID.randomUUID();
        jdbi.useHandle(h -> h.execute(
                "insert into consent (id, account_id, zorgaanbieder, gegevensdiensten, variant, given_at, sealed_token) values (?, ?, ?, ?, ?, ?, ?)",
                id, flow.account(), flow.zorgaanbieder(), String.join(" ", flow.gegevensdiensten()),
                Integer.toString(flow.variant()), now(), refreshToken.map(t -> seal.close(t, id)).orElse(null)));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Consent consent(RowView r) {
        return new Consent(r.getColumn("id", UUID.class), r.getColumn("zorgaanbieder", String.class),
                List.of(r.getColumn("gegevensdiensten", String.class).split(" ")), Integer.parseInt(r.getColumn("variant", String.class)),
                r.getColumn("given_at", OffsetDateTime.class),
                Validity.of(r.getColumn("has_token", Boolean.class), r.getColumn("withdrawn_at", OffsetDateTime.class) != null,
                        r.getColumn("ended_at", OffsetDateTime.class) != null));
    }

    /** Those of an account, the newest first. */
    public List<Consent> of(UUID account) {
        return jdbi.withHandle(h -> h.createQuery(COLUMNS + "where account_id = :a order by given_at desc").bind("a", account)
                .reduceRows(new java.util.ArrayList<Consent>(), (all, r) -> {
                    all.add(consent(r));
                    return all;
                }));
    }

    /** One of an account. */
    public Optional<Consent> find(UUID account, UUID id) {
        return of(account).stream().filter(c -> c.id().equals(id)).findFirst();
    }

    /** The refresh token of a lasting consent; empty when there is none, or when it was sealed with a key of before. */
    public Optional<String> refreshToken(UUID id) {
        return jdbi.withHandle(h -> h.createQuery("select sealed_token from consent where id = :id and sealed_token is not null")
                .bind("id", id).mapTo(byte[].class).findOne()).flatMap(s -> seal.open(s, id));
    }

    /**
     * Keeps the refresh token that came in the place of the one that was used.
     *
     * @return false when the consent was withdrawn meanwhile: the token is nobody's then
     */
    public boolean rotate(UUID id, String refreshToken) {
        return jdbi.withHandle(h -> h.execute("update consent set sealed_token = ? where id = ? and withdrawn_at is null",
                seal.close(refreshToken, id), id)) == 1;
    }

    /** A lasting consent that the zorgaanbieder does not know any more. */
    public void end(UUID id) {
        jdbi.useHandle(h -> h.execute("update consent set sealed_token = null, ended_at = ? where id = ? and withdrawn_at is null", now(),
                id));
    }

    /** Withdraws a lasting consent: nothing is collected with it from now on. Its token stays for telling the zorgaanbieder. */
    public void withdraw(UUID id) {
        jdbi.useHandle(h -> h.execute("update consent set withdrawn_at = ? where id = ? and withdrawn_at is null", now(), id));
    }

    /** Drops the token of a consent that was withdrawn. */
    public void forgetToken(UUID id) {
        jdbi.useHandle(h -> h.execute("update consent set sealed_token = null where id = ? and withdrawn_at is not null", id));
    }
}
