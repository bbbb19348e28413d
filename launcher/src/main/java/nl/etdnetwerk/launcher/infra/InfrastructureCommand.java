package nl.etdnetwerk.launcher.infra;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import nl.etdnetwerk.launcher.network.Folders;
import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Runs PostgreSQL and a Kafka broker until it is told to stop. Started by {@code up}. */
@Command(name = "infra", hidden = true, description = "Run PostgreSQL and Kafka.")
public final class InfrastructureCommand implements Callable<Integer> {

    @ParentCommand
    private Folders netwerk;

    @Override
    public Integer call() throws Exception {
        State state = new State(netwerk.state(), Layout.standard(), Clock.systemUTC());
        requireFree(state.layout().postgresPort());
        requireFree(state.layout().kafkaPort());
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.countDown();
            try {
                stopped.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        CompletableFuture<Void> kafka = CompletableFuture.runAsync(() -> EmbeddedKafka.start(state.file("kafka"),
                new EmbeddedKafka.Listener("127.0.0.1", state.layout().kafkaPort(), "127.0.0.1")));
        try (EmbeddedPostgres postgres = new PostgresPrograms(netwerk.root())
                .start(EmbeddedPostgres.builder().setPort(state.layout().postgresPort())
                        .setDataDirectory(state.file("pg").toFile()).setCleanDataDirectory(false)
                        .setServerConfig("listen_addresses", "127.0.0.1").setServerConfig("max_connections", "150")
                        .setServerConfig("shared_buffers", "32MB").setServerConfig("synchronous_commit", "off"))) {
            try (Connection c = postgres.getPostgresDatabase().getConnection(); Statement s = c.createStatement()) {
                s.execute("revoke connect on database postgres, template1 from public");
                for (Layout.Service service : state.layout().services()) {
                    database(s, service.database(), state.databasePassword(service.database()));
                }
            }
            System.out.println("PostgreSQL ready");
            kafka.get();
            System.out.println("Kafka ready");
            Files.writeString(state.file("run/infra-ready"), "");
            stop.await();
        } finally {
            EmbeddedKafka.stop();
            stopped.countDown();
        }
        return 0;
    }

    private static void database(Statement s, String name, String password) throws SQLException {
        // Each by itself: a start that broke off in between, or a password file that was lost, is put right by the next.
        if (!exists(s, "pg_roles where rolname", name)) {
            s.execute("create role " + name + " login");
        }
        s.execute("alter role " + name + " password '" + password + "'");
        if (!exists(s, "pg_database where datname", name)) {
            s.execute("create database " + name + " owner " + name);
        }
        s.execute("revoke connect on database " + name + " from public");
    }

    private static boolean exists(Statement s, String where, String name) throws SQLException {
        try (var r = s.executeQuery("select 1 from " + where + " = '" + name + "'")) {
            return r.next();
        }
    }

    /** What neither PostgreSQL nor Kafka says in a way that reaches anybody. */
    private static void requireFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("127.0.0.1", port));
        } catch (IOException e) {
            throw new IOException("port " + port + " is in use", e);
        }
    }
}
