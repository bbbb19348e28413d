package nl.etdnetwerk.kit.peer;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

import org.jboss.logging.Logger;

/** Turns away requests without a client certificate from resources that are {@link BackChannelOnly}. */
@Provider
@BackChannelOnly
public class BackChannelFilter implements ContainerRequestFilter {

    private static final Logger LOG = Logger.getLogger(BackChannelFilter.class);
    private final PeerCertificate peer;

    /** With the certificate of the current request. */
    public BackChannelFilter(PeerCertificate peer) {
        this.peer = peer;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        if (peer.certificate().isEmpty()) {
            LOG.warnf("CLIENT_CERTIFICATE_MISSING %s", context.getUriInfo().getRequestUri().getRawPath());
            context.abortWith(
                    Response.status(Response.Status.UNAUTHORIZED).entity("client certificate required").type("text/plain").build());
        }
    }
}
