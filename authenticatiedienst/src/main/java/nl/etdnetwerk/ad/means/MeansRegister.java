package nl.etdnetwerk.ad.means;

import java.time.ZoneOffset;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import nl.etdnetwerk.kit.random.Randoms;
import nl.etdnetwerk.kit.time.NetworkClock;

/** Means in the database. */
@ApplicationScoped
public class MeansRegister {

    private final Jdbi jdbi;
    private final NetworkClock clock;

    /** A person's means. */
    public record Means(String name, String givenNames, byte[] pi, byte[] pp) {}

    /** On the database of the service. */
    public MeansRegister(Jdbi jdbi, NetworkClock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** The means of an account. */
    public Optional<Means> find(String name) {
        return jdbi.withHandle(h -> h.createQuery("select name, given_names, pi, pp from means where name = :name").bind("name", name)
                .map((r, c) -> new Means(r.getString(1), r.getString(2), r.getBytes(3), r.getBytes(4))).findOne());
    }

    /** 32 bytes that a means is known by inside this AD; made when they are first needed, and kept. */
    public byte[] internalPseudonym(String name) {
        return jdbi.inTransaction(h -> {
            h.execute("update means set internal_pseudonym = ? where name = ? and internal_pseudonym is null", Randoms.bytes(), name);
            return h.createQuery("select internal_pseudonym from means where name = :name").bind("name", name).mapTo(byte[].class).one();
        });
    }

    public void add(Handle h, Means means, String level) {
        h.execute("insert into means (name, given_names, pi, pp, level, created_at) values (?, ?, ?, ?, ?, ?)", means.name(),
                means.givenNames(), means.pi(), means.pp(), level, clock.instant().atOffset(ZoneOffset.UTC));
    }
}
