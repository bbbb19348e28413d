package nl.etdnetwerk.testcontainers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import org.testcontainers.containers.Network;
import org.testcontainers.lifecycle.Startable;
import org.testcontainers.lifecycle.Startables;

import nl.etdnetwerk.pki.TestPki;
import nl.etdnetwerk.plan.Handout;
import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;
import nl.etdnetwerk.useragent.UserAgent;

/**
 * The eTD network in containers, for a JUnit test. Its addresses are the same inside and outside: https://dvp.localhost:PORT and so
 * on, on a range of a hundred ports of its own, so that several can run beside each other. Java finds these names only when the test
 * runs with {@code -Djdk.net.hosts.file=FILE}, or when the system knows them; {@link #start()} says so when not.
 *
 * <p>Containers reach a product of the supplier that runs on this host as {@code host.testcontainers.internal}.
 */
public final class EtdNetwork implements Startable {

    private static final String READY_WITHOUT = "ETD_READY_WITHOUT";
    private static final Map<String, String> PARTIES = Map.of("hm", "HM", "ad-een", "AD", "ad-twee", "AD", "dvp", "DV");
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static EtdNetwork shared;
    private final Set<Role> left;
    private final Layout layout;
    private final Images images;
    private final Duration patience;
    private final Map<String, ServiceContainer> services = new LinkedHashMap<>();
    private final List<ServiceContainer> backends = new ArrayList<>();
    private Path folder;
    private State state;
    private Network network;

    private EtdNetwork(Builder b) {
        this.left = EnumSet.copyOf(b.left);
        this.images = b.images;
        this.patience = b.patience;
        int base = b.portBase == 0 ? PortRanges.next() : b.portBase;
        this.layout = b.internalDomain.map(domain -> Layout.inCluster(domain, base)).orElseGet(() -> Layout.at(base));
    }

    /** How a network is made. */
    public static final class Builder {

        private final Set<Role> left = EnumSet.noneOf(Role.class);
        private Images images = new Images("etd-netwerk", "0.1.0");
        private Duration patience = Duration.ofMinutes(4);
        private int portBase;
        private Optional<String> internalDomain = Optional.empty();

        private Builder() {}

        /** Leaves our own product for these roles out: the supplier's take their place. */
        public Builder without(Role... roles) {
            left.addAll(List.of(roles));
            return this;
        }

        /**
         * Other images than etd-netwerk/NAME:0.1.0.
         *
         * @param prefix repository, for example registry.example/etd-netwerk
         */
        public Builder images(String prefix, String tag) {
            images = new Images(prefix, tag);
            return this;
        }

        /** How long a start may take (default: four minutes). */
        public Builder startupTimeout(Duration timeout) {
            patience = timeout;
            return this;
        }

        /** First of its hundred ports, instead of a free range. */
        public Builder portBase(int port) {
            portBase = port;
            return this;
        }

        /** Other names inside than outside, as on Kubernetes; the host finds the outer ones alone. */
        Builder internalDomain(String domain) {
            internalDomain = Optional.of(domain);
            return this;
        }

        /** The network, not started yet. */
        public EtdNetwork build() {
            return new EtdNetwork(this);
        }
    }

    /** A network to be made. */
    public static Builder builder() {
        return new Builder();
    }

    /** One whole network for all tests of this JVM, started at the first call and stopped when the JVM ends. */
    public static synchronized EtdNetwork shared() {
        if (shared == null) {
            EtdNetwork fresh = builder().build();
            Runtime.getRuntime().addShutdownHook(new Thread(fresh::stop));
            fresh.start();
            shared = fresh;
        }
        return shared;
    }

