package nl.etdnetwerk.dvza.resource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.jwt.JsonWebToken;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.PerformanceOptionsEnum;
import io.quarkus.security.Authenticated;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import nl.etdnetwerk.dvza.client.Clients;
import nl.etdnetwerk.dvza.data.Patients;
import nl.etdnetwerk.dvza.data.Patients.PatientRecord;
import nl.etdnetwerk.dvza.token.CertificateBinding;
import nl.etdnetwerk.dvza.token.Grants;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.medmij.Gegevensdienst;

/**
 * FHIR searches. quarkus-oidc has verified the token; here: that it belongs to the client certificate, is for this zorgaanbieder, was not revoked, and covers a gegevensdienst that has this search. The patient follows from the token only.
 */
@Path("/fhir/{naam}/{release}")
@Authenticated
public class FhirResource {

    private static final Logger LOG = Logger.getLogger(FhirResource.class);
    private static final FhirContext STU3 = scanningWhatIsUsed(FhirContext.forDstu3());
    private static final FhirContext R4 = scanningWhatIsUsed(FhirContext.forR4());
    private final JsonWebToken token;
    private final CertificateBinding binding;
    private final Grants grants;
    private final Clients clients;
    private final Patients patients;
    private final TraceEvents trace;

    /** With the token of the current request. */
    public FhirResource(JsonWebToken token, CertificateBinding binding, Grants grants, Clients clients, Patients patients,
            TraceEvents trace) {
        this.clients = clients;
        this.token = token;
        this.binding = binding;
        this.grants = grants;
        this.patients = patients;
        this.trace = trace;
    }

    /** Of the hundreds of types in a release a handful is used here. */
    private static FhirContext scanningWhatIsUsed(FhirContext context) {
        context.setPerformanceOptions(PerformanceOptionsEnum.DEFERRED_MODEL_SCANNING);
        return context;
    }

    /** A search or, for a document, a read. */
    @GET
    @Path("{type}")
    public Response search(String naam, String release, String type, UriInfo uri, @HeaderParam("Accept") String accept) {
        return answer(naam, release, new Search(type, Optional.empty(), parameters(uri)), Optional.empty(), accept);
    }

    /** An operation on a type, or a Binary by its id. */
    @GET
    @Path("{type}/{rest}")
    public Response operation(String naam, String release, String type, String rest, UriInfo uri, @HeaderParam("Accept") String accept) {
        boolean operation = rest.startsWith("$");
        return answer(naam, release, new Search(type, operation ? Optional.of(rest) : Optional.empty(), parameters(uri)),
                operation ? Optional.empty() : Optional.of(rest), accept);
    }

    private static Map<String, List<String>> parameters(UriInfo uri) {
        return new HashMap<>(uri.getQueryParameters());
    }

    private Response answer(String naam, String release, Search search, Optional<String> id, String accept) {
        if (!List.of("stu3", "r4").contains(release)) {
            return outcome(STU3, 404, "not-supported", "unknown FHIR release");
        }
        FhirContext context = release.equals("r4") ? R4 : STU3;
        String version = release.equals("r4") ? "4.0" : "3.0";
        // A client certificate alone authenticates too, without a token.
        Optional<Grants.Grant> grant = Optional.of(token).filter(t -> t.getRawToken() != null).filter(binding::holds)
                .map(t -> t.<String>getClaim("grant")).map(UUID::fromString)
                .flatMap(grants::find)
                .filter(g -> g.zorgaanbieder().equals(naam) && clients.isNode(g.clientId()));
        if (grant.isEmpty()) {
            return invalidToken(context);
        }
        if (id.isEmpty() && accept != null && accept.contains("fhirVersion=") && !accept.contains("fhirVersion=" + version)) {
            return outcome(context, 400, "not-supported", "another fhirVersion than this endpoint has");
        }
        if (search.parameters().keySet().stream().anyMatch(p -> p.equals("patient") || p.equals("subject") || p.equals("identifier")
                || p.startsWith("patient.") || p.startsWith("subject."))) {
            return outcome(context, 400, "invalid", "the patient follows from the token and is not named in a search");
        }
        if (!Searches.exists(search, version) || id.isPresent() != search.type().equals("Binary")) {
            return outcome(context, 404, "not-supported", "this search is not supported");
        }
        boolean covered = List.of(grant.get().scope().split(" ")).stream().flatMap(g -> Gegevensdienst.of(g).stream())
                .filter(g -> g.fhirVersion().equals(version))
                .anyMatch(g -> Searches.allows(g, search));
        if (!covered) {
            return Response.fromResponse(outcome(context, 403, "forbidden", "the token does not cover this search"))
                    .header("WWW-Authenticate", "Bearer error=\"insufficient_scope\"").build();
        }
        Optional<PatientRecord> person = patients.find(grant.get().patient());
        return id.isPresent() ? document(context, person, id.get()) : bundle(context, person, search, grant.get());
    }

    /** A request without a token, or with one that quarkus-oidc refuses, is answered in FHIR's own vocabulary too. */
    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public Response withoutToken(ContainerRequestContext request) {
        return invalidToken(request.getUriInfo().getPath().contains("/r4") ? R4 : STU3);
    }

    private static Response invalidToken(FhirContext context) {
        return Response.fromResponse(outcome(context, 401, "login", "token is not valid here"))
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"").build();
    }

    private static Response document(FhirContext context, Optional<PatientRecord> person, String id) {
        if (person.isEmpty() || !id.matches("document-[12]")) {
            return outcome(context, 404, "not-found", "no such document");
        }
        byte[] pdf = PdfDocument.of(id.endsWith("1") ? "Ontslagbrief" : "Laboratoriumverslag",
                "Testgegevens van " + person.get().givenNames() + " " + person.get().surName());
        return Response.ok(pdf).type("application/pdf").build();
    }

    private Response bundle(FhirContext context, Optional<PatientRecord> person, Search search, Grants.Grant grant) {
        IBaseResource bundle = context == R4
                ? Bundles.r4(person.map(p -> new R4Data(p).search(search)).orElse(List.of()))
                : Bundles.stu3(person.map(p -> new Stu3Data(p, grant.zorgaanbieder()).search(search)).orElse(List.of()));
        String body = context.newJsonParser().encodeResourceToString(bundle);
        String flow = String.valueOf(token.<Object>getClaim("correlation"));
        trace.report(flow, grant.clientId(), grant.zorgaanbieder(), "Search " + search.type(), List.of(flow),
                "bearer token bound to the client certificate", body.length(), "ok");
        return Response.ok(body).type("application/fhir+json; fhirVersion=" + (context == R4 ? "4.0" : "3.0")).build();
    }

    private static Response outcome(FhirContext context, int status, String code, String text) {
        LOG.warnf("FHIR_REFUSED %d %s: %s", status, code, text);
        IBaseResource outcome = context == R4 ? Bundles.r4Outcome(code, text) : Bundles.stu3Outcome(code, text);
        return Response.status(status).entity(context.newJsonParser().encodeResourceToString(outcome)).type("application/fhir+json")
                .build();
    }
}
