package nl.etdnetwerk.hm.artifact;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import nl.etdnetwerk.hm.metadata.Herkenningsmakelaar;
import nl.etdnetwerk.kit.peer.BackChannelOnly;
import nl.etdnetwerk.kit.peer.PeerCertificate;
import nl.etdnetwerk.kit.saml.ArtifactResolutionService;

/** ArtifactResolutionService for service providers (answers) and ADs (requests). */
@Path(Herkenningsmakelaar.VERSION_PATH + "/ars")
@BackChannelOnly
public class ArtifactResolutionResource {

    private final ArtifactResolutionService service;
    private final PeerCertificate peer;
    private final Herkenningsmakelaar hm;

    /** With the messages that wait. */
    public ArtifactResolutionResource(ArtifactResolutionService service, PeerCertificate peer, Herkenningsmakelaar hm) {
        this.service = service;
        this.peer = peer;
        this.hm = hm;
    }

    /** SOAP in, SOAP out. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response resolve(byte[] soap) {
        return service.resolve(soap, peer.certificate().orElseThrow(), hm.writer());
    }
}
