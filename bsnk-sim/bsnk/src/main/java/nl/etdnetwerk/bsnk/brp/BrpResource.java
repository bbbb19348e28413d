package nl.etdnetwerk.bsnk.brp;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import nl.etdnetwerk.bsnk.authorisation.Parties;
import nl.etdnetwerk.kit.peer.BackChannelOnly;
import nl.etdnetwerk.kit.peer.PeerCertificate;
import nl.etdnetwerk.kit.trace.TraceEvents;

/** For an AD that enrols somebody: who belongs to this identity document. Identifiers travel in the body, never in a URL. */
@Path("/brp/document")
@BackChannelOnly
public class BrpResource {

    private static final String REJECTED = "DocumentRejected";
    private final Brp brp;
    private final TraceEvents trace;
    private final Parties parties;
    private final PeerCertificate peer;

    /** A document as the AD read it. */
    public record DocumentQuery(String type, String number, LocalDate dateOfBirth) {}

    /** What the AD needs to activate somebody. */
    public record Found(String bsn, String givenNames, String surName, String status) {}

    /** On the register. */
    public BrpResource(Brp brp, Parties parties, PeerCertificate peer, TraceEvents trace) {
        this.brp = brp;
        this.trace = trace;
        this.parties = parties;
        this.peer = peer;
    }

    /** 200 with the person, 400 without a question, 404 when document and date of birth do not belong together, 403 for who is no AD. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response find(DocumentQuery query) {
        String oin = peer.oin().orElse("");
        if (!parties.isAuthenticatiedienst(oin)) {
            report(oin, "refused", "AuthorizationError");
            return Response.status(Response.Status.FORBIDDEN).build();
        }
        if (query == null) {
            report(oin, "refused", "SyntaxError");
            return Response.status(Response.Status.BAD_REQUEST).entity(Map.of("error", "SyntaxError")).build();
        }
        Optional<Person> person = brp.byDocument(query.type(), query.number()).filter(p -> p.dateOfBirth().equals(query.dateOfBirth()));
        report(oin, "mutual TLS of " + oin, person.isPresent() ? "ok" : REJECTED);
        return person.map(p -> Response.ok(new Found(p.bsn(), p.givenNames(), p.surName(), p.status().name())).build())
                .orElseGet(() -> Response.status(Response.Status.NOT_FOUND).entity(Map.of("error", REJECTED)).build());
    }

    /** Who asked and what came of it; never about whom. */
    private void report(String oin, String verified, String outcome) {
        trace.report("", oin.isEmpty() ? "?" : oin, "brp", "DocumentQuery", List.of(), verified, 0, outcome);
    }
}
