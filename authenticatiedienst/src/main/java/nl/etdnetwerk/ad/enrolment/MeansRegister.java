package nl.etdnetwerk.ad.enrolment;

import java.time.ZoneOffset;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Jdbi;

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

    void add(Means means, String level) {
        jdbi.useHandle(h -> h.execute("insert into means (name, given_names, pi, pp, level, created_at) values (?, ?, ?, ?, ?, ?)",
                means.name(), means.givenNames(), means.pi(), means.pp(),
                level, clock.instant().atOffset(ZoneOffset.UTC)));
    }
}
