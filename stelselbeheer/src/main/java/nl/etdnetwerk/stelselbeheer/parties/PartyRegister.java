package nl.etdnetwerk.stelselbeheer.parties;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.metadata.MetadataReader;

/** The parties in the database. Every change raises the number of the publication. */
@ApplicationScoped
public class PartyRegister {

    /** The lock for changes; any number that nothing else in this database uses. */
    private static final long CHANGES = 1;
    private final Jdbi jdbi;
    private final Clock clock;
    private final ObjectMapper json;
    /** Parties that were read before: reading checks a signature, and every request for a document asks for all of them. */
    private volatile Map<Row, Party> known = Map.of();

    /** Number and moment of the current publication. */
    public record Publication(long number, Instant changedAt) {}

    /** On the database of the service. */
    public PartyRegister(Jdbi jdbi, NetworkClock clock, ObjectMapper json) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.json = json;
    }

    /**
     * Adds a party or replaces the one with the same entity ID; nothing changes when it is the same.
     *
     * @param byHand whether somebody registers it, other than by what a network begins with; that it was stays known
     */
    public void put(EntityMetadata entity, byte[] metadata, Registration registration, boolean byHand) throws IOException {
        byte[] document = json.writeValueAsBytes(registration);
        jdbi.useTransaction(h -> {
            int changed = h.execute(
                    "insert into party (entity_id, metadata, registration, by_hand, position) values (?, ?, ?, ?, (select coalesce(max(position), 0) + 1 from party)) "
                            + "on conflict (entity_id) do update set metadata = excluded.metadata, registration = excluded.registration, "
                            + "by_hand = party.by_hand or excluded.by_hand where party.metadata <> excluded.metadata or party.registration <> excluded.registration",
                    entity.entityId(), metadata, document, byHand);
            h.execute("delete from withdrawn where entity_id = ?", entity.entityId());
            if (changed > 0) {
                raise(h);
            }
        });
    }

    /** Runs something while nobody else does, in this process or another on the same database. */
    public <T> T exclusively(Supplier<T> work) {
        try (Handle h = jdbi.open()) {
            h.begin();
            try {
                lock(h);
                return work.get();
            } finally {
                h.rollback();
            }
        }
    }

    private static void lock(Handle h) {
        h.createQuery("select 1 from pg_advisory_xact_lock(:key)").bind("key", CHANGES).mapTo(Integer.class).one();
    }

    /**
     * Takes a party out; false when it was not there.
     *
     * @param byOperator whether the scheme operator does, and not the party itself
     */
    public boolean remove(String entityId, boolean byOperator) {
        return jdbi.inTransaction(h -> {
            lock(h);
            boolean removed = h.execute("delete from party where entity_id = ?", entityId) > 0;
            if (removed) {
                h.execute("insert into withdrawn (entity_id, by_operator) values (?, ?) on conflict do nothing", entityId, byOperator);
                raise(h);
            }
            return removed;
        });
    }

    /** Whether a party was taken out by hand and not added again. */
    public boolean isWithdrawn(String entityId) {
        return jdbi.withHandle(
                h -> h.createQuery("select count(*) from withdrawn where entity_id = :e").bind("e", entityId).mapTo(Integer.class)
                        .one()) > 0;
    }

    /** Whether it was the scheme operator who took a party out. */
    public boolean isWithdrawnByOperator(String entityId) {
        return jdbi.withHandle(h -> h.createQuery("select count(*) from withdrawn where entity_id = :e and by_operator")
                .bind("e", entityId).mapTo(Integer.class).one()) > 0;
    }

    /** Whether a party was registered by somebody, other than by what the network began with. */
    public boolean isByHand(String entityId) {
        return jdbi.withHandle(h -> h.createQuery("select count(*) from party where entity_id = :e and by_hand").bind("e", entityId)
                .mapTo(Integer.class).one()) > 0;
    }

    private void raise(Handle h) {
        h.execute("update publication set number = number + 1, changed_at = ?", clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** The current publication. */
    public Publication publication() {
        return jdbi.withHandle(h -> h.createQuery("select number, changed_at from publication")
                .map((r, c) -> new Publication(r.getLong(1), r.getObject(2, OffsetDateTime.class).toInstant())).one());
    }

    /** All parties in order of registration. */
    public List<Party> parties() {
        List<Row> rows = jdbi.withHandle(h -> h.createQuery("select metadata, registration from party order by position")
                .map((r, c) -> new Row(ByteBuffer.wrap(r.getBytes(1)), ByteBuffer.wrap(r.getBytes(2)))).list());
        Map<Row, Party> before = known;
        Map<Row, Party> now = new LinkedHashMap<>();
        rows.forEach(row -> now.put(row, before.containsKey(row) ? before.get(row) : party(row)));
        known = now;
        return List.copyOf(now.values());
    }

    /** A party as it is stored. */
    private record Row(ByteBuffer metadata, ByteBuffer registration) {}

    private Party party(Row row) {
        try {
            // It was checked when it came in; what has changed since (an expired certificate) is for the readers to see.
            EntityMetadata entity = MetadataReader.participant(row.metadata().array(), clock.instant()).value().orElseThrow();
            return new Party(entity, json.readValue(row.registration().array(), Registration.class));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
