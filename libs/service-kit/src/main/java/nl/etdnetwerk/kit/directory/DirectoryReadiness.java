package nl.etdnetwerk.kit.directory;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when metadata, catalogue and lists are there, fresh or as last good copy. Tells which publication they are of. */
@Readiness
@ApplicationScoped
public class DirectoryReadiness implements HealthCheck {

    private final NetworkDirectory directory;

    /** Watches the directory. */
    public DirectoryReadiness(NetworkDirectory directory) {
        this.directory = directory;
    }

    @Override
    public HealthCheckResponse call() {
        var missing = directory.missing();
        return HealthCheckResponse.named("directory").status(missing.isEmpty()).withData("missing", String.join(",", missing))
                .withData("publication", directory.publication()).build();
    }
}
