package nl.etdnetwerk.e2e;

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

import javax.net.ssl.SSLContext;

import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.ServiceSettings;
import nl.etdnetwerk.plan.State;

/**
 * A supplier's server beside the network: a process, keys, OIN, address and database of its own. It is one of our programs, standing
 * for that of a supplier; the network knows nothing of it but what `party` was told.
 */
final class SupplierProcess implements AutoCloseable {

    private static final int MANAGEMENT = 20;
    private final State state;
    private final Path folder;
    private final Layout.Service service;
    private Process process;

    /**
     * Makes its keys by command.
     *
     * @param name of its host, under .localhost
     * @param module folder of the program
     */
    SupplierProcess(String name, String displayName, String module, String oin) throws IOException {
        this.state = NetworkUnderTest.get().state();
        this.folder = NetworkUnderTest.FOLDER.resolve(name);
        this.service = new Layout.Service(name, displayName, module, freePort(), oin, "160m", name + ".localhost");
        keys("server", oin);
    }

    private static int freePort() throws IOException {
        for (int tries = 0; tries < 100; tries++) {
            try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    ServerSocket two = new ServerSocket(one.getLocalPort() + MANAGEMENT, 1, InetAddress.getLoopbackAddress())) {
                return two.getLocalPort() - MANAGEMENT;
            } catch (IOException | IllegalArgumentException e) {
                // The second is taken: another pair.
            }
        }
        throw new IOException("no free pair of ports");
    }

    /** A key in a folder of its own. */
    void keys(String sub, String oin) throws IOException {
        if (SupplierDv.netwerk("party", "keys", "--organisation", service.displayName(), "--oin", oin, "--host", service.host(), "--out",
                folder.resolve(sub).toString()) != 0) {
            throw new IOException("no keys");
        }
    }

    /** What it keeps. */
    Path folder() {
        return folder;
    }

    /** Name, addresses and OIN. */
    Layout.Service service() {
        return service;
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

    /** Starts it and waits until it answers at a path. */
    void start(String path) throws IOException, SQLException {
        Path root = Path.of(System.getProperty("etd.root"));
        ServiceSettings.Places places = new ServiceSettings.Places(folder.resolve("server"), folder.resolve("server/ca.crt"), folder,
                Optional.empty(), folder, folder, folder.resolve("zorgaanbieders.json"), folder);
        Map<String, String> settings = ServiceSettings.of(state.layout(), service, places,
                new ServiceSettings.Backends("127.0.0.1:" + state.layout().postgresPort(), "127.0.0.1:" + state.layout().kafkaPort()));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xmx160m", "-XX:TieredStopAtLevel=1", "-Djdk.net.hosts.file=" + state.hostsFile()));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", root.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar").toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
        builder.environment().put(ServiceSettings.variable(ServiceSettings.DATABASE_PASSWORD), database());
        process = builder.start();
        await("answers", () -> isOk(service.publicUrl() + path));
    }

    /** Waits until it says it is ready. */
    void awaitReady() throws IOException {
        await("is ready", () -> isOk("http://127.0.0.1:" + service.managementPort() + "/health/ready"));
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

    /** As others do, but no longer than it lives, and with its log when it does not come. */
    private void await(String what, Await.Condition condition) throws IOException {
        try {
            Await.until(service.name() + " " + what, () -> {
                if (!process.isAlive()) {
                    throw new IOException(service.name() + " has ended");
                }
                return condition.holds();
            });
        } catch (IOException e) {
            throw new IOException(e.getMessage() + ":\n" + Files.readString(folder.resolve("log")), e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            process.onExit().join();
        }
    }
}
