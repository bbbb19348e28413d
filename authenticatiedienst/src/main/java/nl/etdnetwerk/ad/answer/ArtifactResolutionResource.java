package nl.etdnetwerk.ad.answer;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import nl.etdnetwerk.ad.metadata.Authenticatiedienst;
import nl.etdnetwerk.kit.peer.BackChannelOnly;
import nl.etdnetwerk.kit.peer.PeerCertificate;
import nl.etdnetwerk.kit.saml.ArtifactResolutionService;

/** ArtifactResolutionService for the HM. */
@Path(Authenticatiedienst.VERSION_PATH + "/ars")
@BackChannelOnly
public class ArtifactResolutionResource {

    private final ArtifactResolutionService service;
    private final PeerCertificate peer;
    private final Authenticatiedienst ad;

    /** With the answers that wait. */
    public ArtifactResolutionResource(ArtifactResolutionService service, PeerCertificate peer, Authenticatiedienst ad) {
        this.service = service;
        this.peer = peer;
        this.ad = ad;
    }

    /** SOAP in, SOAP out. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response resolve(byte[] soap) {
        return service.resolve(soap, peer.certificate().orElseThrow(), ad.writer());
    }
}
