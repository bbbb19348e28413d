package nl.etdnetwerk.kit.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import nl.etdnetwerk.kit.time.NetworkClock;

/**
 * Values that end by themselves: pending requests, artifacts, codes, sessions, ids already seen. Values are records, kept as
 * CBOR, in which a message is its bytes: base64 and back was a tenth of what a login costs. All operations are single statements, so
 * that two replicas never both win.
 */
@ApplicationScoped
public class ShortLivedStore {

    private static final String PUT = "insert into short_lived (kind, key, value, expires_at) values (?, ?, ?, ?) "
            + "on conflict (kind, key) do update set value = excluded.value, expires_at = excluded.expires_at";
    private static final String REPLACE = "update short_lived set value = ?, expires_at = ? where kind = ? and key = ? and expires_at > ?";
    private static final String GET = "select value from short_lived where kind = ? and key = ? and expires_at > ?";
    private static final String TAKE = "delete from short_lived where kind = ? and key = ? and expires_at > ? returning value";
    private static final String FIRST_SEEN = "insert into short_lived (kind, key, value, expires_at) values (?, ?, ''::bytea, ?) "
            + "on conflict (kind, key) do update set expires_at = excluded.expires_at where short_lived.expires_at <= ?";
    private static final String PROLONG = "update short_lived set expires_at = ? where kind = ? and key = ? and expires_at > ? and expires_at < ?";
    private static final String REMOVE = "delete from short_lived where kind = ? and key = ?";
    private static final String SWEEP = "delete from short_lived where expires_at <= ?";

    private final DataSource database;
    private final Clock clock;
    private final ObjectMapper cbor;
    private final ObjectMapper json;

    /** On the database of the service. */
    public ShortLivedStore(AgroalDataSource database, NetworkClock clock, ObjectMapper json) {
        this.database = database;
        this.clock = clock;
        this.json = json;
        this.cbor = json.copyWith(new CBORFactory());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Keeps a value, replacing one of the same kind and key. */
    public void put(String kind, String key, Object value, Duration life) {
        update(PUT, kind, key, write(value), now().plus(life));
    }

    /** Keeps a value in the place of one that is there and has not ended; false when there is none. */
    public boolean replace(String kind, String key, Object value, Duration life) {
        return update(REPLACE, write(value), now().plus(life), kind, key, now()) == 1;
    }

    /** The value, if it is there and has not ended. */
    public <T> Optional<T> get(String kind, String key, Class<T> type) {
        return isKey(key) ? query(GET, type, kind, key, now()) : Optional.empty();
    }

    /** The value, which nobody can get again. */
    public <T> Optional<T> take(String kind, String key, Class<T> type) {
        return isKey(key) ? query(TAKE, type, kind, key, now()) : Optional.empty();
    }

    /** Keys come from addresses too. PostgreSQL takes no NUL in text, and nothing of ours has one. */
    private static boolean isKey(String key) {
        return key.indexOf('\0') < 0;
    }

    /** Notes an id; false when it was noted before and has not ended: a replay. */
    public boolean firstSeen(String kind, String id, Duration life) {
        return update(FIRST_SEEN, kind, id, now().plus(life), now()) == 1;
    }

    /** Makes a value that is there last this long at least; one that lasts longer stays as it is. */
    public void prolong(String kind, String key, Duration least) {
        OffsetDateTime end = now().plus(least);
        update(PROLONG, end, kind, key, now(), end);
    }

    /** Forgets a value. */
    public void remove(String kind, String key) {
        update(REMOVE, kind, key);
    }

    /** Removes what has ended, every minute. */
    @Scheduled(every = "60s", delayed = "60s")
    public void sweep() {
        update(SWEEP, now());
    }

    // Plain JDBC: these statements are most of what a login does to the database, and JDBI copies its configuration for each.
    private int update(String sql, Object... parameters) {
        try (Connection c = database.getConnection(); PreparedStatement s = c.prepareStatement(sql)) {
            bind(s, parameters);
            return s.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> Optional<T> query(String sql, Class<T> type, Object... parameters) {
        try (Connection c = database.getConnection(); PreparedStatement s = c.prepareStatement(sql)) {
            bind(s, parameters);
            try (ResultSet rows = s.executeQuery()) {
                return rows.next() ? Optional.of(read(rows.getBytes(1), type)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void bind(PreparedStatement s, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            s.setObject(i + 1, parameters[i]);
        }
    }

    private byte[] write(Object value) {
        try {
            return cbor.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T read(byte[] value, Class<T> type) {
        try {
            // What a release before this one kept is JSON, and lasts two hours at most.
            return (value[0] == '{' ? json : cbor).readValue(value, type);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