    @Override
    public synchronized void start() {
        if (network != null) {
            return;
        }
        requireNames();
        try {
            folder = Files.createTempDirectory("etd-network");
            state = new State(folder, layout, Clock.systemUTC());
            state.prepare();
            network = Network.newNetwork();
            Map<String, Map<String, byte[]>> given = new Handout(state).files();
            backends.add(ServiceContainer.postgres(images, network, given.get(Handout.POSTGRES)));
            backends.add(ServiceContainer.kafka(images, network));
            for (Layout.Service s : layout.services()) {
                if (left.stream().noneMatch(r -> r.services().contains(s.name()))) {
                    services.put(s.name(), ServiceContainer.of(layout, s, images, network, given.get(s.name()), patience)
                            .withEnv(READY_WITHOUT, String.join(",", Role.emptiedBy(left))));
                }
            }
            // Each has its own limit; a limit here would leave some starting while others are stopped.
            Startables.deepStart(backends).get();
            Startables.deepStart(services.values()).get();
            awaitEachOther();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(e);
        } catch (Exception e) {
            throw failed(e);
        }
    }

    private EtdNetworkException failed(Exception cause) {
        StringBuilder message = new StringBuilder("the network did not start");
        for (Throwable t = cause; t != null; t = t.getCause()) {
            message.append("\n").append(t.getMessage());
        }
        Stream.concat(backends.stream(), services.values().stream()).forEach(c -> message.append(c.lastWords(!c.isRunning())));
        EtdNetworkException e = new EtdNetworkException(message.toString(), cause);
        stop();
        return e;
    }

    private void requireNames() {
        String name = layout.service("dvp").host();
        try {
            InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new EtdNetworkException(
                    "Java cannot find " + name + ": run the test with -Djdk.net.hosts.file=FILE, in which a line says "
                            + "127.0.0.1 localhost " + String.join(" ", layout.services().stream().map(Layout.Service::host).toList()),
                    e);
        }
    }

    /** Services are ready one by one; a person can log in once all have heard of all of our own parties. */
    private void awaitEachOther() throws IOException {
        Set<String> expected = new TreeSet<>();
        services.keySet().stream().filter(PARTIES::containsKey)
                .forEach(name -> expected.add(layout.service(name).entityId(PARTIES.get(name))));
        Operator operator = operator();
        await(() -> operator.admitted().containsAll(expected), () -> "not all parties were admitted: " + operator.admitted());
        awaitPublication();
    }

    private Operator operator() throws IOException {
        return new Operator(url("stelselbeheer"), state.tls("stelselbeheer"));
    }

    private SSLContext tls() throws IOException {
        return State.tls(null, caFile());
    }

    @Override
    public synchronized void stop() {
        services.values().forEach(ServiceContainer::stop);
        backends.forEach(ServiceContainer::stop);
        services.clear();
        backends.clear();
        if (network != null) {
            network.close();
            network = null;
        }
        try {
            if (state != null) {
                state.delete();
                state = null;
            }
        } catch (IOException e) {
            throw new EtdNetworkException("the folder of the network stays behind: " + folder, e);
        }
    }

    /** Address of a service (stelselbeheer, bsnk, decryptie, ad-een, ad-twee, hm, dvp, dvza), the same for browsers and for services. */
    public String url(String service) {
        return layout.service(service).publicUrl();
    }

    /** SAML entity ID of one of our services. */
    public String entityId(String service, String role) {
        return layout.service(service).entityId(role);
    }

    /** The root certificate, PEM. */
    public Path caFile() {
        return started().caFile();
    }

    private State started() {
        if (state == null) {
            throw new EtdNetworkException("the network was not started", null);
        }
        return state;
    }

    /** A bearer token for the decryption component. */
    public String decryptionToken() throws IOException {
        return started().decryptionToken();
    }

    /** The test persons. */
    public List<State.Person> persons() {
        try {
            return started().persons();
        } catch (IOException e) {
            throw new EtdNetworkException("no test persons", e);
        }
    }

