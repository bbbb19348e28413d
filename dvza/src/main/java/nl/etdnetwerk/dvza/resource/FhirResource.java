package nl.etdnetwerk.dvza.resource;

import java.time.DateTimeException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.jwt.JsonWebToken;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.quarkus.security.Authenticated;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import nl.etdnetwerk.dvza.client.Clients;
import nl.etdnetwerk.dvza.client.TraceHeaders;
import nl.etdnetwerk.dvza.data.Patients;
import nl.etdnetwerk.dvza.data.Patients.PatientRecord;
import nl.etdnetwerk.dvza.token.CertificateBinding;
import nl.etdnetwerk.dvza.token.Grants;
import nl.etdnetwerk.dvza.zorgaanbieder.Zorgaanbieders;
import nl.etdnetwerk.dvza.zorgaanbieder.Zorgaanbieders.Zorgaanbieder;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.peer.PeerCertificate;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.medmij.Gegevensdienst;
import nl.etdnetwerk.medmij.oauth.OAuthError;

/**
 * FHIR searches and reads. quarkus-oidc has verified the token; here: that it belongs to the client certificate, is for this zorgaanbieder,
 * was not revoked, and covers a gegevensdienst that has this search. The patient follows from the token only.
 */
@Path("/fhir/{naam}/{release}")
@Authenticated
public class FhirResource {

    private static final Logger LOG = Logger.getLogger(FhirResource.class);
    private static final String BINARY = "Binary";
    private final JsonWebToken token;
    private final CertificateBinding binding;
    private final Grants grants;
    private final Clients clients;
    private final Patients patients;
    private final TraceEvents trace;
    private final EtdConfig config;
    private final Zorgaanbieders zorgaanbieders;
    private final PeerCertificate peer;

    /** What was asked, of whom, in which release, and how the answer is wanted. */
    private record Asked(String naam, FhirRelease release, Search search, Optional<String> id, String accept, boolean traceable) {}

    /** Why a request is refused. */
    private static final class RefusedException extends Exception {
        private final int status;
        private final String code;

        RefusedException(int status, String code, String text) {
            super(text);
            this.status = status;
            this.code = code;
        }
    }

    /** With the token of the current request. */
    public FhirResource(JsonWebToken token, CertificateBinding binding, Grants grants, Clients clients, Patients patients,
            TraceEvents trace, EtdConfig config, Zorgaanbieders zorgaanbieders, PeerCertificate peer) {
        this.zorgaanbieders = zorgaanbieders;
        this.peer = peer;
        this.clients = clients;
        this.token = token;
        this.binding = binding;
        this.grants = grants;
        this.patients = patients;
        this.trace = trace;
        this.config = config;
    }

    /** A search. */
    @GET
    @Path("{type}")
    public Response search(String naam, String release, String type, UriInfo uri, HttpHeaders headers) {
        return answer(naam, release, new Search(type, Optional.empty(), parameters(uri)), Optional.empty(), headers);
    }

    /** An operation on a type, or a resource by its id. */
    @GET
    @Path("{type}/{rest}")
    public Response operation(String naam, String release, String type, String rest, UriInfo uri, HttpHeaders headers) {
        boolean operation = rest.startsWith("$");
        return answer(naam, release, new Search(type, operation ? Optional.of(rest) : Optional.empty(), parameters(uri)),
                operation ? Optional.empty() : Optional.of(rest), headers);
    }

    private static Map<String, List<String>> parameters(UriInfo uri) {
        return new HashMap<>(uri.getQueryParameters());
    }

    private Response answer(String naam, String release, Search search, Optional<String> id, HttpHeaders headers) {
        String accept = headers.getHeaderString(HttpHeaders.ACCEPT);
        FhirRelease known = FhirRelease.of(release).orElse(FhirRelease.STU3);
        Asked asked = new Asked(naam, known, search, id, accept, TraceHeaders.areIn(headers));
        try {
            if (!known.path().equals(release)) {
                throw new RefusedException(404, "not-supported", "unknown FHIR release");
            }
            Grants.Grant grant = grant(naam);
            check(asked);
            covered(asked, grant);
            Optional<PatientRecord> person = patients.find(grant.patient());
            return search.type().equals(BINARY) ? document(asked, person, grant) : resources(asked, person, grant);
        } catch (RefusedException e) {
            // Who sends this may write anything for a name.
            String party = zorgaanbieders.find(naam).map(Zorgaanbieder::naam).orElse("?");
            String flow = TraceHeaders.flow(headers).orElse("");
            trace.report(flow, peer.oin().map(oin -> "OIN " + oin).orElse("?"), party, "Search", flow.isEmpty() ? List.of() : List.of(flow),
                    "refused", 0, "FHIR_" + e.status);
            return outcome(known, accept, e);
        }
    }

    private Grants.Grant grant(String naam) throws RefusedException {
        // A client certificate alone authenticates too, without a token.
        return Optional.of(token).filter(t -> t.getRawToken() != null).filter(binding::holds).map(t -> t.<String>getClaim("grant"))
                .map(UUID::fromString).flatMap(grants::find).filter(g -> g.zorgaanbieder().equals(naam) && clients.isNode(g.clientId()))
                .orElseThrow(() -> new RefusedException(401, "login", "token is not valid here"));
    }

