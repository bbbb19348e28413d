package nl.etdnetwerk.bsnk.keys;

import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Jdbi;

/**
 * Which closing keys a service provider gets: the first it ever got, which its pseudonyms are of, and that of its key set version
 * now. A pseudonym is the same over key set versions as long as the same closing key is used (bsnk.md 2.7).
 */
@ApplicationScoped
public class ClosingKeys {

    private final Jdbi jdbi;

    /** On the database of the service. */
    public ClosingKeys(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * The key set versions of the closing keys, the lasting one first.
     *
     * @param oin of the service provider
     * @param keySetVersion of its certificate
     */
    public List<Long> versions(String oin, long keySetVersion) {
        long first = jdbi.inTransaction(h -> {
            h.execute("insert into closing_key (oin, key_set_version) values (?, ?) on conflict do nothing", oin, keySetVersion);
            return h.createQuery("select key_set_version from closing_key where oin = :oin").bind("oin", oin).mapTo(Long.class).one();
        });
        return Stream.of(first, keySetVersion).distinct().toList();
    }
}
