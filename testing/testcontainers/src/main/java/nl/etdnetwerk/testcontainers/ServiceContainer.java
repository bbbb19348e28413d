package nl.etdnetwerk.testcontainers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.PullPolicy;
import org.testcontainers.images.builder.Transferable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Volume;

import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.ServiceSettings;

/** A container of the network. Its one port for others is the same outside as inside. */
final class ServiceContainer extends GenericContainer<ServiceContainer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int READABLE = 0444;
    private static final int LINES = 15;
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long MEBIBYTES_OTHERWISE = 400;
    private static final Map<String, Long> MEBIBYTES = Map.of("dvza", 512L, "decryptie", 256L, "postgres", 384L);
    private static final String GIVEN = "/etc/etd";
    private final String name;
    private Map<String, byte[]> given = Map.of();
    private volatile boolean ready;
    private volatile boolean killed;
    private UntilReady health;

    private ServiceContainer(String name, Images images, String image, Network network) {
        super(images.of(image));
        this.name = name;
        withNetwork(network);
        // Images that were built here are not looked for anywhere else; those of a registry once.
        if (images.areRemote()) {
            withImagePullPolicy(PullPolicy.defaultPolicy());
        } else {
            withImagePullPolicy(wanted -> false);
        }
        withExtraHost("host.testcontainers.internal", "host-gateway");
        withCreateContainerCmdModifier(c -> harden(c, MEBIBYTES.getOrDefault(image, MEBIBYTES_OTHERWISE)));
    }

    /**
     * As compose.yaml and the manifests run it: nothing written but where it keeps things, and bounded memory, with somewhat
     * more room than there: a supplier's test may ask more of a service than a demonstration does.
     */
    private static void harden(CreateContainerCmd command, long mebibytes) {
        // What is given is copied into a volume: a read-only file system takes no copies.
        command.withVolumes(new Volume(GIVEN), new Volume("/var/lib/etd"));
        command.getHostConfig().withReadonlyRootfs(true).withCapDrop(Capability.ALL).withSecurityOpts(List.of("no-new-privileges:true"))
                .withTmpFs(Map.of("/tmp", "rw,exec,size=64m,mode=1777")).withMemory(mebibytes * MEBIBYTE);
    }

    private void give(Map<String, byte[]> files) {
        given = files;
    }

    /** Copies what is given straight into its volume: withCopyToContainer copies to the root, which is read-only. */
    @Override
    protected void containerIsCreated(String id) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            given.forEach((path, content) -> Transferable.of(content, READABLE).transferTo(tar, path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        getDockerClient().copyArchiveToContainerCmd(id).withRemotePath(GIVEN)
                .withTarInputStream(new ByteArrayInputStream(bytes.toByteArray()))
                .exec();
    }

    static ServiceContainer postgres(Images images, Network network, Map<String, byte[]> given) {
        ServiceContainer c = new ServiceContainer("postgres", images, "postgres", network);
        c.give(given);
        c.withNetworkAliases("postgres").waitingFor(Wait.forLogMessage(".*PostgreSQL: \\d+ databases.*", 1));
        return c;
    }

    static ServiceContainer kafka(Images images, Network network) {
        ServiceContainer c = new ServiceContainer("kafka", images, "netwerk", network);
        c.withNetworkAliases("kafka").withCommand("kafka", "--advertised", "kafka").waitingFor(Wait.forLogMessage(".*Kafka ready.*", 1));
        return c;
    }

    static ServiceContainer of(Layout layout, Layout.Service s, Images images, Network network, Map<String, byte[]> given,
            Duration patience) {
        String image = s.module().equals("authenticatiedienst") ? s.module() : s.name();
        ServiceContainer c = new ServiceContainer(s.name(), images, image, network);
        ServiceSettings.of(layout, s, ServiceSettings.Places.inContainer(s), ServiceSettings.Backends.IN_CONTAINERS)
                .forEach((setting, value) -> c.withEnv(ServiceSettings.variable(setting), value));
        c.give(given);
        c.withNetworkAliases(s.hosts().toArray(String[]::new)).withExposedPorts(s.managementPort());
        // The second for the health check, which has to be found again after a restart.
        c.setPortBindings(List.of(binding(s.port()), binding(s.managementPort())));
        c.health = new UntilReady(s.name(), s.managementPort());
        c.waitingFor(c.health.withStartupTimeout(patience));
        return c;
    }

    private static String binding(int port) {
        return "127.0.0.1:" + port + ":" + port;
    }

    /** Whether it has this publication of stelselbeheer; true for one that does not follow it. */
    boolean hasPublication(String number) throws IOException {
        Optional<String> health = this.health.health().map(HttpResponse::body);
        if (health.isEmpty()) {
            return false;
        }
        JsonNode publication = JSON.readTree(health.get()).findPath("publication");
        return publication.isMissingNode() || publication.asText().equals(number);
    }

    String name() {
        return name;
    }

    /** Whether it was killed and not started again. */
    boolean isKilled() {
        return killed;
    }

    void kill() {
        killed = true;
        getDockerClient().killContainerCmd(getContainerId()).exec();
    }

    /** The same container, with its address on the host; waits until it is ready. */
    void startAgain() {
        getDockerClient().startContainerCmd(getContainerId()).exec();
        waitUntilContainerStarted();
        killed = false;
    }

    /**
     * For the message of a failure: the end of its log, unless it was not made.
     *
     * @param also when it is ready
     */
    String lastWords(boolean also) {
        if (getContainerId() == null || ready && !also) {
            return "";
        }
        return "\n--- " + name + lastLines(getLogs());
    }

    static String lastLines(String log) {
        List<String> lines = log.lines().toList();
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream().collect(Collectors.joining("\n  ", "\n  ", ""));
    }

    @Override
    protected void containerIsStarted(InspectContainerResponse info, boolean reused) {
        ready = true;
    }
}
