package nl.etdnetwerk.plan;

import java.util.List;
import java.util.Optional;

/** The plan of a network: services, ports, OINs, zorgaanbieders. Ports lie within a hundred of the first. */
public final class Layout {

    /** OIN of stelselbeheer. */
    public static final String OPERATOR_OIN = "99990001000000000000";

    /** Name of stelselbeheer. */
    public static final String OPERATOR = "stelselbeheer";

    /** Name of the decryption component. */
    public static final String DECRYPTION = "decryptie";

    /** First port of a network of which nothing else is said. */
    public static final int DEFAULT_BASE = 7440;

    private static final int POSTGRES = 51;
    private static final int KAFKA = 52;

    /**
     * A service.
     *
     * @param module folder of its program, under that of the product
     * @param heap largest heap as the JVM takes it, for example 96m
     * @param internalHost name that other services find it by
     */
    public record Service(String name, String displayName, String module, int port, String oin, String heap, String internalHost) {

        /** Name of the host for browsers, under .localhost. */
        public String host() {
            return name + ".localhost";
        }

        /** Names for its certificate: every one that it is reached by. */
        public List<String> hosts() {
            return isInCluster() ? List.of(host(), internalHost, metadataHost(), name) : List.of(host());
        }

        /** Hostnames as MedMij's lists have them: of the browser's address and of that for other services. */
        public List<String> listedHosts() {
            return isInCluster() ? List.of(host(), internalHost) : List.of(host());
        }

        private boolean isInCluster() {
            return !host().equals(internalHost);
        }

        private String metadataHost() {
            return internalHost.replaceFirst("[.]", "-metadata.");
        }

        /**
         * Address that stelselbeheer fetches its metadata at: in a cluster one that also leads to a pod that is not ready, because
         * nothing is ready before stelselbeheer has the metadata of all.
         */
        public String metadataUrl() {
            return "https://" + (isInCluster() ? metadataHost() : internalHost) + ":" + port;
        }

        /** Address for browsers. */
        public String publicUrl() {
            return "https://" + host() + ":" + port;
        }

        /** Address for other services. */
        public String internalUrl() {
            return "https://" + internalHost + ":" + port;
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
    }

    /** A zorgaanbieder of the DVZA. */
    public record Zorgaanbieder(String naam, String oin, List<String> gegevensdiensten) {}

    /** Zorgaanbieders that the DVZA serves. */
    public static final List<Zorgaanbieder> ZORGAANBIEDERS = List.of(
            new Zorgaanbieder("huisartsdebron", "99990001000000000031", List.of("48", "49", "51")),
            new Zorgaanbieder("ziekenhuishetduin", "99990001000000000032", List.of("48", "51")),
            new Zorgaanbieder("ggdnoord", "99990001000000000033", List.of("63")),
            new Zorgaanbieder("wijkzorgdelinde", "99990001000000000034", List.of("48", "49", "51", "63")));

    private final int base;
    private final List<Service> services;

    private Layout(int base, Optional<String> domain) {
        this.base = base;
        this.services = List.of(
                service(0, OPERATOR, "Stelselbeheer", "stelselbeheer", OPERATOR_OIN, "96m", domain),
                service(1, "bsnk", "BSN-koppelregister", "bsnk-sim/bsnk", "99990001000000000001", "96m", domain),
                service(2, DECRYPTION, "Decryptiecomponent", "bsnk-sim/decryption-component", "99990001000000000040", "64m", domain),
                service(3, "ad-een", "Zeker-Inloggen", "authenticatiedienst", "99990001000000000011", "96m", domain),
                service(4, "ad-twee", "Mijn Sleutel", "authenticatiedienst", "99990001000000000012", "96m", domain),
                service(5, "hm", "Herkenningsmakelaar", "herkenningsmakelaar", "99990001000000000010", "96m", domain),
                service(6, "dvp", "Mijn PGO", "dvp", "99990001000000000021", "96m", domain),
                service(7, "dvza", "Zorgportaal", "dvza", "99990001000000000030", "160m", domain));
    }

    private Service service(int offset, String name, String displayName, String module, String oin, String heap, Optional<String> domain) {
        return new Service(name, displayName, module, base + offset, oin, heap, name + "." + domain.orElse("localhost"));
    }

    /** On one machine or in one container network: services find each other by the same names as browsers do. */
    public static Layout at(int base) {
        return new Layout(base, Optional.empty());
    }

    /** At 7440, or at -Detd.port-base for networks that run beside it. */
    public static Layout standard() {
        return at(Integer.getInteger("etd.port-base", DEFAULT_BASE));
    }

    /** In a cluster, where services find each other under a domain of their own, for example etd-netwerk.svc. */
    public static Layout inCluster(String domain) {
        return inCluster(domain, DEFAULT_BASE);
    }

    /** The same on other ports. */
    public static Layout inCluster(String domain, int base) {
        return new Layout(base, Optional.of(domain));
    }

    /** First port. */
    public int base() {
        return base;
    }

    /** Port of the embedded PostgreSQL. */
    public int postgresPort() {
        return base + POSTGRES;
    }

    /** Port of the embedded Kafka broker; the next one is its controller's. */
    public int kafkaPort() {
        return base + KAFKA;
    }

    /** Services in order of start. */
    public List<Service> services() {
        return services;
    }

    /** The service with this name. */
    public Service service(String name) {
        return services.stream().filter(s -> s.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service " + name));
    }
}
