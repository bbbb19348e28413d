package nl.etdnetwerk.ad;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import nl.etdnetwerk.kit.account.LoginAccounts;
import nl.etdnetwerk.kit.account.LoginAccounts.Attempt;
import nl.etdnetwerk.kit.account.OneTimeCodes;
import nl.etdnetwerk.kit.random.Randoms;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.testsupport.ServiceEnvironment;

/** Guessing at an account: how long it waits, one after another and all at once. */
@QuarkusTest
@QuarkusTestResource(value = ServiceEnvironment.class, initArgs = @ResourceArg(name = "service", value = "ad-een"))
class LockOutTest {

    private static final String PASSWORD = "een lang wachtwoord";
    @Inject
    LoginAccounts accounts;
    private final String secret = OneTimeCodes.newSecret();
    private String name;
    private Instant now = Instant.parse("2026-03-14T10:00:00Z");

    @BeforeEach
    void account() {
        QuarkusMock.installMockForType(new NetworkClock() {
            @Override
            public Instant instant() {
                return now;
            }
        }, NetworkClock.class);
        name = Randoms.next();
        assertThat(accounts.create(name, PASSWORD, secret)).isTrue();
    }

    private Attempt right() {
        return accounts.attempt(name, PASSWORD, OneTimeCodes.code(secret, now), true);
    }

    private Attempt wrong() {
        return accounts.attempt(name, "fout", OneTimeCodes.code(secret, now), true);
    }

    @Test
    void attemptWhenFiveFailedThenLockedTwiceAsLongEveryTimeAndFreeAfterwards() {
        for (int i = 0; i < 5; i++) {
            assertThat(wrong()).isEqualTo(Attempt.WRONG);
        }
        assertThat(right()).isEqualTo(Attempt.LOCKED);
        now = now.plusSeconds(30);
        assertThat(wrong()).isEqualTo(Attempt.WRONG);
        now = now.plusSeconds(59);
        assertThat(right()).isEqualTo(Attempt.LOCKED);
        now = now.plusSeconds(1);
        assertThat(right()).isEqualTo(Attempt.RIGHT);
        assertThat(wrong()).isEqualTo(Attempt.WRONG);
        now = now.plusSeconds(30);
        assertThat(right()).isEqualTo(Attempt.RIGHT);
    }

    @Test
    void codeWhenGuessedBetweenLoginsWithoutOneThenLockedAllTheSame() {
        for (int i = 0; i < 5; i++) {
            assertThat(accounts.attempt(name, PASSWORD, "000000", true)).isEqualTo(Attempt.WRONG);
            if (i < 4) {
                assertThat(accounts.attempt(name, PASSWORD, "", false)).isEqualTo(Attempt.RIGHT);
            }
        }
        assertThat(accounts.attempt(name, PASSWORD, "", false)).isEqualTo(Attempt.LOCKED);
        now = now.plusSeconds(30);
        assertThat(right()).isEqualTo(Attempt.RIGHT);
        assertThat(accounts.attempt(name, PASSWORD, "000000", true)).isEqualTo(Attempt.WRONG);
        assertThat(right()).isNotEqualTo(Attempt.LOCKED);
    }

    @Test
    void nameWhenNoneThatAnAccountCanHaveThenWrong() {
        for (String other : new String[]{null, "", "a\u0000b", "x".repeat(101), "niemand"}) {
            assertThat(accounts.attempt(other, PASSWORD, "000000", true)).isEqualTo(Attempt.WRONG);
        }
    }

    private List<Attempt> atOnce(int count, Callable<Attempt> attempt) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            List<Attempt> all = new ArrayList<>();
            for (Future<Attempt> f : pool.invokeAll(java.util.Collections.nCopies(count, attempt))) {
                all.add(f.get());
            }
            return all;
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void attemptsWhenManyAtOnceThenNoMoreThanFiveAreLookedAt() throws Exception {
        assertThat(atOnce(12, this::wrong)).filteredOn(Attempt.WRONG::equals).hasSize(5);
    }

    @Test
    void codeWhenUsedTwiceAtOnceThenRightOnce() throws Exception {
        assertThat(atOnce(4, this::right)).filteredOn(Attempt.RIGHT::equals).hasSize(1);
    }
}