    /** The test person with this user name. */
    public State.Person person(String username) {
        return persons().stream().filter(p -> p.pgo().username().equals(username)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no test person " + username));
    }

    /** A browser of its own, with the first test person at it. */
    public NetworkVisitor userAgent() {
        try {
            return new NetworkVisitor(new UserAgent(tls(), this::explained), layout, persons().get(0));
        } catch (IOException e) {
            throw new EtdNetworkException("no user agent", e);
        }
    }

    /** A failure to get an answer, with the last lines of every container that has ended. */
    private IOException explained(IOException failure) {
        StringBuilder message = new StringBuilder();
        Stream.concat(backends.stream(), services.values().stream()).filter(c -> !c.isRunning())
                .forEach(c -> message.append(c.lastWords(true)));
        return message.isEmpty() ? failure : new IOException(failure.getMessage() + "; these have ended:" + message, failure);
    }

    /**
     * A key and certificate under the network's PKI.
     *
     * @param oin 20 digits
     * @param hosts names that the party serves under
     */
    public SupplierIdentity identity(String organisation, String oin, String... hosts) {
        try {
            State made = started();
            Path own = folder.resolve("supplier-" + oin);
            TestPki.read(made.file("ca")).issue(new TestPki.Request(hosts.length == 0 ? organisation : hosts[0], organisation, oin,
                    List.of(hosts), Clock.systemUTC().instant(), Duration.ofDays(1))).write(own);
            return new SupplierIdentity(own, caFile());
        } catch (IOException e) {
            throw new EtdNetworkException("no identity for " + organisation, e);
        }
    }

    /**
     * The key and certificate of the product that a supplier's takes the place of: its OIN, and the names it serves under. Of the two
     * ADs it is the first.
     *
     * @throws EtdNetworkException for the decryption component, which is no party
     */
    public SupplierIdentity identity(Role role) {
        if (role == Role.DECRYPTION_COMPONENT) {
            throw new EtdNetworkException("the decryption component is no party", null);
        }
        return new SupplierIdentity(started().keys(role.services().get(0)), caFile());
    }

    /**
     * Registers a supplier's party, or replaces the one with the same entity ID, and waits until every service knows.
     *
     * @return its entity ID
     * @throws EtdNetworkException when it is not admitted; the message has every finding with its clause
     */
    public String register(PartyRegistration party) {
        try {
            String entityId = operator().register(party.fields());
            awaitPublication();
            return entityId;
        } catch (IOException e) {
            IOException explained = explained(e);
            throw new EtdNetworkException("the registration is not known everywhere: " + explained.getMessage(), explained);
        }
    }

    /** Until every service has what stelselbeheer has published. */
    private void awaitPublication() throws IOException {
        Operator operator = operator();
        List<ServiceContainer> following = new ArrayList<>(services.values());
        following.removeIf(ServiceContainer::isKilled);
        for (ServiceContainer c : following) {
            await(() -> {
                if (!c.isRunning()) {
                    throw new IOException("a service has ended");
                }
                return c.hasPublication(operator.publication());
            }, () -> "the network does not learn of the change" + c.lastWords(true));
        }
    }

    private interface Asked<T> {
        T answer() throws IOException;
    }

    /** Asks until it is so, for as long as a start may take. */
    private void await(Asked<Boolean> condition, Asked<String> problem) throws IOException {
        long until = System.nanoTime() + patience.toNanos();
        while (!condition.answer()) {
            if (System.nanoTime() > until) {
                throw new IOException(problem.answer());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Ends a service at once, as when its machine fails. */
    public void kill(String service) {
        container(service).kill();
    }

    /** Starts a service that was killed, and waits until it is ready. */
    public void restart(String service) {
        container(service).startAgain();
    }

    /** What a service has logged. */
    public String logs(String service) {
        return container(service).getLogs();
    }

    /** For tests of the network itself: postgres or kafka. */
    ServiceContainer backend(String name) {
        return backends.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    }

    /** For tests of the network itself. */
    ServiceContainer service(String name) {
        return container(name);
    }

    private ServiceContainer container(String service) {
        ServiceContainer c = services.get(service);
        if (c == null) {
            throw new IllegalArgumentException(service + " is not in this network");
        }
        return c;
    }
}
