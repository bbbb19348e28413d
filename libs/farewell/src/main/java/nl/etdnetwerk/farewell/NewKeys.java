package nl.etdnetwerk.farewell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;

/**
 * Ends the process when its certificate or the root it trusts is another than it started with, where something starts it again: after
 * a roll-over, or when a wrong root was put right, a container has the new ones within a minute and needs nobody for it.
 */
@ApplicationScoped
public class NewKeys {

    private static final int FIRST = 1;
    private static final Logger LOG = Logger.getLogger(NewKeys.class);
    private final Optional<FileWatch> watched;
    private final Duration interval;
    private ScheduledExecutorService looking;

    /** Looks at nothing unless it is told which files. */
    public NewKeys(@ConfigProperty(name = "farewell.new-keys") Optional<List<Path>> files,
            @ConfigProperty(name = "farewell.look-every", defaultValue = "5S") Duration interval) {
        // Now, before TLS and the service itself read them: what comes after that is new.
        this.watched = files.map(FileWatch::new);
        this.interval = interval;
    }

    void begin(@Observes @Priority(FIRST) StartupEvent started) {
        watched.ifPresent(watch -> {
            looking = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "new-keys");
                thread.setDaemon(true);
                return thread;
            });
            looking.scheduleWithFixedDelay(() -> {
                if (watch.areNew()) {
                    LOG.warn("NEW_KEYS ending, to start again with them");
                    looking.shutdown();
                    Quarkus.asyncExit(0);
                }
            }, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    @PreDestroy
    void end() {
        if (looking != null) {
            looking.shutdownNow();
        }
    }
}
