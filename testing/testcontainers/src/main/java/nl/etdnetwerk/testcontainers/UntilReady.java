package nl.etdnetwerk.testcontainers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** Waits until a service says that it is ready, on loopback: that is where its ports are, also where a test runs in a container. */
final class UntilReady extends AbstractWaitStrategy {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final String name;
    private final int port;

    UntilReady(String name, int port) {
        this.name = name;
        this.port = port;
    }

    @Override
    protected void waitUntilReady() {
        long until = System.nanoTime() + startupTimeout.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > until) {
                throw failed("not ready after " + startupTimeout.toSeconds() + " s");
            }
            if (!waitStrategyTarget.isRunning()) {
                throw failed("it has ended");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** With the end of the log: the container is gone once this has been thrown. */
    private ContainerLaunchException failed(String why) {
        return new ContainerLaunchException(
                name + ": " + why + ". Its last lines:" + ServiceContainer.lastLines(waitStrategyTarget.getLogs()));
    }

    private boolean isReady() {
        return health().map(h -> h.statusCode() == 200).orElse(false);
    }

    /** What it says of itself, if it answers. */
    Optional<HttpResponse<String>> health() {
        try {
            return Optional.of(client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready")).timeout(TIMEOUT)
                    .build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContainerLaunchException("interrupted", e);
        }
    }
}
