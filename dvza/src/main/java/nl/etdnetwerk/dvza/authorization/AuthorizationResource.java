package nl.etdnetwerk.dvza.authorization;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jdbi.v3.core.Jdbi;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import nl.etdnetwerk.dvza.data.Patients;
import nl.etdnetwerk.dvza.data.Patients.PatientRecord;
import nl.etdnetwerk.dvza.identity.VersleuteldeIdentiteit;
import nl.etdnetwerk.dvza.zorgaanbieder.Zorgaanbieders;
import nl.etdnetwerk.dvza.zorgaanbieder.Zorgaanbieders.Zorgaanbieder;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.random.Randoms;
import nl.etdnetwerk.kit.saml.ArtifactResolver;
import nl.etdnetwerk.kit.saml.MessageAddress;
import nl.etdnetwerk.kit.saml.SamlServiceProvider.Answer;
import nl.etdnetwerk.kit.saml.SamlServiceProvider.LoggedIn;
import nl.etdnetwerk.kit.saml.SamlServiceProvider.NotLoggedIn;
import nl.etdnetwerk.kit.store.ShortLivedStore;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.medmij.Gegevensdienst;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequest;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequestRules;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequestRules.Accepted;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequestRules.ErrorPage;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequestRules.ErrorRedirect;
import nl.etdnetwerk.medmij.oauth.OAuthError;
import nl.etdnetwerk.medmij.oauth.TraceIds;
import nl.etdnetwerk.saml.SamlNames;

/** The pages and steps a person goes through at the authorization server. */
@Path("/")
public class AuthorizationResource {

    static final String CODE = "code";
    private static final Duration CODE_LIFE = Duration.ofSeconds(60);
    private static final String TEXT_VERSION = "2026-1";

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance landing(String id, String client, String zorgaanbieder);

