package nl.etdnetwerk.kit.directory;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
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
        List<String> missing = directory.missing();
        HealthCheckResponseBuilder health = HealthCheckResponse.named("directory").status(missing.isEmpty())
                .withData("missing", String.join(",", missing));
        directory.publication().ifPresent(number -> health.withData("publication", number));
        return health.build();
    }
}
