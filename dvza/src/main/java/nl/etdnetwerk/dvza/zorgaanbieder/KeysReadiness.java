package nl.etdnetwerk.dvza.zorgaanbieder;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import nl.etdnetwerk.kit.config.EtdConfig;

/** Ready when every zorgaanbieder has its keys of BSNk. */
@Readiness
@ApplicationScoped
public class KeysReadiness implements HealthCheck {

    private final Zorgaanbieders zorgaanbieders;
    private final EtdConfig config;

    /** Watches the keys. */
    public KeysReadiness(Zorgaanbieders zorgaanbieders, EtdConfig config) {
        this.zorgaanbieders = zorgaanbieders;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        var missing = zorgaanbieders.withoutKeys();
        return HealthCheckResponse.named("DV keys").status(missing.isEmpty() || config.isReadyWithout("keys"))
                .withData("missing", String.join(",", missing)).build();
    }
}
