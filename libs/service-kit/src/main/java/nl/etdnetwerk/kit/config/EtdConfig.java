package nl.etdnetwerk.kit.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a service has to know about itself and the network. */
@ConfigMapping(prefix = "etd")
public interface EtdConfig {

    /** Short name of the service, for example {@code hm}; appears in trace events. */
    String name();

    /** Name that people see. */
    @WithDefault("eTD-netwerk")
    String displayName();

    /** OIN of the organisation, 20 digits. */
    String oin();

    /** Address for browsers, without trailing slash. */
    String publicUrl();

    /** Address for other services, without trailing slash. */
    String internalUrl();

    /** Port of the HTTPS listener. */
    int port();

    /** Port of health checks; plain HTTP on loopback or inside the cluster. */
    int managementPort();

    /** Folder with tls.key and tls.crt: TLS server, TLS client and message signing. */
    Path keysDir();

    /** PEM file with the root that everybody in the network is issued under. */
    Path caFile();

    /** Internal address of stelselbeheer. */
    String stelselbeheerUrl();

    /** OIN of stelselbeheer: the only signer of metadata and catalogue that is accepted. */
    @WithDefault("99990001000000000000")
    String operatorOin();

    /** Folder for what has to survive a restart outside the database, for example the last good copy of the metadata. */
    Path stateDir();

    /** Whether pages offer test persons to pick from. */
    @WithDefault("false")
    boolean demo();

    /** How far the clock of another party may differ. */
    @WithDefault("5S")
    Duration clockSkew();

    /** How often metadata, catalogue and lists are fetched once they have been fetched. */
    @WithDefault("30S")
    Duration refresh();

    /** Whether metadata, catalogue and lists are fetched; only stelselbeheer itself has no need to. */
    @WithDefault("true")
    boolean followNetwork();

    /**
     * What a service is ready without, where it has nothing in it until a supplier has come: oauthclientlist in a network without
     * our own DVP, zorgaanbiederslijst in one without our own DVZA, catalogue and whitelist as well in one without both, and keys (of
     * service providers, which come through the HM) in one without our own HM.
     */
    Optional<Set<String>> readyWithout();

    /** Whether a service is ready without this; without clients and zorgaanbieders, catalogue and whitelist are empty too. */
    default boolean isReadyWithout(String what) {
        Set<String> told = readyWithout().orElse(Set.of());
        boolean nobody = told.containsAll(Set.of("oauthclientlist", "zorgaanbiederslijst"))
                && Set.of("catalogue", "whitelist").contains(what);
        return told.contains(what) || nobody;
    }

    /** PostgreSQL. */
    Database database();

    /** Trace events. */
    Trace trace();

    /** Database of this service alone. */
    interface Database {
        /** JDBC URL. */
        String url();

        /** Role. */
        String user();

        /** Password of the role. */
        String password();
    }

    /** Trace events over Kafka. */
    interface Trace {
        /** Topic. */
        @WithDefault("etd.trace")
        String topic();

        /** Events kept while the broker is away; beyond that they are dropped and counted. */
        @WithDefault("10000")
        int buffer();

        /** Whether events are sent at all. */
        @WithDefault("true")
        boolean enabled();
    }

    /** Kafka bootstrap address for trace events. */
    @WithDefault("127.0.0.1:7492")
    String kafka();

    /** Internal address of BSNk; for HM and AD. */
    Optional<String> bsnkUrl();

    /** OIN that BSNk has to show; for HM and AD. */
    @WithDefault("99990001000000000001")
    String bsnkOin();

    /** File with accounts that are made at first start, for demonstrations and tests. */
    Optional<Path> accountsFile();

    /** Whether RSA signatures are made and verified, and RSA-OAEP is opened, by a native library where the machine has one. */
    @WithDefault("true")
    boolean nativeRsa();
}
