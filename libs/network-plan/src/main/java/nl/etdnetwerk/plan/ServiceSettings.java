package nl.etdnetwerk.plan;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a service is told when it starts: names of settings with their values. A secret is never among them. */
public final class ServiceSettings {

    /** Nobody else has a way to BSNk. */
    private static final String BSNK_URL = "etd.bsnk-url";

    /** Name of the one setting that is secret: the password of the database role. */
    public static final String DATABASE_PASSWORD = "etd.database.password";

    /**
     * Where a service finds its files.
     *
     * @param keys folder with tls.key and tls.crt
     * @param ca root certificate
     * @param state folder of its own to write in
     * @param accounts accounts that an AD or DVP makes at first start
     * @param authority folder with the test PKI; stelselbeheer only
     * @param parties what stelselbeheer registers at first start
     * @param zorgaanbieders whom the DVZA serves
     * @param tokenIssuerKey public key of bearer tokens for the decryption component
     */
    public record Places(Path keys, Path ca, Path state, Optional<Path> accounts, Path authority, Path parties, Path zorgaanbieders,
            Path tokenIssuerKey) {

        /** In a container image: everything that is handed to a service is mounted in one folder. */
        public static Places inContainer(Layout.Service s) {
            Path given = Path.of("/etc/etd");
            boolean accounts = s.module().equals("authenticatiedienst") || s.module().equals("dvp");
            return new Places(given, given.resolve("ca.crt"), Path.of("/var/lib/etd"),
                    accounts ? Optional.of(given.resolve("accounts.json")) : Optional.empty(), given.resolve("ca"),
                    given.resolve("parties.json"), given.resolve("zorgaanbieders.json"), given.resolve("token-issuer.pem"));
        }
    }

    /**
     * What the services stand on.
     *
     * @param postgres host and port
     * @param kafka host and port
     */
    public record Backends(String postgres, String kafka) {

        /** Where containers and pods find them. */
        public static final Backends IN_CONTAINERS = new Backends("postgres:5432", "kafka:9092");

        /** On the ports of a network on one machine. */
        public static Backends onThisMachine(Layout layout) {
            return onThisMachine(layout.postgresPort(), layout.kafkaPort());
        }

        /** On other ports of this machine. */
        public static Backends onThisMachine(int postgres, int kafka) {
            return new Backends("127.0.0.1:" + postgres, "127.0.0.1:" + kafka);
        }
    }

    private ServiceSettings() {}

    /** Settings of one service, in a fixed order. */
    public static Map<String, String> of(Layout layout, Layout.Service s, Places places, Backends backends) {
        Map<String, Object> m = new LinkedHashMap<>();
        if (backends.equals(Backends.IN_CONTAINERS)) {
            // There something starts a process again that has ended.
            m.put("farewell.new-keys", places.keys().resolve("tls.crt") + "," + places.ca());
        }
        if (s.name().equals(Layout.DECRYPTION)) {
            m.put("decryption.port", s.port());
            m.put("decryption.management-port", s.managementPort());
            m.put("decryption.keys-dir", places.keys());
            m.put("decryption.ca-file", places.ca());
            m.put("decryption.token-issuer-key", places.tokenIssuerKey());
            return texts(m);
        }
        m.put("etd.name", s.name());
        m.put("etd.display-name", s.displayName());
        m.put("etd.oin", s.oin());
        m.put("etd.port", s.port());
        m.put("etd.management-port", s.managementPort());
        m.put("etd.public-url", s.publicUrl());
        m.put("etd.internal-url", s.internalUrl());
        m.put("etd.keys-dir", places.keys());
        m.put("etd.ca-file", places.ca());
        m.put("etd.state-dir", places.state());
        m.put("etd.stelselbeheer-url", layout.service("stelselbeheer").internalUrl());
        m.put("etd.operator-oin", Layout.OPERATOR_OIN);
        m.put("etd.demo", true);
        m.put("etd.kafka", backends.kafka());
        m.put("etd.database.url", "jdbc:postgresql://" + backends.postgres() + "/" + s.database());
        m.put("etd.database.user", s.database());
        places.accounts().ifPresent(file -> m.put("etd.accounts-file", file));
        switch (s.module()) {
            case "stelselbeheer" -> {
                m.put("stelselbeheer.ca-dir", places.authority());
                m.put("stelselbeheer.parties-file", places.parties());
            }
            // One AD goes up to LoA4 (security key), the other to LoA3, so that the choice by level can be seen.
            case "authenticatiedienst" -> {
                m.put(BSNK_URL, layout.service("bsnk").internalUrl());
                m.put("ad.level", s.name().equals("ad-een") ? "LOA4" : "LOA3");
            }
            case "herkenningsmakelaar" -> m.put(BSNK_URL, layout.service("bsnk").internalUrl());
            case "dvp" -> m.put("dvp.client-id", s.host());
            case "dvza" -> m.put("dvza.zorgaanbieders-file", places.zorgaanbieders());
            default -> {
                // Nothing of its own.
            }
        }
        return texts(m);
    }

    private static Map<String, String> texts(Map<String, Object> settings) {
        Map<String, String> texts = new LinkedHashMap<>();
        settings.forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    /** The environment variable that sets the same as a setting, for example ETD_PUBLIC_URL. */
    public static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
