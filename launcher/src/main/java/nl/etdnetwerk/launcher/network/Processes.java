package nl.etdnetwerk.launcher.network;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.SecretFile;
import nl.etdnetwerk.plan.ServiceSettings;
import nl.etdnetwerk.plan.State;

/** Starts, watches and stops the processes of one state folder. A process is known by its id and by naming the folder in its command line. */
public final class Processes {

    /** Name of the process with PostgreSQL and Kafka. */
    public static final String INFRASTRUCTURE = "infrastructuur";
    /** A small code cache makes the JVM throw out compiled code and compile it again, over and over. */
    private static final List<String> CODE_CACHE = List.of("-XX:ReservedCodeCacheSize=160m", "-XX:-UseCodeCacheFlushing");
    /**
     * Ten times what the JVM does by itself before the second compiler comes in: with eight JVMs on a few processors it was a third of
     * the work of a start, for code that is used once, and logins become fast no later.
     */
    private static final List<String> SECOND_COMPILER_LATER = List.of("-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000", "-XX:Tier4CompileThreshold=150000", "-XX:Tier4BackEdgeThreshold=400000");
    /** For what is asked too seldom to earn back what the second compiler costs at start. */
    private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";
    /** What the compilers used goes back to the machine; it would be a fifth of all memory under load. */
    private static final List<String> MEMORY = List.of("-XX:+UnlockExperimentalVMOptions", "-XX:TrimNativeHeapInterval=30000");
    private static final Map<String, String> FEW_ARENAS = Map.of("MALLOC_ARENA_MAX", "2");
    /** Before this version copies of small arrays may go wrong on processors with AVX-512 (docs/decisions/0006). */
    private static final int JDK_THAT_COPIES_RIGHT = 25;
    /** From this version on a native library is loaded with a warning, unless it is allowed to. */
    private static final int JDK_THAT_WARNS_OF_NATIVE = 24;
    private static final int STOP_SECONDS = 60;
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();
    private final State state;
    private final Path root;
    private final boolean training;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /**
     * For one state folder.
     *
     * @param training whether processes write their {@link StartArchive} when they stop
     */
    public Processes(State state, Path root, boolean training) {
        this.state = state;
        this.root = root;
        this.training = training;
    }

