package nl.etdnetwerk.bsnk.keys;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Properties;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.jdbi.v3.core.Jdbi;

import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.polymorphic.issuance.Activation;
import nl.etdnetwerk.polymorphic.issuance.AuditElements;
import nl.etdnetwerk.polymorphic.issuance.DirectIssuance;
import nl.etdnetwerk.polymorphic.issuance.MessageSigner;
import nl.etdnetwerk.polymorphic.issuance.Transformation;
import nl.etdnetwerk.polymorphic.key.SchemeKeySet;

/** Makes or reads the masters of scheme key set 1, and the parts of BSNk that work with them. */
@ApplicationScoped
public class SchemeKeys {

    private static final long SCHEME_KEY_SET_VERSION = 1;
    /** Structures that one process may sign before its numbers would be those of another: more than it lives to. */
    private static final long AUDIT_BLOCK = 1L << 32;
    private static final int HARDWARE_ID = 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Produces
    @Singleton
    SchemeKeySet keys(Jdbi jdbi) throws IOException {
        Optional<String> there = masters(jdbi);
        if (there.isEmpty()) {
            StringWriter fresh = new StringWriter();
            SchemeKeySet.generate(SCHEME_KEY_SET_VERSION, RANDOM).toProperties().store(fresh, null);
            jdbi.useHandle(
                    h -> h.createUpdate("insert into scheme_keys (version, masters) values (:version, :masters) on conflict do nothing")
                            .bind("version", SCHEME_KEY_SET_VERSION).bind("masters", fresh.toString()).execute());
            there = masters(jdbi);
        }
        Properties p = new Properties();
        p.load(new StringReader(there.orElseThrow()));
        return SchemeKeySet.fromProperties(p);
    }

    private static Optional<String> masters(Jdbi jdbi) {
        return jdbi.withHandle(h -> h.createQuery("select masters from scheme_keys where version = :version")
                .bind("version", SCHEME_KEY_SET_VERSION).mapTo(String.class).findOne());
    }

    @Produces
    @Singleton
    MessageSigner signer(SchemeKeySet keys, NetworkClock clock, Jdbi jdbi) {
        long block = jdbi.withHandle(h -> h.createQuery("select nextval('audit_block')").mapTo(Long.class).one());
        return new MessageSigner(keys, new AuditElements(keys, clock, HARDWARE_ID, block * AUDIT_BLOCK), clock, RANDOM);
    }

    @Produces
    @Singleton
    Activation activation(SchemeKeySet keys, EtdConfig config) {
        return new Activation(keys, config.oin(), RANDOM);
    }

    @Produces
    @Singleton
    Transformation transformation(SchemeKeySet keys, EtdConfig config) {
        return new Transformation(keys, config.oin(), RANDOM);
    }

    @Produces
    @Singleton
    DirectIssuance directIssuance(SchemeKeySet keys, EtdConfig config) {
        return new DirectIssuance(keys, config.oin(), RANDOM);
    }

    /** Randomness for what needs it beside these. */
    public SecureRandom random() {
        return RANDOM;
    }
}
