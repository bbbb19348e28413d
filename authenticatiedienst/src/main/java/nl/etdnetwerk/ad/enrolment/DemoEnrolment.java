package nl.etdnetwerk.ad.enrolment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

import io.quarkus.scheduler.Scheduled;
import nl.etdnetwerk.ad.enrolment.DemoAccounts.DemoAccount;

/** Enrols the test persons by the same way as everybody, once BSNk and BRP are there; ready when it is done. */
@Readiness
@ApplicationScoped
public class DemoEnrolment implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(DemoEnrolment.class);
    private final Enrolment enrolment;
    private final List<DemoAccount> waiting;

    /** With the accounts file. */
    public DemoEnrolment(Enrolment enrolment, DemoAccounts demo) {
        this.enrolment = enrolment;
        this.waiting = new ArrayList<>(demo.all());
    }

    /** Enrols who still waits; BSNk or BRP being away is tried again in a second. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void enrol() {
        while (!waiting.isEmpty()) {
            DemoAccount a = waiting.get(0);
            try {
                Enrolment.Outcome outcome = enrolment.enrol(
                        new Enrolment.Application(a.username(), a.password(), a.totpSecret(), a.documentType(), a.documentNumber(),
                                a.dateOfBirth()));
                if (outcome == Enrolment.Outcome.REJECTED) {
                    LOG.warnf("ENROLMENT_REJECTED %s", a.username());
                }
                waiting.remove(0);
            } catch (IOException e) {
                LOG.debugf("enrolment waits for BSNk: %s", e.getMessage());
                return;
            }
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("test persons").status(waiting.isEmpty()).withData("waiting", waiting.size()).build();
    }
}
