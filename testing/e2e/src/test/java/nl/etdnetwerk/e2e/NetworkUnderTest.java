package nl.etdnetwerk.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;

import nl.etdnetwerk.launcher.network.Network;
import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;
import nl.etdnetwerk.useragent.PgoVisit;
import nl.etdnetwerk.useragent.UserAgent;

/** One network for all tests of a run, on free ports and in a folder of its own; stopped when the JVM ends. */
final class NetworkUnderTest {

    static final Path FOLDER = Path.of(System.getProperty("network.dir"));
    private static Network network;
    private static IOException failure;

    private NetworkUnderTest() {}

    static synchronized Network get() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (network == null) {
            System.setProperty("etd.port-base", Integer.toString(freeBase()));
            Network fresh = new Network(Path.of(System.getProperty("etd.root")), FOLDER);
            fresh.state().delete();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    fresh.down();
                } catch (IOException e) {
                    System.err.println("network not stopped: " + e);
                }
            }));
            try {
                fresh.up(System.out);
            } catch (IOException e) {
                fresh.down();
                failure = e;
                throw e;
            }
            network = fresh;
        }
        return network;
    }

    /** A hundred ports of which those we use are free. */
    private static int freeBase() throws IOException {
        for (int base = 21000; base < 31000; base += 100) {
            if (isFree(base)) {
                return base;
            }
        }
        throw new IOException("no free ports");
    }

    private static boolean isFree(int base) {
        for (int i = 0; i < 60; i++) {
            try (ServerSocket s = new ServerSocket(base + i, 1, InetAddress.getLoopbackAddress())) {
                s.setReuseAddress(true);
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    static State.Person person(String username) throws IOException {
        return get().state().persons().stream().filter(p -> p.pgo().username().equals(username)).findFirst().orElseThrow();
    }

    /** The database of a service, with the role of that service. */
    static Connection connect(String service) throws SQLException, IOException {
        String database = Layout.standard().service(service).database();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + Layout.standard().postgresPort() + "/" + database, database,
                get().state().databasePassword(database));
    }

    static UserAgent agent() throws IOException {
        return new UserAgent(get().state().tls(null));
    }

    static PgoVisit visit(UserAgent agent, String username, String ad) throws IOException {
        return new PgoVisit(agent, pgo(), person(username).at(ad), Clock.systemUTC());
    }

    static String pgo() {
        return url("dvp");
    }

    static String url(String service) {
        return Layout.standard().service(service).publicUrl();
    }

    static String entity(String ad) {
        return Layout.standard().service(ad).entityId("AD");
    }

    /** A call with the certificate of a service, or without one. */
    static HttpResponse<String> call(String keyOf, String method, String url, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().sslContext(get().state().tls(keyOf)).version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
