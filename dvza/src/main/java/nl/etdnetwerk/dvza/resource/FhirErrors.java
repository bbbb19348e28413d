package nl.etdnetwerk.dvza.resource;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Whatever goes wrong under /fhir is told in FHIR's own vocabulary: also an address or method that is not there, and a fault of ours. */
public class FhirErrors {

    private static final String FHIR = "application/fhir+";

    /** Gives an error without an OperationOutcome one. */
    @ServerResponseFilter
    public void tell(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getPath();
        String type = String.valueOf(response.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE));
        if (!path.startsWith("/fhir/") || response.getStatus() < Response.Status.BAD_REQUEST.getStatusCode() || type.startsWith(FHIR)) {
            return;
        }
        FhirRelease release = path.contains("/r4/") ? FhirRelease.R4 : FhirRelease.STU3;
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        response.setEntity(release.text(release.outcome(code(response.getStatus()), "HTTP " + response.getStatus()), accept));
        response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, release.mediaType(accept));
    }

    private static String code(int status) {
        return switch (status) {
            case 404, 405, 406, 415 -> "not-supported";
            case 401 -> "login";
            case 403 -> "forbidden";
            default -> status >= Response.Status.INTERNAL_SERVER_ERROR.getStatusCode() ? "exception" : "invalid";
        };
    }
}
