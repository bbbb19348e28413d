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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.ServiceSettings;
import nl.etdnetwerk.plan.State;

/** One of our programs as a process beside those of the network under test. */
final class ServiceProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MANAGEMENT = 20;
    private final Layout.Service service;
    private final Process process;
    private final Path log;
    private final HttpClient client;

    private ServiceProcess(Layout.Service service, Process process, Path log, HttpClient client) {
        this.service = service;
        this.process = process;
        this.log = log;
        this.client = client;
    }

    /** A port that is free, as is that for management above it. */
    static int freePort() throws IOException {
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

    /** Starts it; the password is that of its database. */
    static ServiceProcess start(Layout.Service service, Map<String, String> settings, String password, Path log) throws IOException {
        State state = NetworkUnderTest.get().state();
        Path root = Path.of(System.getProperty("etd.root"));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xmx160m", "-XX:TieredStopAtLevel=1", "-Djdk.net.hosts.file=" + state.hostsFile()));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", root.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar").toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put(ServiceSettings.variable(ServiceSettings.DATABASE_PASSWORD), password);
        return new ServiceProcess(service, builder.start(), log, HttpClient.newBuilder().sslContext(state.tls(null)).build());
    }

    /**
     * One more of a service of the network, on a free port and under the same name to others.
     *
     * @param name of its folder, in that of the network
     * @param keys with tls.crt and tls.key
     * @param ca the root it trusts
     * @param more settings of its own
     */
    static ServiceProcess replica(String of, String name, Path keys, Path ca, ServiceSettings.Backends backends,
            Map<String, String> more) throws IOException {
        State state = NetworkUnderTest.get().state();
        Layout.Service service = state.layout().service(of);
        int port = freePort();
        Path own = Files.createDirectories(NetworkUnderTest.FOLDER.resolve(name));
        Map<String, String> settings = ServiceSettings.of(state.layout(), service,
                new ServiceSettings.Places(keys, ca, own, Optional.empty(), own, own, own, own), backends);
        settings.put("etd.port", Integer.toString(port));
        settings.put("etd.management-port", Integer.toString(port + MANAGEMENT));
        settings.putAll(more);
        Layout.Service replica = new Layout.Service(name, service.displayName(), service.module(), port, service.oin(), "160m",
                service.host());
        return start(replica, settings, state.databasePassword(service.database()), own.resolve("log"));
    }

    /** Where it listens. */
    int port() {
        return service.port();
    }

    /** Waits until it says it is ready, and has what is published now: no command waits for a server that is not of the network. */
    void awaitReady() throws IOException {
        await("is ready", health());
        String published = body(NetworkUnderTest.url("stelselbeheer") + "/publication");
        Await.until(service.name() + " has publication " + published,
                () -> JSON.readTree(body(health())).findPath("publication").asText().equals(published));
    }

    private String body(String url) throws IOException {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Waits until there is a good answer at an address, but no longer than it lives, and with its log when it does not come. */
    void await(String what, String url) throws IOException {
        try {
            Await.until(service.name() + " " + what, () -> {
                if (!process.isAlive()) {
                    throw new IOException(service.name() + " has ended");
                }
                return isOk(url);
            });
        } catch (IOException e) {
            throw new IOException(e.getMessage() + ":\n" + Files.readString(log), e);
        }
    }

    /** What it has written so far. */
    List<String> lines() throws IOException {
        return Files.readAllLines(log);
    }

    /** Waits for a line with this in it. */
    void awaitLine(String part) throws IOException {
        Await.until(service.name() + " says " + part, () -> lines().stream().anyMatch(l -> l.contains(part)));
    }

    /** Whether it says it is ready. */
    boolean isReady() {
        return isOk(health());
    }

    /** Waits until it has ended by itself, and gives its exit status. */
    int awaitEnd() throws IOException {
        Await.until(service.name() + " ends", () -> !process.isAlive());
        return process.exitValue();
    }

    private String health() {
        return "http://127.0.0.1:" + service.managementPort() + "/health/ready";
    }

    private boolean isOk(String url) {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
