package nl.etdnetwerk.launcher.network;

import java.nio.file.Path;
import java.util.List;

/** The fixed plan of the local network: services, ports, OINs, zorgaanbieders. */
public final class Layout {

    /** Port of the embedded PostgreSQL. */
    public static final int POSTGRES_PORT = base() + 51;
    /** Port of the embedded Kafka broker. */
    public static final int KAFKA_PORT = base() + 52;
    /** OIN of stelselbeheer. */
    public static final String OPERATOR_OIN = "99990001000000000000";

    /** Name of the decryption component. */
    public static final String DECRYPTION = "decryptie";

    /** A service process. */
    public record Service(String name, String displayName, String module, int port, String oin, String heap) {

        /** Name of the host, under .localhost. */
        public String host() {
            return name + ".localhost";
        }

        /** Address for browsers; the same for services, which find the name in a hosts file. */
        public String url() {
            return "https://" + host() + ":" + port;
        }

        /** SAML entity ID in a role, for example AD. */
        public String entityId(String role) {
            return "urn:etoegang:" + role + ":" + oin + ":entities:9001";
        }

        /** Port of health checks. */
        public int managementPort() {
            return port + 20;
        }

        /** Database and role. */
        public String database() {
            return name.replace('-', '_');
        }

        /** The program. */
        public Path jar(Path root) {
            return root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        }
    }

    /** A zorgaanbieder of the DVZA. */
    public record Zorgaanbieder(String naam, String oin, List<String> gegevensdiensten) {}

    /** In order of start. */
    public static final List<Service> SERVICES = List.of(
            new Service("stelselbeheer", "Stelselbeheer", "stelselbeheer", base(), OPERATOR_OIN, "96m"),
            new Service("bsnk", "BSN-koppelregister", "bsnk-sim/bsnk", base() + 1, "99990001000000000001", "96m"),
            new Service(DECRYPTION, "Decryptiecomponent", "bsnk-sim/decryption-component", base() + 2, "99990001000000000040", "64m"),
            new Service("ad-een", "Zeker-Inloggen", "authenticatiedienst", base() + 3, "99990001000000000011", "96m"),
            new Service("ad-twee", "Mijn Sleutel", "authenticatiedienst", base() + 4, "99990001000000000012", "96m"),
            new Service("hm", "Herkenningsmakelaar", "herkenningsmakelaar", base() + 5, "99990001000000000010", "96m"),
            new Service("dvp", "Mijn PGO", "dvp", base() + 6, "99990001000000000021", "96m"),
            new Service("dvza", "Zorgportaal", "dvza", base() + 7, "99990001000000000030", "160m"));

    /** Zorgaanbieders that the DVZA serves. */
    public static final List<Zorgaanbieder> ZORGAANBIEDERS = List.of(
            new Zorgaanbieder("huisartsdebron", "99990001000000000031", List.of("48", "49", "51")),
            new Zorgaanbieder("ziekenhuishetduin", "99990001000000000032", List.of("48", "51")),
            new Zorgaanbieder("ggdnoord", "99990001000000000033", List.of("63")),
            new Zorgaanbieder("wijkzorgdelinde", "99990001000000000034", List.of("48", "49", "51", "63")));

    private Layout() {}

    /** First port of the network: 7440, or -Detd.port-base for tests that run beside it. Everything is within a hundred of it. */
    public static int base() {
        return Integer.getInteger("etd.port-base", 7440);
    }

    /** The service with this name. */
    public static Service service(String name) {
        return SERVICES.stream().filter(s -> s.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service " + name));
    }
}
