package nl.etdnetwerk.kit.store;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Jdbi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.scheduler.Scheduled;
import nl.etdnetwerk.kit.time.NetworkClock;

/**
 * Values that end by themselves: pending requests, artifacts, codes, sessions, ids already seen. Values are records, kept as
 * JSON. All operations are single statements, so that two replicas never both win.
 */
@ApplicationScoped
public class ShortLivedStore {

    private final Jdbi jdbi;
    private final Clock clock;
    private final ObjectMapper json;

    /** On the database of the service. */
    public ShortLivedStore(Jdbi jdbi, NetworkClock clock, ObjectMapper json) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.json = json;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Keeps a value, replacing one of the same kind and key. */
    public void put(String kind, String key, Object value, Duration life) {
        jdbi.useHandle(h -> h.execute("insert into short_lived (kind, key, value, expires_at) values (?, ?, ?, ?) "
                + "on conflict (kind, key) do update set value = excluded.value, expires_at = excluded.expires_at", kind, key, write(value),
                now().plus(life)));
    }

    /** The value, if it is there and has not ended. */
    public <T> Optional<T> get(String kind, String key, Class<T> type) {
        return jdbi.withHandle(h -> h.createQuery("select value from short_lived where kind = :kind and key = :key and expires_at > :now")
                .bind("kind", kind).bind("key", key)
                .bind("now", now()).mapTo(byte[].class).findOne()).map(b -> read(b, type));
    }

    /** The value, which nobody can get again. */
    public <T> Optional<T> take(String kind, String key, Class<T> type) {
        return jdbi.withHandle(
                h -> h.createQuery("delete from short_lived where kind = :kind and key = :key and expires_at > :now returning value")
                        .bind("kind", kind).bind("key", key)
                        .bind("now", now()).mapTo(byte[].class).findOne())
                .map(b -> read(b, type));
    }

    /** Notes an id; false when it was noted before and has not ended: a replay. */
    public boolean firstSeen(String kind, String id, Duration life) {
        return jdbi.withHandle(h -> h.execute(
                "insert into short_lived (kind, key, value, expires_at) values (?, ?, ''::bytea, ?) on conflict (kind, key) do update "
                        + "set expires_at = excluded.expires_at where short_lived.expires_at <= ?",
                kind, id, now().plus(life), now())) == 1;
    }

    /** Forgets a value. */
    public void remove(String kind, String key) {
        jdbi.useHandle(h -> h.execute("delete from short_lived where kind = ? and key = ?", kind, key));
    }

    /** On the clock. */
    @Scheduled(every = "60s", delayed = "60s")
    public void sweep() {
        jdbi.useHandle(h -> h.execute("delete from short_lived where expires_at <= ?", now()));
    }

    private byte[] write(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T read(byte[] value, Class<T> type) {
        try {
            return json.readValue(value, type);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
