package nl.etdnetwerk.decryption;

import java.util.Map;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** Says why a request never came to an operation: a code as text, as a refusal has it, and nothing of what was sent. */
public class UnreadableRequests {

    private static final int BAD_REQUEST = 400;
    private static final Map<Integer, String> CODES = Map.of(BAD_REQUEST, "JSON_UNREADABLE", 404, "NOT_FOUND");

    /** JSON in which a value is of another type than its field. */
    @ServerExceptionMapper
    public Response of(MismatchedInputException e) {
        return coded(Response.status(BAD_REQUEST).build());
    }

    /** An address that is not there. */
    @ServerExceptionMapper
    public Response of(NotFoundException e) {
        return coded(e.getResponse());
    }

    /** What is no JSON, or has another method or type than the address. */
    @ServerExceptionMapper
    public Response of(WebApplicationException e) {
        return e.getResponse().hasEntity() ? e.getResponse() : coded(e.getResponse());
    }

    private static Response coded(Response plain) {
        return Response.fromResponse(plain).type(MediaType.TEXT_PLAIN)
                .entity(CODES.getOrDefault(plain.getStatus(), "HTTP_" + plain.getStatus()))
                .build();
    }
}
