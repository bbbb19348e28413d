package nl.etdnetwerk.kit.account;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Jdbi;

import nl.etdnetwerk.kit.time.NetworkClock;

/**
 * Names, passwords and one-time codes in the table login_account. After five failures an account waits, twice as long with every
 * further one, up to an hour.
 */
@ApplicationScoped
public class LoginAccounts {

    private static final int FREE_FAILURES = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private final Jdbi jdbi;
    private final NetworkClock clock;

    /** Outcome of an attempt. */
    public enum Attempt {
        /** Password, and code where asked, are right. */
        RIGHT,
        /** One of them is not, or there is no such account. */
        WRONG,
        /** Too many failures; try later. */
        LOCKED
    }

    private record Row(String hash, String secret, long lastStep, int failures, Instant lockedUntil) {}

    /** On the database of the service. */
    public LoginAccounts(Jdbi jdbi, NetworkClock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Makes an account; false when the name is taken. */
    public boolean create(String name, String password, String totpSecret) {
        return jdbi.withHandle(
                h -> h.execute("insert into login_account (name, password_hash, totp_secret) values (?, ?, ?) on conflict do nothing", name,
                        Passwords.hash(password), totpSecret)) == 1;
    }

    /** Whether there is an account with this name. */
    public boolean exists(String name) {
        return row(name).isPresent();
    }

    private Optional<Row> row(String name) {
        return jdbi.withHandle(h -> h
                .createQuery("select password_hash, totp_secret, last_step, failures, locked_until from login_account where name = :name")
                .bind("name", name)
                .map((r, c) -> new Row(r.getString(1), r.getString(2), r.getLong(3), r.getInt(4),
                        r.getObject(5, OffsetDateTime.class).toInstant()))
                .findOne());
    }

    /** Checks password and, when withCode, the one-time code. The answer does not tell which of them was wrong. */
    public Attempt attempt(String name, String password, String code, boolean withCode) {
        Optional<Row> row = row(name == null ? "" : name);
        boolean passwordRight = Passwords.matches(password, row.map(Row::hash).orElse(null));
        if (row.isEmpty()) {
            return Attempt.WRONG;
        }
        if (clock.instant().isBefore(row.get().lockedUntil())) {
            return Attempt.LOCKED;
        }
        OptionalLong step = withCode
                ? OneTimeCodes.check(row.get().secret(), code, clock.instant(), row.get().lastStep())
                : OptionalLong.of(row.get().lastStep());
        if (passwordRight && step.isPresent()) {
            jdbi.useHandle(h -> h.execute("update login_account set failures = 0, last_step = greatest(last_step, ?) where name = ?",
                    step.getAsLong(), name));
            return Attempt.RIGHT;
        }
        int failures = row.get().failures() + 1;
        jdbi.useHandle(h -> h.execute("update login_account set failures = failures + 1, locked_until = ? where name = ?",
                clock.instant().plus(wait(failures)).atOffset(ZoneOffset.UTC), name));
        return Attempt.WRONG;
    }

    private static Duration wait(int failures) {
        if (failures < FREE_FAILURES) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - FREE_FAILURES, 20));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
