package nl.etdnetwerk.bsnk.keys;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
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
    private static final long AUDIT_BLOCK = 1_000_000;
    private static final int HARDWARE_ID = 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Produces
    @Singleton
    SchemeKeySet keys(EtdConfig config) throws IOException {
        Path file = config.stateDir().resolve("scheme-keys.properties");
        Properties p = new Properties();
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                p.load(in);
            }
            return SchemeKeySet.fromProperties(p);
        }
        SchemeKeySet keys = SchemeKeySet.generate(SCHEME_KEY_SET_VERSION, RANDOM);
        Files.createDirectories(file.getParent());
        Path partial = Files.createTempFile(file.getParent(), "scheme-keys", ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer out = Files.newBufferedWriter(partial)) {
            keys.toProperties().store(out, null);
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        return keys;
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
