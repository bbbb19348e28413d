package nl.etdnetwerk.launcher.party;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import javax.net.ssl.SSLContext;

import nl.etdnetwerk.launcher.network.Network;
import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;

/** REST interface of stelselbeheer, of the local network or of one elsewhere. */
final class Stelselbeheer {

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final long SPREAD_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int OK = 200;
    private final Network network;
    private final Path own;
    private final String at;

    /**
     * With a key.
     *
     * @param own folder with tls.key, tls.crt and ca.crt; null for the key of the local network
     * @param at address; null for that of the local network
     */
    Stelselbeheer(Network network, Path own, String at) {
        this.network = network;
        this.own = own;
        this.at = at;
    }

    private boolean isElsewhere() {
        return at != null;
    }

    /** Root certificate of the network. */
    Path caFile() {
        return own == null ? network.state().caFile() : own.resolve("ca.crt");
    }

    /** One call whose answer has to be one of these; anything else, and what it says, is in the error. */
    HttpResponse<String> call(String method, String path, String body, Set<Integer> expected) throws IOException {
        HttpResponse<String> answer = call(method, path, body);
        if (!expected.contains(answer.statusCode())) {
            throw new IOException(("stelselbeheer answers " + answer.statusCode() + " " + answer.body()).trim());
        }
        return answer;
    }

    /** One call. */
    HttpResponse<String> call(String method, String path, String body) throws IOException {
        SSLContext tls = own == null ? network.state().tls("stelselbeheer") : State.tls(own, caFile());
        Path hosts = network.state().hostsFile();
        if (isElsewhere() && Files.exists(hosts)) {
            // This process finds only names in that file, too.
            new KnownNames(hosts).learn(List.of(at));
        }
        String address = isElsewhere() ? at : network.layout().service("stelselbeheer").publicUrl();
        return send(HttpClient.newBuilder().sslContext(tls).build(),
                HttpRequest.newBuilder(URI.create(address + path)).header("Content-Type", "application/json").method(method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)).build());
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** What a party serves at an address, or nothing: that it cannot be fetched is for stelselbeheer to say. */
    String served(String url) throws IOException {
        if (isElsewhere()) {
            return "";
        }
        SSLContext trusting = network.state().tls(null);
        try {
            return send(HttpClient.newBuilder().sslContext(trusting).connectTimeout(LOOK).build(),
                    HttpRequest.newBuilder(URI.create(url)).timeout(LOOK).build()).body();
        } catch (IOException | IllegalArgumentException e) {
            return "";
        }
    }

    /** Services on one machine find only names in their hosts file; those in these texts are put in. */
    void findable(Collection<String> texts) throws IOException {
        Path file = network.state().hostsFile();
        if (!isElsewhere() && Files.exists(file)) {
            new KnownNames(file).learn(texts)
                    .forEach(n -> System.err.println("netwerk: no address found for " + n + "; put it in " + file + " yourself"));
        }
    }

    /**
     * Waits until every running service of the local network has the publication that is current now; says which do not get it.
     *
     * @return whether all have it, as far as can be seen from here
     */
    boolean awaitSpread() throws IOException {
        if (isElsewhere()) {
            System.out.println("Diensten van een netwerk elders kennen de wijziging binnen enkele seconden.");
            return true;
        }
        HttpResponse<String> current = call("GET", "/publication", null, Set.of(OK));
        long until = System.nanoTime() + SPREAD_NANOS;
        List<Layout.Service> without = without(current.body());
        while (!without.isEmpty() && System.nanoTime() < until) {
            LockSupport.parkNanos(POLL_NANOS);
            without = without(current.body());
        }
        if (without.isEmpty()) {
            System.out.println("Alle diensten kennen de wijziging.");
        } else {
            System.err.println("netwerk: not known yet at " + without.stream().map(Layout.Service::name).toList()
                    + "; netwerk logs NAME tells why");
        }
        return without.isEmpty();
    }

    private List<Layout.Service> without(String publication) {
        // Another change meanwhile has a higher number, and holds this one.
        long wanted = Long.parseLong(publication);
        return network.layout().services().stream().filter(s -> network.processes().find(s.name()).isPresent())
                .filter(s -> !network.processes().hasPublication(s, wanted)).toList();
    }
}
