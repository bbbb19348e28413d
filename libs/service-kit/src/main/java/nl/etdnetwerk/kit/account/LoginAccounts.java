package nl.etdnetwerk.kit.account;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import nl.etdnetwerk.kit.time.NetworkClock;

/**
 * Names, passwords and one-time codes in the table login_account. After five failures an account waits, twice as long with every
 * further one, up to an hour. A right password ends the count of wrong ones; only a right code ends that of wrong codes, so that who
 * knows the password cannot go on guessing at codes by logging in without one in between.
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
        /** Too many failures; try later. For the trace only: who is told so knows that there is such an account. */
        LOCKED
    }

    private record Row(String hash, String secret, long lastStep, int failures, int codeFailures, Instant lockedUntil) {}

    /** On the database of the service. */
    public LoginAccounts(Jdbi jdbi, NetworkClock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Makes an account; false when the name is taken. */
    public boolean create(String name, String password, String totpSecret) {
        return create(name, password, totpSecret, h -> {});
    }

    /** Makes an account together with what belongs to it: both or neither. */
    public boolean create(String name, String password, String totpSecret, Consumer<Handle> along) {
        String hash = Passwords.hash(password);
        return jdbi.inTransaction(h -> {
            boolean made = h.execute("insert into login_account (name, password_hash, totp_secret) values (?, ?, ?) on conflict do nothing",
                    name, hash, totpSecret) == 1;
            if (made) {
                along.accept(h);
            }
            return made;
        });
    }

    /** Whether there is an account with this name. */
    public boolean exists(String name) {
        return row(name).isPresent();
    }

    private Optional<Row> row(String name) {
        return jdbi.withHandle(h -> row(h, name, ""));
    }

    private static Optional<Row> row(Handle h, String name, String lock) {
        return h.createQuery(
                "select password_hash, totp_secret, last_step, failures, code_failures, locked_until from login_account where name = :name "
                        + lock)
                .bind("name", name)
                .map((r, c) -> new Row(r.getString(1), r.getString(2), r.getLong(3), r.getInt(4), r.getInt(5),
                        r.getObject(6, OffsetDateTime.class).toInstant()))
                .findOne();
    }

    /** Checks password and, when withCode, the one-time code. The answer does not tell which of them was wrong. */
    public Attempt attempt(String name, String password, String code, boolean withCode) {
        // A name that no account can have is not asked of the database, which takes no NUL.
        String account = NewCredentials.isName(name) ? name : "";
        boolean passwordRight = Passwords.matches(password, row(account).map(Row::hash).orElse(null));
        // One attempt at a time: else many at once would all be before the lock, and use one code twice.
        return jdbi.inTransaction(h -> {
            Optional<Row> row = row(h, account, "for update");
            return row.isEmpty()
                    ? Attempt.WRONG
                    : attempt(h, account, row.get(), passwordRight, withCode ? Optional.of(code == null ? "" : code) : Optional.empty());
        });
    }

    private Attempt attempt(Handle h, String name, Row row, boolean passwordRight, Optional<String> code) {
        if (clock.instant().isBefore(row.lockedUntil())) {
            return Attempt.LOCKED;
        }
        OptionalLong step = code.isPresent()
                ? OneTimeCodes.check(row.secret(), code.get(), clock.instant(), row.lastStep())
                : OptionalLong.of(row.lastStep());
        if (passwordRight && step.isPresent()) {
            h.execute("update login_account set failures = 0, code_failures = ?, last_step = greatest(last_step, ?) where name = ?",
                    code.isPresent() ? 0 : row.codeFailures(), step.getAsLong(), name);
            return Attempt.RIGHT;
        }
        int failures = row.failures() + (passwordRight ? 0 : 1);
        int codeFailures = row.codeFailures() + (passwordRight ? 1 : 0);
        h.execute("update login_account set failures = ?, code_failures = ?, locked_until = ? where name = ?", failures, codeFailures,
                clock.instant().plus(wait(failures + codeFailures)).atOffset(ZoneOffset.UTC), name);
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
