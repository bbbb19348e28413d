package nl.etdnetwerk.dvza.zorgaanbieder;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when every zorgaanbieder has its keys of BSNk. */
@Readiness
@ApplicationScoped
public class KeysReadiness implements HealthCheck {

    private final Zorgaanbieders zorgaanbieders;

    /** Watches the keys. */
    public KeysReadiness(Zorgaanbieders zorgaanbieders) {
        this.zorgaanbieders = zorgaanbieders;
    }

    @Override
    public HealthCheckResponse call() {
        var missing = zorgaanbieders.withoutKeys();
        return HealthCheckResponse.named("DV keys").status(missing.isEmpty()).withData("missing", String.join(",", missing)).build();
    }
}
