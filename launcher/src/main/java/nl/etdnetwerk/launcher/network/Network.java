package nl.etdnetwerk.launcher.network;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;

/** The network as a whole. */
public final class Network {

    private static final long LONGEST_START_MS = 300_000;
    /** How many services start at the same time: what they do until they answer is work for a processor and a half each. */
    private static final int AT_ONCE = Math.max(3, Runtime.getRuntime().availableProcessors());
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private final State state;
    private final Processes processes;

    /** In a state folder. */
    public Network(Path root, Path folder) {
        this(root, folder, false);
    }

    /** In a state folder; when training, processes write their archive of classes as they stop. */
    public Network(Path root, Path folder, boolean training) {
        this.state = new State(folder, Layout.standard(), Clock.systemUTC());
        this.processes = new Processes(state, root, training);
    }

    /** Its folder. */
    public State state() {
        return state;
    }

    /** Its plan. */
    public Layout layout() {
        return state.layout();
    }

    /** Its processes. */
    public Processes processes() {
        return processes;
    }

    /**
     * Starts what is not running and waits until all is ready. Whoever asks for that while another is at it waits for its turn.
     *
     * @return milliseconds it took
     * @throws IOException when a process ends or does not get ready; the message has its last log lines
     */
    public long up(PrintStream progress) throws IOException {
        try (StateLock turn = StateLock.of(state.file("run/lock"))) {
            return startAndWait(progress);
        }
    }

    private long startAndWait(PrintStream progress) throws IOException {
        long start = System.nanoTime();
        state.prepareInfrastructure();
        boolean startsHere = processes.find(Processes.INFRASTRUCTURE).isEmpty();
        if (startsHere) {
            Files.deleteIfExists(infrastructureReady());
            progress.println("  start infrastructuur (PostgreSQL, Kafka)");
            processes.stopPostgres();
            processes.startInfrastructure();
        }
        // Meanwhile: the first time, a database is made as long as keys are.
        try {
            state.prepare();
        } catch (IOException | RuntimeException e) {
            if (startsHere) {
                processes.stop(Processes.INFRASTRUCTURE);
            }
            throw e;
        }
        Deque<Layout.Service> toStart = new ArrayDeque<>();
        layout().services().stream().filter(s -> processes.find(s.name()).isEmpty()).forEach(toStart::add);
        List<Layout.Service> waiting = new ArrayList<>(layout().services());
        while (!waiting.isEmpty() || !Files.exists(infrastructureReady())) {
            startSome(toStart, progress);
            waiting.removeIf(s -> {
                boolean ready = processes.isReady(s);
                if (ready) {
                    progress.printf("  gereed %s (%.1f s)%n", s.name(), (System.nanoTime() - start) / 1e9);
                }
                return ready;
            });
            requireAlive(Processes.INFRASTRUCTURE);
            for (Layout.Service s : waiting) {
                if (!toStart.contains(s)) {
                    requireAlive(s.name());
                }
            }
            if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(LONGEST_START_MS)) {
                throw new IOException(
                        "not ready in time: " + waiting.stream().map(Layout.Service::name).toList() + "; see netwerk logs NAME");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /** All at once they take each other's processors and caches, and are ready later than one after the other. */
    private void startSome(Deque<Layout.Service> toStart, PrintStream progress) throws IOException {
        long starting = layout().services().stream().filter(s -> !toStart.contains(s)).filter(s -> !processes.answers(s)).count();
        while (!toStart.isEmpty() && starting < AT_ONCE) {
            Layout.Service next = toStart.remove();
            progress.println("  start " + next.name());
            processes.start(next);
            starting++;
        }
    }

    private Path infrastructureReady() {
        return state.file("run/infra-ready");
    }

    private void requireAlive(String name) throws IOException {
        if (processes.find(name).isEmpty()) {
            throw new IOException(name + " has ended. Its last lines:\n" + tail(name, 25));
        }
    }

    /** The last lines of a log. */
    public String tail(String name, int lines) throws IOException {
        if (!Files.exists(state.log(name))) {
            return "";
        }
        List<String> all = Files.readAllLines(state.log(name));
        return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    }

    /** Stops everything, also what an infrastructure process that was killed left behind. */
    public void down() throws IOException {
        if (!Files.exists(state.folder())) {
            return;
        }
        try (StateLock turn = StateLock.of(state.file("run/lock"))) {
            processes.stop(layout().services().stream().map(Layout.Service::name).toList());
            processes.stop(Processes.INFRASTRUCTURE);
            processes.stopPostgres();
        }
    }
}