    /** The running process with this name. */
    public Optional<ProcessHandle> find(String name) {
        try {
            return Files.exists(state.pidFile(name))
                    ? ProcessHandle.of(Long.parseLong(Files.readString(state.pidFile(name)).trim())).filter(p -> p.isAlive() && isOurs(p))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A process id may have gone to somebody else; ours names its folder. */
    private boolean isOurs(ProcessHandle p) {
        Path commandLine = Path.of("/proc/" + p.pid() + "/cmdline");
        try {
            return !Files.exists(commandLine)
                    ? p.info().commandLine().map(c -> c.contains(state.folder().toString())).orElse(true)
                    : Files.readString(commandLine).contains(state.folder().toString());
        } catch (IOException e) {
            return false;
        }
    }

    private void start(String name, List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(state.log(name).toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(FEW_ARENAS);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            // Whole or not at all: what has no readable number cannot be stopped.
            SecretFile.write(state.pidFile(name), Long.toString(process.pid()).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Starts PostgreSQL and Kafka, from the packaged launcher so that a caller's own class path plays no part. */
    public void startInfrastructure() throws IOException {
        Path jar = launcherJar();
        if (!Files.exists(jar)) {
            throw new IOException("the launcher is not built; run mvn package");
        }
        List<String> command = new ArrayList<>(List.of(java(), "-XX:+UseSerialGC", "-Xmx192m"));
        command.addAll(SECOND_COMPILER_LATER);
        command.addAll(new StartArchive(root, INFRASTRUCTURE, jar, training).options());
        command.addAll(List.of("-Detd.port-base=" + state.layout().base(), "-jar", jar.toString(), "--root", root.toString(), "--state",
                state.folder().toString(), "infra"));
        start(INFRASTRUCTURE, command, Map.of());
    }

    /** Whether there was training for what is built now, with the JDK in use. */
    public boolean trained() throws IOException {
        Path record = StartArchive.record(root);
        return Files.exists(record) && Files.readString(record).equals(whatIsBuilt());
    }

    /** Writes down that there was training for what is built now. */
    public void rememberTraining() throws IOException {
        Path record = StartArchive.record(root);
        Files.createDirectories(record.getParent());
        Files.writeString(record, whatIsBuilt());
    }

    private String whatIsBuilt() throws IOException {
        List<String> keys = new ArrayList<>();
        keys.add(new StartArchive(root, INFRASTRUCTURE, launcherJar(), false).key());
        for (Layout.Service s : state.layout().services()) {
            keys.add(new StartArchive(root, s.name(), jar(s), false).key());
        }
        return String.join("\n", keys);
    }

    private Path launcherJar() {
        return root.resolve("launcher/target/netwerk.jar");
    }

    private Path jar(Layout.Service s) {
        return root.resolve(s.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** Starts a service. */
    public void start(Layout.Service s) throws IOException {
        if (!Files.exists(jar(s))) {
            throw new IOException(s.name() + " is not built; run mvn package");
        }
        List<String> command = new ArrayList<>(List.of(java(), "-XX:+UseSerialGC", "-Xms48m", "-Xmn24m", "-Xmx" + s.heap(), "-Xss512k",
                "-XX:ErrorFile=" + state.folder().resolve("log/hs_err_" + s.name() + ".log"), "-Djdk.net.hosts.file=" + state.hostsFile(),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        command.addAll(CODE_CACHE);
        command.addAll(s.name().equals(Layout.OPERATOR) ? List.of(FIRST_COMPILER_ONLY) : SECOND_COMPILER_LATER);
        command.addAll(MEMORY);
        if (Runtime.version().feature() >= JDK_THAT_WARNS_OF_NATIVE) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        if (training) {
            // The dump of an archive may crash while a native provider is loaded.
            property(command, "etd.native-rsa", false);
        }
        if (Runtime.version().feature() < JDK_THAT_COPIES_RIGHT && System.getProperty("os.arch").equals("amd64")) {
            command.add("-XX:UseAVX=2");
        }
        command.addAll(new StartArchive(root, s.name(), jar(s), training).options());
        Path accounts = state.file("accounts-" + s.name() + ".json");
        ServiceSettings.Places places = new ServiceSettings.Places(state.keys(s.name()), state.caFile(), state.own(s.name()),
                Optional.of(accounts).filter(Files::exists), state.file("ca"), state.file("parties.json"),
                state.file("zorgaanbieders.json"),
                state.keys(State.TOKEN_ISSUER).resolve("public.pem"));
        ServiceSettings.Backends backends = ServiceSettings.Backends.onThisMachine(state.layout());
        ServiceSettings.of(state.layout(), s, places, backends).forEach((name, value) -> property(command, name, value));
        command.add("-jar");
        command.add(jar(s).toString());
        // The password goes by environment, which other users cannot see, unlike a command line.
        start(s.name(), command,
                Map.of(ServiceSettings.variable(ServiceSettings.DATABASE_PASSWORD), state.databasePassword(s.database())));
    }

    private static void property(List<String> command, String name, Object value) {
        command.add("-D" + name + "=" + value);
    }

    /** Whether a service says it is ready. */
    public boolean isReady(Layout.Service s) {
        return health(s).filter(answer -> answer.statusCode() == OK).isPresent();
    }

    /** Whether a service answers at all, ready or not. */
    boolean answers(Layout.Service s) {
        return health(s).isPresent();
    }

    /** Whether a service has a publication of stelselbeheer, or a later one; one that follows no publications has all. */
    public boolean hasPublication(Layout.Service s, long number) {
        return health(s).map(HttpResponse::body).map(body -> hasPublication(body, number)).orElse(false);
    }

    private static boolean hasPublication(String health, long number) {
        try {
            JsonNode publication = JSON.readTree(health).findPath("publication");
            return publication.isMissingNode() ? JSON.readTree(health).path("checks").isArray() : publication.asLong(-1) >= number;
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<HttpResponse<String>> health(Layout.Service s) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + s.managementPort() + "/health/ready"))
                    .timeout(Duration.ofSeconds(3)).build();
            return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Asks a process to stop, and after a while makes it. */
    public void stop(String name) throws IOException {
        Optional<ProcessHandle> process = find(name);
        if (process.isPresent()) {
            process.get().destroy();
            awaitEnd(process.get());
        }
        Files.deleteIfExists(state.pidFile(name));
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** PostgreSQL is a process of its own, which ends with the one that started it unless that was killed. */
    void stopPostgres() throws IOException {
        Path file = state.file("pg/postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        Optional<ProcessHandle> postgres = Files.readAllLines(file).stream().findFirst()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.trim()))).filter(this::isOurs);
        if (postgres.isPresent()) {
            // At once: told otherwise it waits for its last client.
            new ProcessBuilder("kill", "-INT", Long.toString(postgres.get().pid())).start();
            awaitEnd(postgres.get());
        }
    }

    /** Ends a process at once, without a chance to finish anything, as when the machine fails. */
    public void kill(String name) throws IOException {
        Optional<ProcessHandle> process = find(name);
        process.ifPresent(p -> {
            p.destroyForcibly();
            p.onExit().join();
        });
        Files.deleteIfExists(state.pidFile(name));
    }

    /** Asks several to stop at once, then waits for each. */
    public void stop(List<String> names) throws IOException {
        names.forEach(n -> find(n).ifPresent(ProcessHandle::destroy));
        for (String name : names) {
            stop(name);
        }
    }
}
