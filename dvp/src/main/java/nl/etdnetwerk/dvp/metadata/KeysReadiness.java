package nl.etdnetwerk.dvp.metadata;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import nl.etdnetwerk.kit.config.EtdConfig;

/** Ready when the keys of BSNk are there. */
@Readiness
@ApplicationScoped
public class KeysReadiness implements HealthCheck {

    private final Dienstverlener dienstverlener;
    private final EtdConfig config;

    /** Watches the keys. */
    public KeysReadiness(Dienstverlener dienstverlener, EtdConfig config) {
        this.dienstverlener = dienstverlener;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("DV keys").status(dienstverlener.hasKeys() || config.isReadyWithout("keys")).build();
    }
}
