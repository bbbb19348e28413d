package nl.etdnetwerk.bsnk.brp;

import java.time.LocalDate;
import java.util.Map;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import nl.etdnetwerk.bsnk.authorisation.Parties;
import nl.etdnetwerk.kit.peer.BackChannelOnly;
import nl.etdnetwerk.kit.peer.PeerCertificate;

/** For an AD that enrols somebody: who belongs to this identity document. Identifiers travel in the body, never in a URL. */
@Path("/brp/document")
@BackChannelOnly
public class BrpResource {

    private final Brp brp;
    private final Parties parties;
    private final PeerCertificate peer;

    /** A document as the AD read it. */
    public record DocumentQuery(String type, String number, LocalDate dateOfBirth) {}

    /** What the AD needs to activate somebody. */
    public record Found(String bsn, String givenNames, String surName, String status) {}

    /** On the register. */
    public BrpResource(Brp brp, Parties parties, PeerCertificate peer) {
        this.brp = brp;
        this.parties = parties;
        this.peer = peer;
    }

    /** 200 with the person, 404 when document and date of birth do not belong together, 403 for who is no AD. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response find(DocumentQuery query) {
        if (!parties.isAuthenticatiedienst(peer.oin().orElse(""))) {
            return Response.status(Response.Status.FORBIDDEN).build();
        }
        return brp.byDocument(query.type(), query.number()).filter(p -> p.dateOfBirth().equals(query.dateOfBirth()))
                .map(p -> Response.ok(new Found(p.bsn(), p.givenNames(), p.surName(), p.status().name())).build())
                .orElseGet(() -> Response.status(Response.Status.NOT_FOUND).entity(Map.of("error", "DocumentRejected")).build());
    }
}
