package nl.etdnetwerk.dvp.metadata;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the keys of BSNk are there. */
@Readiness
@ApplicationScoped
public class KeysReadiness implements HealthCheck {

    private final Dienstverlener dienstverlener;

    /** Watches the keys. */
    public KeysReadiness(Dienstverlener dienstverlener) {
        this.dienstverlener = dienstverlener;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("DV keys").status(dienstverlener.hasKeys()).build();
    }
}
