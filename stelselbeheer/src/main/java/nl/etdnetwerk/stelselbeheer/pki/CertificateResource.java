package nl.etdnetwerk.stelselbeheer.pki;

import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.peer.BackChannelOnly;
import nl.etdnetwerk.kit.peer.PeerCertificate;
import nl.etdnetwerk.pki.Identity;

/** Hands out test certificates; only to the scheme operator, who passes them on. */
@Path("/api/certificates")
@BackChannelOnly
public class CertificateResource {

    private final CertificateAuthority authority;
    private final PeerCertificate peer;
    private final EtdConfig config;

    /** What is wanted. */
    public record CertificateRequest(String organisation, String oin, List<String> hostnames) {}

    /** Key and chain as PEM. */
    public record Issued(String privateKey, String chain) {}

    /** With the authority. */
    public CertificateResource(CertificateAuthority authority, PeerCertificate peer, EtdConfig config) {
        this.authority = authority;
        this.peer = peer;
        this.config = config;
    }

    /** A new key with its certificate. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response issue(CertificateRequest request) {
        if (!peer.oin().equals(java.util.Optional.of(config.operatorOin()))) {
            return Response.status(Response.Status.FORBIDDEN).build();
        }
        boolean ok = request != null && request.oin() != null && request.oin().matches("[0-9]{20}") && request.organisation() != null
                && !request.organisation().isBlank() && request.hostnames() != null
                && request.hostnames().stream().allMatch(h -> h != null && h.matches("[a-z0-9][a-z0-9.-]{0,252}"));
        if (!ok) {
            return Response.status(Response.Status.BAD_REQUEST)
                    .entity(java.util.Map.of("error", "organisation, oin (20 digits) and hostnames are needed")).build();
        }
        Identity identity = authority.issue(request.organisation(), request.oin(), request.hostnames());
        return Response.ok(new Issued(identity.privateKeyPem(), identity.chainPem())).build();
    }
}
