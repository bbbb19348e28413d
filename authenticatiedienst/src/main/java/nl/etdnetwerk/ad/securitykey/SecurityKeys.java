package nl.etdnetwerk.ad.securitykey;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Jdbi;

import nl.etdnetwerk.kit.time.NetworkClock;

/** Registered keys in the database: what the key said of itself when it was registered, and its counter. */
@ApplicationScoped
public class SecurityKeys {

    private final Jdbi jdbi;
    private final NetworkClock clock;

    /**
     * A key.
     *
     * @param credentialId base64url
     * @param registration the registration response as JSON
     * @param counter of signatures, 0 for keys that do not count
     */
    public record SecurityKey(String credentialId, String registration, long counter) {}

    /** On the database of the service. */
    public SecurityKeys(Jdbi jdbi, NetworkClock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Keeps a key; false when it was registered before, by whomever. */
    public boolean add(String account, SecurityKey key) {
        return jdbi.withHandle(h -> h.execute(
                "insert into security_key (credential_id, name, registration, counter, created_at) values (?, ?, ?, ?, ?) "
                        + "on conflict do nothing",
                key.credentialId(), account, key.registration(), key.counter(), clock.instant().atOffset(ZoneOffset.UTC))) == 1;
    }

    /** Ids of the keys of an account. */
    public List<String> ids(String account) {
        return jdbi.withHandle(h -> h.createQuery("select credential_id from security_key where name = :name order by created_at")
                .bind("name", account).mapTo(String.class).list());
    }

    /** One key of an account. */
    public Optional<SecurityKey> find(String account, String credentialId) {
        return jdbi.withHandle(h -> h
                .createQuery("select credential_id, registration, counter from security_key where name = :name and credential_id = :id")
                .bind("name", account).bind("id", credentialId)
                .map((r, c) -> new SecurityKey(r.getString(1), r.getString(2), r.getLong(3))).findOne());
    }

    /** Notes the counter of a use; false when another use was noted meanwhile. */
    public boolean used(SecurityKey before, long counter) {
        return jdbi.withHandle(h -> h.execute("update security_key set counter = ? where credential_id = ? and counter = ?", counter,
                before.credentialId(), before.counter())) == 1;
    }
}
