package nl.etdnetwerk.dvza.client;

import java.util.Map;
import java.util.Set;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import nl.etdnetwerk.medmij.oauth.OAuthError;

/** What a client's back end gets for a request that does not come as far as its endpoint is an OAuth error too (RFC 6749 5.2). */
public class OAuthErrors {

    private static final Set<String> ENDPOINTS = Set.of("/par", "/token", "/revoke");

    /** Gives an error without an OAuth error one. */
    @ServerResponseFilter
    public void tell(ContainerRequestContext request, ContainerResponseContext response) {
        int status = response.getStatus();
        // The endpoints answer fields; a text or a page is of somebody who stands before them.
        boolean isTold = response.getEntity() instanceof Map;
        if (!ENDPOINTS.contains(request.getUriInfo().getPath()) || status < Response.Status.BAD_REQUEST.getStatusCode() || isTold) {
            return;
        }
        response.setEntity(Map.of("error", error(status).code()));
        response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static OAuthError error(int status) {
        if (status >= Response.Status.INTERNAL_SERVER_ERROR.getStatusCode()) {
            return OAuthError.SERVER_ERROR;
        }
        return status == Response.Status.UNAUTHORIZED.getStatusCode() ? OAuthError.INVALID_CLIENT : OAuthError.INVALID_REQUEST;
    }
}
