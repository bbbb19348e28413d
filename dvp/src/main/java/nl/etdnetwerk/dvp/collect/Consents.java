package nl.etdnetwerk.dvp.collect;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

import nl.etdnetwerk.dvp.collect.CollectFlows.CollectFlow;
import nl.etdnetwerk.kit.time.NetworkClock;

/** What people consented to at zorgaanbieders, as far as the PGO knows: a code proves it (medmij.md 1.1). */
@ApplicationScoped
public class Consents {

    private static final String COLUMNS = "select id, zorgaanbieder, gegevensdiensten, variant, given_at, sealed_token, withdrawn_at from consent ";
    private final Jdbi jdbi;
    private final NetworkClock clock;
    private final TokenSeal seal;

    /**
     * A consent.
     *
     * @param refreshToken with a lasting one that was not withdrawn
     */
    public record Consent(UUID id, String zorgaanbieder, List<String> gegevensdiensten, int variant, OffsetDateTime givenAt,
            Optional<String> refreshToken, boolean isWithdrawn) {

        /** Does not show the token. */
        @Override
        public String toString() {
            return "Consent[" + id + "]";
        }
    }

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

    private Consent consent(RowView r) {
        boolean isWithdrawn = r.getColumn("withdrawn_at", OffsetDateTime.class) != null;
        UUID id = r.getColumn("id", UUID.class);
        return new Consent(id, r.getColumn("zorgaanbieder", String.class),
                List.of(r.getColumn("gegevensdiensten", String.class).split(" ")), Integer.parseInt(r.getColumn("variant", String.class)),
                r.getColumn("given_at", OffsetDateTime.class),
                Optional.ofNullable(r.getColumn("sealed_token", byte[].class)).flatMap(s -> seal.open(s, id)),
                isWithdrawn);
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

    /**
     * Keeps the refresh token that came in the place of the one that was used.
     *
     * @return false when the consent was withdrawn meanwhile: the token is nobody's then
     */
    public boolean rotate(UUID id, String refreshToken) {
        return jdbi.withHandle(h -> h.execute("update consent set sealed_token = ? where id = ? and withdrawn_at is null",
                seal.close(refreshToken, id), id)) == 1;
    }

    /** Ends a lasting consent; its token is gone with it. */
    public void withdraw(UUID id) {
        jdbi.useHandle(h -> h.execute("update consent set sealed_token = null, withdrawn_at = ? where id = ?", now(), id));
    }
}