        static native TemplateInstance consent(String id, String client, String zorgaanbieder, String data, String masked,
                boolean confirmedByClient,
                boolean mayLast);
    }

    private final Rules rules;
    private final Identification identification;
    private final AuthorizationFlows flows;
    private final Zorgaanbieders zorgaanbieders;
    private final VersleuteldeIdentiteit identity;
    private final Patients patients;
    private final NetworkDirectory directory;
    private final ShortLivedStore store;
    private final BrowserSession session;
    private final Pages pages;
    private final Jdbi jdbi;
    private final NetworkClock clock;
    private final TraceEvents trace;

    /** With everything an authorization needs. */
    public AuthorizationResource(Rules rules, Identification identification, AuthorizationFlows flows, Zorgaanbieders zorgaanbieders,
            VersleuteldeIdentiteit identity, Patients patients,
            NetworkDirectory directory, ShortLivedStore store, BrowserSession session, Pages pages, Jdbi jdbi, NetworkClock clock,
            TraceEvents trace) {
        this.rules = rules;
        this.identification = identification;
        this.flows = flows;
        this.zorgaanbieders = zorgaanbieders;
        this.identity = identity;
        this.patients = patients;
        this.directory = directory;
        this.store = store;
        this.session = session;
        this.pages = pages;
        this.jdbi = jdbi;
        this.clock = clock;
        this.trace = trace;
    }

    /** The authorization endpoint. Answers with a redirect to a clean address, so that nothing stays in a URL. */
    @GET
    @Path("auth")
    public Response authorize(UriInfo uri) {
        Map<String, List<String>> parameters = new HashMap<>(uri.getQueryParameters());
        List<String> requestUri = parameters.get("request_uri");
        if (requestUri != null) {
            return pushed(requestUri, parameters);
        }
        AuthorizationRequestRules.Outcome outcome = rules.get().check(parameters, false);
        if (outcome instanceof ErrorPage page) {
            trace.report("", "?", "dvza", "AuthorizationRequest", List.of(), "refused", uri.getRequestUri().toString().length(),
                    page.reason());
            throw new PageException(page.reason(), 400);
        } else if (outcome instanceof ErrorRedirect r) {
            trace.report("", "?", "dvza", "AuthorizationRequest", List.of(), "refused",
                    uri.getRequestUri().toString().length(), r.reason());
            return flows.error(r.redirectUri(), r.state(), r.error());
        }
        AuthorizationRequest request = ((Accepted) outcome).request();
        boolean carries = Identification.carriesIdentity(request);
        Optional<UUID> patient = carries ? identification.of(request) : Optional.empty();
        trace.report(request.correlationId(), request.clientId(), "dvza", carries ? "AuthorizationRequest with VI" : "AuthorizationRequest",
                List.of(request.correlationId()),
                carries ? "signed JWT of the client" : "OCL and host of redirect_uri", uri.getRequestUri().toString().length(),
                carries && patient.isEmpty() ? "VI_REFUSED" : "ok");
        return begin(Identification.withoutIdentity(request), patient, carries && patient.isEmpty());
    }

    private Response pushed(List<String> requestUri, Map<String, List<String>> parameters) {
        var pushed = requestUri.size() == 1
                ? store.take(PushedAuthorizationResource.KIND, requestUri.get(0), PushedAuthorizationResource.Pushed.class)
                : Optional.<PushedAuthorizationResource.Pushed>empty();
        boolean sameClient = pushed.filter(p -> List.of(p.request().clientId()).equals(parameters.get("client_id"))).isPresent();
        boolean sameFlow = pushed.filter(p -> List.of(p.request().correlationId()).equals(parameters.get(TraceIds.CORRELATION)))
                .isPresent();
        if (!sameClient || !sameFlow) {
            throw new PageException("REQUEST_URI_UNKNOWN", 400);
        }
        return begin(pushed.get().request(), pushed.get().patient(), pushed.get().identityRefused());
    }

    private Response begin(AuthorizationRequest request, Optional<UUID> patient, boolean identityRefused) {
        if (identityRefused) {
            return flows.error(request.redirectUri(), Optional.of(request.state()), OAuthError.ACCESS_DENIED);
        }
        AuthorizationFlow flow = flows.begin(request, session.binding());
        if (patient.isPresent()) {
            identified(flow, "versleutelde identiteit of the DVP");
            return availability(flow, patient.get(), Optional.empty());
        }
        return Pages.go("/welkom/" + flow.id());
    }

    private void identified(AuthorizationFlow flow, String how) {
        trace.report(flow.request().correlationId(), "dvza", "dvza", "Identity decrypted", List.of(flow.request().correlationId()),
                how + ", signature, recipient and key of the EI", 0, "ok");
    }

    /** To the question for consent, or to the end; only a flow whose data are available ever has a patient in it. */
    private Response availability(AuthorizationFlow flow, UUID patient, Optional<String> pseudonym) {
        if (!patients.available(patient)) {
            return flows.deny(flow, Denial.Reason.NOT_AVAILABLE);
        }
        flows.update(flow.with(patient, pseudonym));
        return Pages.go("/toestemming/" + flow.id());
    }

    /** Landing page: what is going to happen, with a way out. */
    @GET
    @Path("welkom/{id}")
    public Response landing(String id) {
        AuthorizationFlow flow = requireUnidentified(id);
        return pages.show(Templates.landing(id, flow.client(), flow.request().scope().zorgaanbieder()));
    }

    /** Goes on to the HM, or back to the client. */
    @POST
    @Path("welkom/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response authenticate(String id, @RestForm String actie, @RestForm("_token") String token) {
        session.checkForm(token);
        AuthorizationFlow flow = requireUnidentified(id);
        if (!"verder".equals(actie)) {
            return flows.deny(flow, Denial.Reason.CANCELLED);
        }
        Zorgaanbieder z = zorgaanbieders.find(flow.request().scope().zorgaanbieder()).orElseThrow();
        // The DVP gets its own pseudonym along, so that it can see that this is the same person.
        Optional<String> dvp = directory.catalogue().flatMap(c -> c.provider(flow.client()))
                .flatMap(p -> directory.participantsOf("DV").stream().filter(d -> d.oin().equals(p.oin())).findFirst())
                .map(d -> d.entityId());
        Map<String, List<String>> extensions = dvp.map(d -> Map.of(SamlNames.INTENDED_AUDIENCE, List.of(z.saml().entityId(), d)))
                .orElse(Map.of());
        return Pages.go(z.saml().begin(session.binding(), id, identity.minimumLevel(z), OptionalInt.of(1), extensions,
                Optional.of(flow.request().correlationId())));
    }

    /** Where the HM sends people back to, per zorgaanbieder. */
    @GET
    @Path("saml/acs/{naam}")
    public Response answer(String naam, @RestQuery("SAMLart") List<String> artifact, @RestQuery("SAMLResponse") String posted,
            @RestQuery("RelayState") String relayState) {
        return consume(naam, ArtifactResolver.single(artifact, posted), relayState);
    }

    /** The same, with the artifact in a form. */
    @POST
    @Path("saml/acs/{naam}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response answerByForm(String naam, @RestForm("SAMLart") List<String> artifact, @RestForm("SAMLResponse") String posted,
            @RestForm("RelayState") String relayState) {
        // The browser gives no session along with a form of another site; it does with a link (SameSite).
        String address = "/saml/acs/" + zorgaanbieder(naam).naam();
        return Pages.go(MessageAddress.withArtifact(address, ArtifactResolver.single(artifact, posted), Optional.ofNullable(relayState)));
    }

    private Response consume(String naam, String artifact, String relayState) {
        Zorgaanbieder z = zorgaanbieder(naam);
        Answer answer = finish(z, artifact, relayState);
        AuthorizationFlow flow = requireUnidentified(answer.pending().purpose());
        if (answer instanceof NotLoggedIn no) {
            return flows.deny(flow, no.status().isCancelled() ? Denial.Reason.CANCELLED : Denial.Reason.NOT_IDENTIFIED);
        }
        LoggedIn login = (LoggedIn) answer;
        Optional<UUID> patient = login.values(SamlNames.TYPE_BSN).stream().findFirst().flatMap(v -> identity.fromAssertion(z, v));
        if (patient.isEmpty()) {
            return flows.deny(flow, Denial.Reason.NOT_IDENTIFIED);
        }
        identified(flow, "assertion of the HM");
        Optional<String> vp = login.values(SamlNames.TYPE_PSEUDO_ID).stream().findFirst()
                .map(v -> Base64.getUrlEncoder().withoutPadding().encodeToString(Base64.getMimeDecoder().decode(v)));
        return availability(flow, patient.get(), vp);
    }

    private Zorgaanbieder zorgaanbieder(String naam) {
        return zorgaanbieders.find(naam).orElseThrow(() -> new PageException("ZORGAANBIEDER_UNKNOWN", 404));
    }

    private Answer finish(Zorgaanbieder z, String artifact, String relayState) {
        Optional<String> waiting = z.saml().purpose(relayState, session.binding());
        try {
            return z.saml().finish(artifact, relayState, session.binding());
        } catch (PageException e) {
            // The client gets an answer too, after the person has read this one (medmij.md 1.9).
            throw waiting.flatMap(id -> flows.giveUp(id, session.binding())).map(e::goOnAt).orElse(e);
        }
    }

    /** A flow that is about somebody does not become one about somebody else (medmij.md 6.3). */
    private AuthorizationFlow requireUnidentified(String id) {
        AuthorizationFlow flow = flows.require(id, session.binding());
        if (flow.patient().isPresent()) {
            throw new PageException("AUTHORIZATION_GONE", 400);
        }
        return flow;
    }

    private AuthorizationFlow requireIdentified(String id) {
        AuthorizationFlow flow = flows.require(id, session.binding());
        if (flow.patient().isEmpty()) {
            throw new PageException("NOT_LOGGED_IN", 403);
        }
        return flow;
    }

    /** The consent page; indefinite consent is offered and never preselected. */
    @GET
    @Path("toestemming/{id}")
    public Response consent(String id) {
        AuthorizationFlow flow = requireIdentified(id);
        Zorgaanbieder z = zorgaanbieders.find(flow.request().scope().zorgaanbieder()).orElseThrow();
        String data = String.join(", ",
                asked(flow, z).stream().flatMap(g -> Gegevensdienst.of(g).stream()).map(Gegevensdienst::weergavenaam).toList());
        // Who followed somebody else's link sees that it is about somebody else (medmij.md 6.3).
        String masked = patients.find(flow.patient().orElseThrow()).map(PatientRecord::masked).orElse("");
        return pages.show(Templates.consent(id, flow.client(), z.naam(), data, masked, flow.pseudonym().isEmpty(), isLasting(flow)));
    }

    /** Whether a consent can be one that lasts: profile 1.x knows no refresh tokens (medmij.md 0.4). */
    private static boolean isLasting(AuthorizationFlow flow) {
        return flow.request().scope().gegevensdienstIds().isEmpty();
    }

    /** What a consent is about: all that the zorgaanbieder offers, or in a scope of 1.x those it names. */
    private static List<String> asked(AuthorizationFlow flow, Zorgaanbieder z) {
        List<String> named = flow.request().scope().gegevensdienstIds();
        return z.gegevensdiensten().stream().filter(g -> named.isEmpty() || named.contains(g)).toList();
    }

    /** The decision: a code, or access_denied. */
    @POST
    @Path("toestemming/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response decide(String id, @RestForm String actie, @RestForm String blijvend, @RestForm("_token") String token) {
        session.checkForm(token);
        AuthorizationFlow flow = flows.end(requireIdentified(id));
        boolean given = "akkoord".equals(actie);
        boolean longTerm = given && "ja".equals(blijvend) && isLasting(flow);
        String correlation = flow.request().correlationId();
        jdbi.useHandle(h -> h.execute(
                "insert into consent (id, handle, client_id, zorgaanbieder, given, long_term, text_version, at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                UUID.randomUUID(),
                flow.patient().orElseThrow(), flow.request().clientId(), flow.request().scope().zorgaanbieder(), given, longTerm,
                TEXT_VERSION, clock.instant().atOffset(ZoneOffset.UTC)));
        trace.report(correlation, "gebruiker", "dvza", "Consent", List.of(correlation), "form of this session", 0,
                given ? "ok" : "REFUSED");
        if (!given) {
            return flows.explain(flow, Denial.Reason.REFUSED);
        }
        List<String> asked = asked(flow, zorgaanbieders.find(flow.request().scope().zorgaanbieder()).orElseThrow());
        String code = Randoms.next();
        store.put(CODE, Sha256.hex(code),
                new AuthorizationCode(UUID.randomUUID(), flow.request().clientId(), flow.request().redirectUri(),
                        flow.request().codeChallenge(), flow.patient().orElseThrow(),
                        flow.request().scope().zorgaanbieder(), asked,
                        isLasting(flow) ? String.join(" ", asked) : flow.request().scope().text(), correlation, longTerm,
                        flow.pseudonym()),
                CODE_LIFE);
        return flows.code(flow, code);
    }
}
