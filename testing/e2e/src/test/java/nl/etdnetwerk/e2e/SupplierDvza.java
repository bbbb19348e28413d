package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import javax.net.ssl.SSLContext;

import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.ServiceSettings;
import nl.etdnetwerk.plan.State;

/**
 * A supplier's DVZA beside the network: a process, keys, OIN, address and database of its own, serving one zorgaanbieder. It is
 * our program, standing for that of a supplier; the network knows nothing of it but what `party` was told.
 */
final class SupplierDvza implements AutoCloseable {

    static final String ENTITY_ID = "urn:etoegang:DV:99990009000000000031:entities:9001";
    private static final String NAME = "leverancier-dvza";
    private static final String SERVER_OIN = "99990009000000000030";
    private static final String ZORGAANBIEDER_OIN = "99990009000000000031";
    private final State state;
    private final String zorgaanbieder;
    private final Path folder;
    private final Layout.Service service;
    private Process process;

    /** Makes keys by command and starts the process. */
    SupplierDvza(String zorgaanbieder, List<String> gegevensdiensten) throws Exception {
        this.state = NetworkUnderTest.get().state();
        this.zorgaanbieder = zorgaanbieder;
        this.folder = NetworkUnderTest.FOLDER.resolve(NAME);
        this.service = new Layout.Service(NAME, "Leverancier DVZA", "dvza", freePort(), SERVER_OIN, "160m", NAME + ".localhost");
        keys("server", SERVER_OIN);
        keys("zorgaanbieder", ZORGAANBIEDER_OIN);
        Files.writeString(folder.resolve("zorgaanbieders.json"), "[{\"naam\":\"" + zorgaanbieder + "\",\"oin\":\"" + ZORGAANBIEDER_OIN
                + "\",\"keysDir\":\"zorgaanbieder\",\"gegevensdiensten\":[\"" + String.join("\",\"", gegevensdiensten) + "\"]}]");
        start(database());
    }

    private static int freePort() throws IOException {
        // Its management port lies twenty further.
        while (true) {
            try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    ServerSocket two = new ServerSocket(one.getLocalPort() + 20, 1, InetAddress.getLoopbackAddress())) {
                return two.getLocalPort() - 20;
            } catch (IOException | IllegalArgumentException e) {
                // The second is taken: another pair.
            }
        }
    }

    private void keys(String sub, String oin) throws IOException {
        if (SupplierDv.netwerk("party", "keys", "--organisation", "Leverancier DVZA", "--oin", oin, "--host", service.host(), "--out",
                folder.resolve(sub).toString()) != 0) {
            throw new IOException("no keys");
        }
    }

    private String database() throws SQLException {
        String password = UUID.randomUUID().toString();
        try (Connection c = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + state.layout().postgresPort() + "/postgres",
                "postgres", "postgres"); Statement s = c.createStatement()) {
            s.execute("create role " + service.database() + " login password '" + password + "'");
            s.execute("create database " + service.database() + " owner " + service.database());
        }
        return password;
    }

    private void start(String password) throws IOException {
        Path root = Path.of(System.getProperty("etd.root"));
        ServiceSettings.Places places = new ServiceSettings.Places(folder.resolve("server"), folder.resolve("server/ca.crt"), folder,
                Optional.empty(), folder, folder, folder.resolve("zorgaanbieders.json"), folder);
        Map<String, String> settings = ServiceSettings.of(state.layout(), service, places,
                new ServiceSettings.Backends("127.0.0.1:" + state.layout().postgresPort(), "127.0.0.1:" + state.layout().kafkaPort()));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xmx160m", "-XX:TieredStopAtLevel=1", "-Djdk.net.hosts.file=" + state.hostsFile()));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", root.resolve("dvza/target/quarkus-app/quarkus-run.jar").toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
        builder.environment().put(ServiceSettings.variable(ServiceSettings.DATABASE_PASSWORD), password);
        process = builder.start();
    }

    /** Takes the place of the network's own zorgaanbieder of this name, in two commands, and waits until it has its keys. */
    void takeTheSeat(String ownEntityId, List<String> gegevensdiensten) throws Exception {
        assertThat(SupplierDv.netwerk("party", "remove", ownEntityId)).isZero();
        // Its metadata can be fetched as soon as it answers at all.
        await("answers", () -> isOk(service.publicUrl() + "/metadata/" + zorgaanbieder));
        assertThat(SupplierDv.netwerk(registration(service.publicUrl(), service.host(), gegevensdiensten))).isZero();
        await("is ready", () -> isOk("http://127.0.0.1:" + service.managementPort() + "/health/ready"));
    }

    /** The command that registers a zorgaanbieder of this name at an address. */
    String[] registration(String url, String host, List<String> gegevensdiensten) {
        List<String> command = new ArrayList<>(List.of("party", "add", "--metadata", url + "/metadata/" + zorgaanbieder, "--host", host,
                "--zorgaanbieder", zorgaanbieder + "@medmij", "--authorization", url + "/auth", "--token", url + "/token", "--fhir-stu3",
                url + "/fhir/" + zorgaanbieder + "/stu3", "--fhir-r4", url + "/fhir/" + zorgaanbieder + "/r4", "--bsn"));
        gegevensdiensten.forEach(g -> command.addAll(List.of("--gegevensdienst", g)));
        return command.toArray(new String[0]);
    }

    /** Gives the seat back to the network's own. */
    void giveTheSeatBack(List<String> gegevensdiensten) throws IOException {
        assertThat(SupplierDv.netwerk("party", "remove", ENTITY_ID)).isZero();
        assertThat(SupplierDv.netwerk(registration(url("dvza"), "dvza.localhost", gegevensdiensten))).isZero();
    }

    /** Address for browsers. */
    String publicUrl() {
        return service.publicUrl();
    }

    private boolean isOk(String url) throws IOException {
        // A service that does not answer yet is no failure; a network without a CA is.
        SSLContext trusting = state.tls(null);
        try {
            return HttpClient.newBuilder().sslContext(trusting).build()
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String what, Condition condition) throws IOException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.holds()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new IOException(NAME + " never " + what + ":\n" + Files.readString(folder.resolve("log")));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
