package nl.etdnetwerk.testsupport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.ServiceSettings;
import nl.etdnetwerk.plan.State;

/**
 * Runs one service of the plan in a {@code @QuarkusTest}: keys, a PostgreSQL of its own, and a last good copy of a network's
 * documents ({@link GivenNetwork}); none of its peers is there. Argument {@code service}: its name in the plan.
 */
public final class ServiceEnvironment implements QuarkusTestResourceLifecycleManager {

    /** System property with the folder of the {@link State}. */
    static final String FOLDER = "test-support.folder";
    /** System property with the first port of the plan. */
    static final String BASE = "test-support.base";
    /** System property with the name of the service. */
    static final String SERVICE = "test-support.service";
    private static final int FIRST_BASE = 32_000;
    private static final int PORTS = 100;
    private String name = "";
    private EmbeddedPostgres postgres;

    @Override
    public void init(Map<String, String> args) {
        name = args.get("service");
    }

    @Override
    public Map<String, String> start() {
        try {
            int base = freeBase();
            Path folder = Path.of("target/service-test").toAbsolutePath();
            State state = new State(folder, Layout.at(base), Clock.systemUTC());
            state.delete();
            state.prepare();
            Layout.Service service = state.layout().service(name);
            postgres = EmbeddedPostgres.builder().setServerConfig("listen_addresses", "127.0.0.1").start();
            database(service.database(), state.databasePassword(service.database()));
            GivenNetwork.write(state, state.own(name));
            System.setProperty(FOLDER, folder.toString());
            System.setProperty(BASE, Integer.toString(base));
            System.setProperty(SERVICE, name);
            return settings(state, service);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> settings(State state, Layout.Service service) throws IOException {
        ServiceSettings.Places places = new ServiceSettings.Places(state.keys(name), state.caFile(), state.own(name), accounts(state),
                state.file("ca"), state.file("no-parties"), state.file("zorgaanbieders.json"),
                state.keys(State.TOKEN_ISSUER).resolve("public.pem"));
        Map<String, String> settings = new LinkedHashMap<>(ServiceSettings.of(state.layout(), service, places,
                ServiceSettings.Backends.onThisMachine(postgres.getPort(), 1)));
        settings.put(ServiceSettings.DATABASE_PASSWORD, state.databasePassword(service.database()));
        settings.put("etd.trace.enabled", "false");
        settings.put("quarkus.http.test-ssl-port", Integer.toString(service.port()));
        return settings;
    }

    /** The PGO makes its accounts by itself; an AD needs BSNk for it, which is not there. */
    private Optional<Path> accounts(State state) {
        return name.equals("dvp") ? Optional.of(state.file("accounts-dvp.json")) : Optional.empty();
    }

    private void database(String name, String password) throws SQLException {
        try (Connection c = postgres.getPostgresDatabase().getConnection(); Statement s = c.createStatement()) {
            s.execute("create role " + name + " login password '" + password + "'");
            s.execute("create database " + name + " owner " + name);
        }
    }

    private int freeBase() throws IOException {
        for (int base = FIRST_BASE; base < FIRST_BASE + PORTS * PORTS; base += PORTS) {
            int port = Layout.at(base).service(name).port();
            try (ServerSocket s = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return base;
            } catch (IOException e) {
                // Somebody else's; the next.
            }
        }
        throw new IOException("no free port");
    }

    @Override
    public void stop() {
        if (postgres != null) {
            try {
                postgres.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
