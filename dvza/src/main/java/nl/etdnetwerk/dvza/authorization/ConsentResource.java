package nl.etdnetwerk.dvza.authorization;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestForm;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import nl.etdnetwerk.dvza.data.Patients;
import nl.etdnetwerk.dvza.data.Patients.PatientRecord;
import nl.etdnetwerk.dvza.zorgaanbieder.Zorgaanbieders;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.medmij.Gegevensdienst;

/** The consent page (medmij.md 1.6); indefinite consent is offered and never preselected. */
@Path("/toestemming/{id}")
public class ConsentResource {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance consent(String id, String client, String zorgaanbieder, String data, String masked,
                boolean confirmedByClient, boolean mayLast);
    }

    private final AuthorizationFlows flows;
    private final AuthorizationCodes codes;
    private final Consents consents;
    private final Zorgaanbieders zorgaanbieders;
    private final Patients patients;
    private final BrowserSession session;
    private final Pages pages;
    private final TraceEvents trace;

    /** With what a consent is about and where it is kept. */
    public ConsentResource(AuthorizationFlows flows, AuthorizationCodes codes, Consents consents, Zorgaanbieders zorgaanbieders,
            Patients patients, BrowserSession session, Pages pages, TraceEvents trace) {
        this.flows = flows;
        this.codes = codes;
        this.consents = consents;
        this.zorgaanbieders = zorgaanbieders;
        this.patients = patients;
        this.session = session;
        this.pages = pages;
        this.trace = trace;
    }

    /** The question. */
    @GET
    public Response consent(String id) {
        AuthorizationFlow flow = flows.requireIdentified(id, session.binding());
        String data = asked(flow).stream().flatMap(g -> Gegevensdienst.of(g).stream()).map(Gegevensdienst::weergavenaam)
                .collect(Collectors.joining(", "));
        // Who followed somebody else's link sees that it is about somebody else (medmij.md 6.3).
        String masked = patients.find(flow.patient().orElseThrow()).map(PatientRecord::masked).orElse("");
        return pages.show(Templates.consent(id, flow.client(), flow.request().scope().zorgaanbieder(), data, masked,
                flow.confirmedByClient(), isLasting(flow)));
    }

    /** Whether a consent can be one that lasts: profile 1.x knows no refresh tokens (medmij.md 0.4). */
    private static boolean isLasting(AuthorizationFlow flow) {
        return flow.request().scope().gegevensdienstIds().isEmpty();
    }

    /** What a consent is about: all that the zorgaanbieder offers, or in a scope of 1.x those it names. */
    private List<String> asked(AuthorizationFlow flow) {
        List<String> named = flow.request().scope().gegevensdienstIds();
        return zorgaanbieders.find(flow.request().scope().zorgaanbieder()).orElseThrow().gegevensdiensten().stream()
                .filter(g -> named.isEmpty() || named.contains(g)).toList();
    }

    /** The decision: a code, or access_denied. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response decide(String id, @RestForm String actie, @RestForm String blijvend, @RestForm("_token") String token) {
        session.checkForm(token);
        AuthorizationFlow flow = flows.end(flows.requireIdentified(id, session.binding()));
        boolean given = "akkoord".equals(actie);
        boolean longTerm = given && "ja".equals(blijvend) && isLasting(flow);
        consents.keep(flow, given, longTerm);
        String correlation = flow.request().correlationId();
        if (given) {
            trace.report(correlation, "gebruiker", "dvza", "Consent", List.of(correlation), "form of this session", 0, "ok");
        }
        return given ? flows.code(flow, codes.issue(meaning(flow, longTerm))) : flows.explain(flow, Denial.Reason.REFUSED);
    }

    private AuthorizationCode meaning(AuthorizationFlow flow, boolean longTerm) {
        List<String> asked = asked(flow);
        return new AuthorizationCode(UUID.randomUUID(), flow.request().clientId(), flow.request().redirectUri(),
                flow.request().codeChallenge(), flow.patient().orElseThrow(), flow.request().scope().zorgaanbieder(), asked,
                isLasting(flow) ? String.join(" ", asked) : flow.request().scope().text(), flow.request().correlationId(), longTerm,
                flow.pseudonym());
    }
}
