package nl.etdnetwerk.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.ServiceSettings;
import nl.etdnetwerk.plan.State;

/**
 * A supplier's server beside the network: a process, keys, OIN, address and database of its own. It is one of our programs, standing
 * for that of a supplier; the network knows nothing of it but what `party` was told.
 */
final class SupplierProcess implements AutoCloseable {

    private final State state;
    private final Path folder;
    private final Layout.Service service;
    private ServiceProcess process;

    /**
     * Makes its keys by command.
     *
     * @param name of its host, under .localhost
     * @param module folder of the program
     */
    SupplierProcess(String name, String displayName, String module, String oin) throws IOException {
        this.state = NetworkUnderTest.get().state();
        this.folder = NetworkUnderTest.FOLDER.resolve(name);
        this.service = new Layout.Service(name, displayName, module, ServiceProcess.freePort(), oin, "160m", name + ".localhost");
        keys("server", oin);
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
        ServiceSettings.Places places = new ServiceSettings.Places(folder.resolve("server"), folder.resolve("server/ca.crt"), folder,
                Optional.empty(), folder, folder, folder.resolve("zorgaanbieders.json"), folder);
        Map<String, String> settings = ServiceSettings.of(state.layout(), service, places,
                ServiceSettings.Backends.onThisMachine(state.layout()));
        process = ServiceProcess.start(service, settings, database(), folder.resolve("log"));
        process.await("answers", service.publicUrl() + path);
    }

    /** Waits until it says it is ready. */
    void awaitReady() throws IOException {
        process.awaitReady();
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
