package nl.etdnetwerk.kit.page;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Tells a program what went wrong where the answer would be a status alone: a problem of RFC 9457, with a code as everywhere else.
 * Interfaces that have a vocabulary of their own put theirs in its place.
 */
public class ProgramErrors {

    private static final String PROBLEM = "application/problem+json";
    private final ObjectMapper json;

    /** With what writes it. */
    public ProgramErrors(ObjectMapper json) {
        this.json = json;
    }

    /** Gives an error that says nothing a body; as text, so that it is written whatever an endpoint produces. */
    @ServerResponseFilter
    public void tell(ContainerRequestContext request, ContainerResponseContext response) throws JsonProcessingException {
        int status = response.getStatus();
        if (status < Response.Status.BAD_REQUEST.getStatusCode() || response.hasEntity() || request.getMethod().equals(HttpMethod.HEAD)) {
            return;
        }
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", response.getStatusInfo().getReasonPhrase());
        problem.put("status", status);
        problem.put("code", "HTTP_" + status);
        response.setEntity(json.writeValueAsString(problem));
        response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, PROBLEM);
    }
}
