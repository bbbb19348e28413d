package nl.etdnetwerk.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import com.github.dockerjava.api.model.Capability;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import nl.etdnetwerk.plan.State;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.metadata.EntityIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.metadata.MetadataWriter;
import nl.etdnetwerk.useragent.Page;
import nl.etdnetwerk.useragent.PgoVisit;

/** The whole network in containers: the three flows, a service that fails, and what a failed start says. */
@RequiresNetworkImages
class EtdNetworkIT {

    private static EtdNetwork network() {
        return EtdNetwork.shared();
    }

    private static String ad() {
        return network().entityId("ad-een", "AD");
    }

    @Test
    void flowsWhenInContainersThenAllThreeEndWhereTheyShould() throws IOException {
        PgoVisit visit = network().userAgent().login(network().person("roos"));
        String pgo = network().url("dvp");

        assertThat(visit.link(ad()).address()).hasToString(pgo + "/?melding=gekoppeld");
        assertThat(visit.collect("huisartsdebron", 1, ad()).address()).hasToString(pgo + "/gegevens");
        assertThat(visit.collect("ziekenhuishetduin", 2, ad()).address()).hasToString(pgo + "/gegevens");
    }

    @Test
    void flowsWhenServicesFindEachOtherUnderNamesOfAClusterThenAllThreeEndWhereTheyShould() throws IOException {
        try (EtdNetwork cluster = EtdNetwork.builder().without(Role.DECRYPTION_COMPONENT).internalDomain("etd-netwerk.svc").build()) {
            cluster.start();
            PgoVisit visit = cluster.userAgent().login(cluster.person("roos"));
            String ad = cluster.entityId("ad-een", "AD");

            assertThat(visit.link(ad).address()).hasToString(cluster.url("dvp") + "/?melding=gekoppeld");
            assertThat(visit.collect("huisartsdebron", 1, ad).address()).hasToString(cluster.url("dvp") + "/gegevens");
            assertThat(visit.collect("ziekenhuishetduin", 2, ad).address()).hasToString(cluster.url("dvp") + "/gegevens");
        }
    }

    @Test
    void loginWhenHmIsKilledThenItGoesOnAfterTheRestart() throws IOException {
        State.Person daan = network().person("daan");
        NetworkVisitor visitor = network().userAgent().as(daan);
        Page choice = visitor.agent().open(network().url("dvp") + "/inloggen/etd");
        assertThat(choice.address().getPath()).startsWith("/keuze/");

        network().kill("hm");
        assertThatThrownBy(() -> visitor.agent().open(network().url("hm") + "/metadata")).isInstanceOf(IOException.class)
                .hasMessageContaining("these have ended:").hasMessageContaining("--- hm").hasMessageNotContaining("--- dvp");
        network().restart("hm");

        // The pending login is in the database: the same page is answered by the new process.
        Page end = visitor.pgo().walk(choice, ad());
        assertThat(end.address()).hasToString(network().url("dvp") + "/");
        assertThat(network().logs("hm").split("Listening on", -1)).hasSize(3);
    }

    @Test
    void loginWhenTheBrokerIsAwayThenItGoesOnAsIfItWereThere() throws IOException {
        ServiceContainer kafka = network().backend("kafka");
        kafka.kill();
        try {
            NetworkVisitor visitor = network().userAgent().as(network().person("daan"));
            Page end = visitor.pgo().walk(visitor.agent().open(network().url("dvp") + "/inloggen/etd"), ad());

            assertThat(end.address()).hasToString(network().url("dvp") + "/");
            assertThat(end.status()).isEqualTo(200);
        } finally {
            kafka.startAgain();
        }
    }

    @Test
    void identityWhenMadeThenItsCertificateCarriesTheOin() throws IOException {
        SupplierIdentity identity = network().identity("Leverancier BV", "99990009000000000002", "localhost");

        assertThat(identity.chain().get(0).getSubjectX500Principal().getName()).contains("2.5.4.5=#1314" + hex("99990009000000000002"));
        assertThat(identity.chain()).hasSize(2);
        assertThat(identity.tls().getProtocol()).isEqualTo("TLS");
    }

    private static String hex(String text) {
        StringBuilder s = new StringBuilder();
        text.chars().forEach(c -> s.append(Integer.toHexString(c)));
        return s.toString();
    }

