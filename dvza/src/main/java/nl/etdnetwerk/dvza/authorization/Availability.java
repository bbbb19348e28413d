package nl.etdnetwerk.dvza.authorization;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import nl.etdnetwerk.dvza.data.Patients;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.trace.TraceEvents;

/** The availability test, between knowing who it is and asking for consent (medmij.md 1.8). */
@ApplicationScoped
public class Availability {

    /** Where an identity came from. */
    enum Source {
        /** A VI in the request. */
        CLIENT("versleutelde identiteit of the DVP"),
        /** A login at the HM. */
        HM("assertion of the HM");

        private final String text;

        Source(String text) {
            this.text = text;
        }
    }

    private final AuthorizationFlows flows;
    private final Patients patients;
    private final TraceEvents trace;

    /** With the patients of all zorgaanbieders. */
    public Availability(AuthorizationFlows flows, Patients patients, TraceEvents trace) {
        this.flows = flows;
        this.patients = patients;
        this.trace = trace;
    }

    /**
     * To the question for consent, or to the end; only a flow whose data are available ever has a patient in it.
     *
     * @param from where the identity came from
     * @param pseudonym VP for the DVP, when there is one
     */
    Response test(AuthorizationFlow flow, UUID patient, Source from, Optional<String> pseudonym) {
        trace.report(flow.request().correlationId(), "dvza", "dvza", "Identity decrypted", List.of(flow.request().correlationId()),
                from.text + ", signature, recipient and key of the EI", 0, "ok");
        if (!patients.available(patient)) {
            return flows.deny(flow, Denial.Reason.NOT_AVAILABLE);
        }
        flows.update(flow.with(patient, from == Source.CLIENT, pseudonym));
        return Pages.go("/toestemming/" + flow.id());
    }
}