    private static void check(Asked asked) throws RefusedException {
        if (!asked.traceable()) {
            throw new RefusedException(400, "invalid", "MedMij-Request-ID and X-Correlation-ID are needed, a UUID each");
        }
        // A document comes as what it is.
        if (!asked.search().type().equals(BINARY) && !asked.release().isAsked(asked.accept())) {
            throw new RefusedException(400, "not-supported", "Accept has to name fhirVersion=" + asked.release().version());
        }
        if (asked.search().parameters().keySet().stream().anyMatch(p -> p.equals("patient") || p.equals("subject") || p.equals("identifier")
                || p.startsWith("patient.") || p.startsWith("subject.") || p.startsWith("patient:") || p.startsWith("subject:"))) {
            throw new RefusedException(400, "invalid", "the patient follows from the token and is not named in a search");
        }
    }

    private static void covered(Asked asked, Grants.Grant grant) throws RefusedException {
        String version = asked.release().version();
        boolean exists = asked.id().isPresent()
                ? Arrays.stream(Gegevensdienst.values()).anyMatch(g -> isOf(g, asked))
                : Searches.exists(asked.search(), version);
        if (!exists) {
            throw new RefusedException(404, "not-supported", "this search is not supported");
        }
        if (List.of(grant.scope().split(" ")).stream().flatMap(g -> Gegevensdienst.of(g).stream()).noneMatch(g -> isOf(g, asked))) {
            throw new RefusedException(403, "forbidden", "the token does not cover this search");
        }
    }

    private static boolean isOf(Gegevensdienst g, Asked asked) {
        return g.fhirVersion().equals(asked.release().version())
                && (asked.id().isPresent() ? Searches.allowsRead(g, asked.search().type()) : Searches.allows(g, asked.search()));
    }

    private Response document(Asked asked, Optional<PatientRecord> person, Grants.Grant grant) throws RefusedException {
        String id = asked.id().orElse("");
        // What the list of this patient names, and nothing else.
        if (person.flatMap(p -> asked.release().read(p, grant.patient(), asked.naam(), "DocumentReference", id)).isEmpty()) {
            throw new RefusedException(404, "not-found", "no such document");
        }
        byte[] pdf = PdfDocument.of(id.startsWith("document-1") ? "Ontslagbrief" : "Laboratoriumverslag",
                "Testgegevens van " + person.get().givenNames() + " " + person.get().surName() + ", " + asked.naam());
        report(asked, grant, pdf.length);
        return Response.ok(pdf).type("application/pdf").build();
    }

    private Response resources(Asked asked, Optional<PatientRecord> person, Grants.Grant grant) throws RefusedException {
        String base = config.internalUrl() + "/fhir/" + asked.naam() + "/" + asked.release().path() + "/";
        IBaseResource found;
        try {
            found = asked.id().isPresent()
                    ? person.flatMap(p -> asked.release().read(p, grant.patient(), asked.naam(), asked.search().type(), asked.id().get()))
                            .orElseThrow(() -> new RefusedException(404, "not-found", "no such resource"))
                    : asked.release().search(person, grant.patient(), asked.naam(), asked.search(), base);
        } catch (DateTimeException e) {
            throw new RefusedException(400, "invalid", "a date is written ge2026-01-31");
        }
        String body = asked.release().text(found, asked.accept());
        report(asked, grant, body.length());
        return Response.ok(body).type(asked.release().mediaType(asked.accept())).build();
    }

    private void report(Asked asked, Grants.Grant grant, int size) {
        String flow = String.valueOf(token.<Object>getClaim("correlation"));
        trace.report(flow, grant.clientId(), grant.zorgaanbieder(), "Search " + asked.search().type(), List.of(flow),
                "bearer token bound to the client certificate", size, "ok");
    }

    /** A request without a token, or with one that quarkus-oidc refuses, is answered in FHIR's own vocabulary too. */
    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public Response withoutToken(ContainerRequestContext request) {
        FhirRelease release = request.getUriInfo().getPath().contains("/r4") ? FhirRelease.R4 : FhirRelease.STU3;
        return outcome(release, request.getHeaderString(HttpHeaders.ACCEPT), new RefusedException(401, "login", "token is not valid here"));
    }

    private static Response outcome(FhirRelease release, String accept, RefusedException e) {
        LOG.warnf("FHIR_REFUSED %d %s: %s", e.status, e.code, e.getMessage());
        Response.ResponseBuilder answer = Response.status(e.status).entity(release.text(release.outcome(e.code, e.getMessage()), accept))
                .type(release.mediaType(accept));
        if (e.status == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge(OAuthError.INVALID_TOKEN));
        } else if (e.status == 403) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge(OAuthError.INSUFFICIENT_SCOPE));
        }
        return answer.build();
    }

    /** What a bearer token lacked (RFC 6750 3). */
    private static String challenge(OAuthError error) {
        return "Bearer error=\"" + error.code() + "\"";
    }
}
