package nl.etdnetwerk.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.launcher.network.Network;
import nl.etdnetwerk.launcher.network.Processes;
import nl.etdnetwerk.plan.Layout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Sends decryptions to the component of the running network, kills its process in between, and accounts for every one (finding
 * N4): each has to end in the right answer, however often it had to be asked again.
 */
@Command(name = "soak", mixinStandardHelpOptions = true, description = "Send decryptions to the running decryption component, kill its process in between, and account for every one. A caller whose request was cut off or who is told that the queue is full asks again.", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:every decryption ended in the right answer", "1:not so, or it could not be run; the message says what", "2:wrong use"})
public final class Soak implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int OK = 200;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    @Option(names = "--root", hidden = true)
    private Path root = Path.of(System.getProperty("etd.root", "."));

    @Option(names = "--state", hidden = true)
    private Path state;

    @Option(names = "--count", description = "Decryptions (default: ${DEFAULT-VALUE}).")
    private long count = 1_000_000;

    @Option(names = "--kills", description = "How often the process is killed, evenly spread (default: ${DEFAULT-VALUE}).")
    private int kills = 5;

    @Option(names = "--callers", description = "Callers at once (default: ${DEFAULT-VALUE}).")
    private int callers = 8;

    private final ObjectMapper json = new ObjectMapper();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong right = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicLong cutOff = new AtomicLong();
    private final AtomicLong queueFull = new AtomicLong();
    private HttpClient client;
    private String token;
    private int killed;
    private URI address;

    @Override
    public Integer call() throws Exception {
        Path product = root.toAbsolutePath().normalize();
        Network network = new Network(product, state == null ? product.resolve(".netwerk") : state);
        Layout.Service component = Layout.standard().service(Layout.DECRYPTION);
        if (!network.processes().isReady(component)) {
            throw new IOException("the decryption component does not run; start the network with ./netwerk up");
        }
        client = HttpClient.newBuilder().sslContext(network.state().tls("dvp")).version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5)).build();
        token = network.state().decryptionToken();
        address = URI.create(component.internalUrl() + "/pep-crypto/api/v1/signed-structure");
        List<SampleStructures.Sample> samples = new SampleStructures().make(100);
        long start = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                running.add(threads.submit(() -> caller(samples)));
            }
            for (int kill = 1; kill <= kills; kill++) {
                await(running, count * kill / (kills + 1));
                restart(network.processes(), component);
            }
            await(running, count);
            for (Future<?> f : running) {
                f.get();
            }
        } finally {
            threads.shutdownNow();
            // Whatever came of it: an account that is only there when all went well accounts for nothing.
            account((System.nanoTime() - start) / 1e9);
        }
        return right.get() == count ? 0 : 1;
    }

    private void account(double seconds) {
        long done = right.get() + wrong.get() + unanswered.get();
        System.out.printf("%d gevraagd: %d goed, %d fout, %d niet beantwoord, %d niet meer gevraagd; %.0f per seconde, %.0f s.%n", count,
                right.get(), wrong.get(), unanswered.get(), count - done, done / seconds, seconds);
        System.out.printf("Onderweg: proces %d keer afgebroken, %d aanvragen daardoor opnieuw gedaan, %d keer \"wachtrij vol\".%n", killed,
                cutOff.get(), queueFull.get());
    }

    private void await(List<Future<?>> running, long until) throws IOException {
        long told = System.nanoTime();
        while (taken.get() < until && running.stream().noneMatch(Future::isDone)) {
            LockSupport.parkNanos(PAUSE_NANOS);
            if (System.nanoTime() - told > TimeUnit.SECONDS.toNanos(20)) {
                System.out.printf("  %d van %d%n", right.get(), count);
                told = System.nanoTime();
            }
        }
    }

    private void restart(Processes processes, Layout.Service component) throws IOException {
        System.out.printf("  proces afgebroken bij %d%n", right.get());
        processes.kill(component.name());
        processes.start(component);
        killed++;
    }

    private Void caller(List<SampleStructures.Sample> samples) throws IOException {
        for (long i = taken.getAndIncrement(); i < count; i = taken.getAndIncrement()) {
            SampleStructures.Sample sample = samples.get((int) (i % samples.size()));
            Optional<HttpResponse<byte[]>> answer = ask(sample.request());
            (answer.isEmpty() ? unanswered : isRight(sample, answer.get()) ? right : wrong).incrementAndGet();
        }
        return null;
    }

    /** Anything but the right answer is a wrong one, a refusal and what cannot be read among them. */
    private boolean isRight(SampleStructures.Sample sample, HttpResponse<byte[]> answer) {
        try {
            return answer.statusCode() == OK && sample.isRight(json.readTree(answer.body()));
        } catch (IOException e) {
            return false;
        }
    }

    /** Asks until there is an answer; empty when there is none in all that time. */
    private Optional<HttpResponse<byte[]>> ask(byte[] body) throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
        while (System.nanoTime() < until) {
            try {
                HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() != 503) {
                    return Optional.of(answer);
                }
                queueFull.incrementAndGet();
            } catch (IOException e) {
                cutOff.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return Optional.empty();
    }

    /** Runs it. */
    public static void main(String[] args) {
        Program.run("soak", new Soak(), args);
    }
}
