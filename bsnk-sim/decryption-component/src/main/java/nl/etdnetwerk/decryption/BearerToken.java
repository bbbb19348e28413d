package nl.etdnetwerk.decryption;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Refuses requests without the bearer token; the connection has shown a certificate of the network already. */
@Provider
public class BearerToken implements ContainerRequestFilter {

    private final ExpectedToken expected;

    /** With the token that is right. */
    public BearerToken(ExpectedToken expected) {
        this.expected = expected;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        if (!expected.isIn(context.getHeaderString("Authorization"))) {
            context.abortWith(Response.status(Response.Status.UNAUTHORIZED).header("WWW-Authenticate", "Bearer").build());
        }
    }
}
