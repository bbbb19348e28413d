package nl.etdnetwerk.kit.peer;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Turns away requests without a client certificate from resources that are {@link BackChannelOnly}. */
@Provider
@BackChannelOnly
public class BackChannelFilter implements ContainerRequestFilter {

    private final PeerCertificate peer;

    /** With the certificate of the current request. */
    public BackChannelFilter(PeerCertificate peer) {
        this.peer = peer;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        if (peer.certificate().isEmpty()) {
            context.abortWith(
                    Response.status(Response.Status.UNAUTHORIZED).entity("client certificate required").type("text/plain").build());
        }
    }
}