    @Test
    void registrationWhenMetadataIsNotSignedThenTheFindingsAreInTheMessage() {
        assertThatThrownBy(() -> network().register(PartyRegistration.of("<a/>".getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                .isInstanceOf(EtdNetworkException.class).hasMessageContaining("422").hasMessageContaining("\"clause\"");
    }

    @Test
    void startWhenAnImageIsMissingThenTheMessageNamesIt() {
        EtdNetwork other = EtdNetwork.builder().images("etd-netwerk", "no-such-tag").startupTimeout(Duration.ofSeconds(30)).build();

        assertThatThrownBy(other::start).isInstanceOf(EtdNetworkException.class).hasMessageContaining("no-such-tag");
    }

    @Test
    void startWhenNotReadyInTimeThenTheMessageHasTheLastLinesOfWhoIsNot() {
        EtdNetwork other = EtdNetwork.builder().startupTimeout(Duration.ofSeconds(3)).build();

        assertThatThrownBy(other::start).isInstanceOf(EtdNetworkException.class)
                .hasMessageMatching("(?s).*[a-z-]+: not ready after 3 s[.] Its last lines:\\R.*");
    }

    @Test
    void startWhenHmAndServiceProvidersAreLeftOutThenTheRestGetsReadyAndTakesASuppliers() throws IOException {
        try (EtdNetwork other = EtdNetwork.builder().without(Role.HERKENNINGSMAKELAAR, Role.DVP, Role.DVZA).build()) {
            other.start();
            SupplierIdentity identity = other.identity("Leverancier BV", "99990009000000000007", "pgo.localhost");
            byte[] metadata = metadata(identity, "99990009000000000007");

            assertThat(other
                    .register(PartyRegistration.of(metadata).hostnames("pgo.localhost").dvp("Leverancier BV", "pgo.localhost", "loa3")))
                    .isEqualTo(EntityIds.of("DV", "99990009000000000007", 9001));
            assertThatThrownBy(() -> other.logs("hm")).hasMessageContaining("not in this network");
        }
    }

    /** Metadata of a supplier's PGO. */
    private static byte[] metadata(SupplierIdentity identity, String oin) throws IOException {
        SigningKey key = new SigningKey(identity.privateKey(), identity.chain().get(0));
        var keys = List.of(MetadataWriter.key(EntityMetadata.Use.SIGNING, key), MetadataWriter.key(EntityMetadata.Use.ENCRYPTION, key));
        return MetadataWriter.entity(new EntityMetadata(EntityIds.of("DV", oin, 9001), Optional.of("Leverancier BV"), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.of(new EntityMetadata.ServiceProvider(keys, List.of(), List.of(),
                        List.of(new EntityMetadata.IndexedEndpoint(0, true, SamlNames.BINDING_ARTIFACT, "https://pgo.localhost/acs")),
                        List.of(new EntityMetadata.Service(1, true, "Inloggen", EntityIds.service(oin, 9001)))))),
                key);
    }

    @Test
    void registrationWhenByAnAddressOnTheHostThenAContainerFetchesItThere() throws Exception {
        NetworkInterface bridge = NetworkInterface.getByName("docker0");
        assumeTrue(bridge != null, "the host has no address here that containers know");
        String oin = "99990009000000000008";
        SupplierIdentity identity = network().identity("Leverancier op de host", oin, "host.testcontainers.internal");
        byte[] metadata = metadata(identity, oin);
        // On the one address that containers have for the host, and on no other.
        HttpsServer host = HttpsServer
                .create(new InetSocketAddress(bridge.inetAddresses().filter(Inet4Address.class::isInstance).findFirst()
                        .orElseThrow(), 0), 1);
        host.setHttpsConfigurator(new HttpsConfigurator(identity.tls()));
        host.createContext("/metadata", exchange -> {
            exchange.sendResponseHeaders(200, metadata.length);
            exchange.getResponseBody().write(metadata);
            exchange.close();
        });
        host.start();
        try {
            assertThat(network().register(
                    PartyRegistration.at("https://host.testcontainers.internal:" + host.getAddress().getPort() + "/metadata")
                            .dvp("PGO op de host", "host.testcontainers.internal", "loa2").hostnames("host.testcontainers.internal")))
                    .isEqualTo(EntityIds.of("DV", oin, 9001));
        } finally {
            host.stop(0);
        }
    }

    @Test
    void identityWhenOfARoleThenThatOfTheProductWhosePlaceIsTaken() throws Exception {
        SupplierIdentity dvp = network().identity(Role.DVP);

        assertThat(EntityIds.oin(dvp.chain().get(0))).contains("99990001000000000021");
        assertThat(dvp.chain().get(0).getSubjectAlternativeNames().toString()).contains("dvp.localhost");
        assertThatThrownBy(() -> network().identity(Role.DECRYPTION_COMPONENT)).isInstanceOf(EtdNetworkException.class);
        assertThatThrownBy(() -> EtdNetwork.builder().build().caFile()).hasMessage("the network was not started");
    }

    @Test
    void databaseWhenOfAnotherServiceThenARoleCannotEvenConnect() throws Exception {
        for (String own : List.of("dvp", "hm", "ad_een")) {
            for (String database : List.of("dvp", "dvza", "bsnk", "hm", "ad_een", "stelselbeheer")) {
                var answer = network().backend("postgres").execInContainer("sh", "-c", "PGPASSWORD=$(cat /etc/etd/" + own
                        + ") $(ls -d /usr/lib/postgresql/*/bin)/psql -h 127.0.0.1 -U " + own + " -d " + database + " -tAc 'select 7'");
                if (own.equals(database)) {
                    assertThat(answer.getStdout().trim()).as(own).isEqualTo("7");
                } else {
                    assertThat(answer.getExitCode()).as(own + " at " + database).isEqualTo(2);
                    assertThat(answer.getStderr()).contains("permission denied for database");
                }
            }
        }
    }

    @Test
    void containersWhenRunningThenReadOnlyWithoutCapabilitiesAndWithALimit() {
        for (String name : List.of("stelselbeheer", "bsnk", "ad-een", "hm", "dvp", "dvza")) {
            var info = network().service(name).getContainerInfo();
            assertThat(info.getHostConfig().getReadonlyRootfs()).as(name).isTrue();
            assertThat(info.getHostConfig().getCapDrop()).as(name).containsExactly(Capability.ALL);
            assertThat(info.getHostConfig().getMemory()).as(name).isPositive();
            assertThat(info.getConfig().getUser()).as(name).isEqualTo("10001:10001");
        }
    }

    @Test
    void networksWhenBuiltBesideEachOtherThenTheirPortsDiffer() {
        assertThat(EtdNetwork.builder().build().url("dvp")).isNotEqualTo(EtdNetwork.builder().build().url("dvp"));
    }
}
