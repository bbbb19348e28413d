package nl.etdnetwerk.dvp.account;

import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.runtime.StartupEvent;
import nl.etdnetwerk.kit.account.LoginAccounts;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.time.NetworkClock;

/** Accounts in the database, with the pseudonyms linked to them. */
@ApplicationScoped
public class Accounts {

    private final Jdbi jdbi;
    private final NetworkClock clock;
    private final LoginAccounts logins;
    private final EtdConfig config;
    private final ObjectMapper json;

    /** A test person of the PGO. */
    public record DemoAccount(String username, String password, String totpSecret) {}

    /** On the database of the service. */
    public Accounts(Jdbi jdbi, NetworkClock clock, LoginAccounts logins, EtdConfig config, ObjectMapper json) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.logins = logins;
        this.config = config;
        this.json = json;
    }

    /** Makes the accounts of the test persons, where a file names them. */
    public void createTestAccounts(@Observes StartupEvent event) throws IOException {
        if (config.accountsFile().isPresent() && Files.isRegularFile(config.accountsFile().get())) {
            for (DemoAccount a : json.readValue(config.accountsFile().get().toFile(), DemoAccount[].class)) {
                register(a.username(), a.password(), a.totpSecret());
            }
        }
    }

    /** A new account with a login of its own, both or neither; false when the name is taken. */
    public boolean register(String name, String password, String totpSecret) {
        return logins.create(name, password, totpSecret, h -> insert(h, UUID.randomUUID(), Optional.of(name)));
    }

    private void insert(Handle h, UUID id, Optional<String> loginName) {
        h.execute("insert into account (id, login_name, created_at) values (?, ?, ?)", id, loginName.orElse(null),
                clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** A new account, with or without a login of its own (finding V5). */
    public UUID create(Optional<String> loginName) {
        UUID id = UUID.randomUUID();
        jdbi.useHandle(h -> insert(h, id, loginName));
        return id;
    }

    /** The account with this login. */
    public Optional<UUID> byLogin(String name) {
        return jdbi.withHandle(
                h -> h.createQuery("select id from account where login_name = :name").bind("name", name).mapTo(UUID.class).findOne());
    }

    /** The name an account logs in with, if it has one. */
    public Optional<String> loginName(UUID account) {
        return jdbi.withHandle(h -> h.createQuery("select login_name from account where id = :id and login_name is not null")
                .bind("id", account).mapTo(String.class).findOne());
    }

    /** The account a pseudonym is linked to. */
    public Optional<UUID> byPseudonym(String pseudonym) {
        return jdbi.withHandle(h -> owner(h, pseudonym));
    }

    /** ADs of the means that are linked to an account, the first one first. */
    public List<String> means(UUID account) {
        return jdbi.withHandle(h -> h.createQuery("select ad from linked_means where account_id = :a order by linked_at").bind("a", account)
                .mapTo(String.class).list());
    }

    /** What came of linking. */
    public enum Linked {
        /** The pseudonym is that of this account. */
        DONE,
        /** The pseudonym belongs to another account. */
        OTHER_ACCOUNT,
        /** The account belongs to another pseudonym: to somebody else, since means of one person have the same. */
        OTHER_PERSON
    }

    /** Links a pseudonym to an account, which has one person only. */
    public Linked link(UUID account, String pseudonym, String ad) {
        return jdbi.inTransaction(h -> link(h, account, pseudonym, ad));
    }

    private Linked link(Handle h, UUID account, String pseudonym, String ad) {
        h.createQuery("select id from account where id = :a for update").bind("a", account).mapTo(UUID.class).one();
        if (owner(h, pseudonym).filter(o -> !o.equals(account)).isPresent()) {
            return Linked.OTHER_ACCOUNT;
        }
        boolean isOfAnother = h.createQuery("select count(*) from linked_means where account_id = :a and pseudonym <> :p")
                .bind("a", account).bind("p", pseudonym).mapTo(Integer.class).one() > 0;
        if (isOfAnother) {
            return Linked.OTHER_PERSON;
        }
        h.execute("insert into linked_means (pseudonym, account_id, ad, linked_at) values (?, ?, ?, ?) on conflict do nothing", pseudonym,
                account, ad, clock.instant().atOffset(ZoneOffset.UTC));
        return owner(h, pseudonym).equals(Optional.of(account)) ? Linked.DONE : Linked.OTHER_ACCOUNT;
    }

    private static Optional<UUID> owner(Handle h, String pseudonym) {
        return h.createQuery("select account_id from linked_means where pseudonym = :p").bind("p", pseudonym).mapTo(UUID.class).findOne();
    }

    /** Unlinks all means of an account; false when it has no other way in, and then nothing changes. */
    public boolean unlink(UUID account) {
        return jdbi.inTransaction(h -> {
            boolean hasLogin = h.createQuery("select 1 from account where id = :a and login_name is not null for update").bind("a", account)
                    .mapTo(Integer.class).findOne().isPresent();
            if (hasLogin) {
                h.execute("delete from linked_means where account_id = ?", account);
            }
            return hasLogin;
        });
    }

    /** The account of a pseudonym; one is made when there is none, and only one however many ask at the same moment. */
    public UUID ofPseudonym(String pseudonym, String ad) {
        return byPseudonym(pseudonym).or(() -> jdbi.inTransaction(h -> {
            UUID fresh = UUID.randomUUID();
            insert(h, fresh, Optional.empty());
            boolean isFirst = link(h, fresh, pseudonym, ad) == Linked.DONE;
            if (!isFirst) {
                h.rollback();
            }
            return isFirst ? Optional.of(fresh) : Optional.empty();
        })).or(() -> byPseudonym(pseudonym)).orElseThrow();
    }

    /** Notes something a privacy officer wants to know. */
    public void securityEvent(String code, String flow) {
        jdbi.useHandle(h -> h.execute("insert into security_event (at, code, flow) values (?, ?, ?)",
                clock.instant().atOffset(ZoneOffset.UTC), code, flow));
    }
}
