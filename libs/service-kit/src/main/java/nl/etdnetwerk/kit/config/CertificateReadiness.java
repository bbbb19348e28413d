package nl.etdnetwerk.kit.config;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import nl.etdnetwerk.kit.time.NetworkClock;

/** Not ready with a certificate that nobody accepts any more; until then, how long it is good for. */
@Readiness
@ApplicationScoped
public class CertificateReadiness implements HealthCheck {

    private final ServiceIdentity identity;
    private final NetworkClock clock;

    /** With the certificate of the service. */
    public CertificateReadiness(ServiceIdentity identity, NetworkClock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        Instant end = identity.key().certificate().getNotAfter().toInstant();
        return HealthCheckResponse.named("certificate").status(clock.instant().isBefore(end)).withData("notAfter", end.toString()).build();
    }
}
