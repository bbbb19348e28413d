package nl.etdnetwerk.launcher.network;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;

/** The network as a whole. */
public final class Network {

    private static final long LONGEST_START_MS = 180_000;
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
     * Starts what is not running and waits until all is ready.
     *
     * @return milliseconds it took
     * @throws IOException when a process ends or does not get ready; the message has its last log lines
     */
    public long up(PrintStream progress) throws IOException {
        long start = System.nanoTime();
        state.prepare();
        if (processes.find(Processes.INFRASTRUCTURE).isEmpty()) {
            Files.deleteIfExists(state.file("run/infra-ready"));
            progress.println("  start infrastructuur (PostgreSQL, Kafka)");
            processes.startInfrastructure();
        }
        for (Layout.Service s : layout().services()) {
            if (processes.find(s.name()).isEmpty()) {
                progress.println("  start " + s.name());
                processes.start(s);
            }
        }
        List<Layout.Service> waiting = new ArrayList<>(layout().services());
        while (!waiting.isEmpty()) {
            waiting.removeIf(s -> {
                boolean ready = processes.isReady(s);
                if (ready) {
                    progress.printf("  gereed %s (%.1f s)%n", s.name(), (System.nanoTime() - start) / 1e9);
                }
                return ready;
            });
            requireAlive(Processes.INFRASTRUCTURE);
            for (Layout.Service s : waiting) {
                requireAlive(s.name());
            }
            if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(LONGEST_START_MS)) {
                throw new IOException(
                        "not ready in time: " + waiting.stream().map(Layout.Service::name).toList() + "; see netwerk logs NAME");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
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

    /** Stops everything. */
    public void down() throws IOException {
        processes.stop(layout().services().stream().map(Layout.Service::name).toList());
        processes.stop(Processes.INFRASTRUCTURE);
    }
}
