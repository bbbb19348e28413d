package nl.etdnetwerk.stelselbeheer.parties;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;

import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.peer.BackChannelOnly;
import nl.etdnetwerk.kit.peer.PeerCertificate;
import nl.etdnetwerk.saml.Finding;
import nl.etdnetwerk.saml.metadata.EntityIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;

/** One call to bring a party into the network, to look, and to take one out. Mutual TLS with the party's or the operator's key. */
@Path("/api/parties")
@BackChannelOnly
@Produces(MediaType.APPLICATION_JSON)
public class PartyResource {

    private static final Logger LOG = Logger.getLogger(PartyResource.class);
    private final PartyAdmission admission;
    private final PartyRegister register;
    private final RegistrationReader reader;
    private final PeerCertificate peer;
    private final EtdConfig config;

    /** A line of the overview. */
    public record PartyLine(String entityId, String role, String name, boolean bsnAuthorised) {}

    /** With the admission and the register. */
    public PartyResource(PartyAdmission admission, PartyRegister register, RegistrationReader reader, PeerCertificate peer,
            EtdConfig config) {
        this.reader = reader;
        this.admission = admission;
        this.register = register;
        this.peer = peer;
        this.config = config;
    }

    private boolean isOperator() {
        return peer.oin().filter(config.operatorOin()::equals).isPresent();
    }

    /** 200 when admitted, 422 with every finding when not, 400 with one when it cannot be read. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response admit(byte[] body) {
        Registration registration;
        try {
            registration = reader.read(body);
        } catch (RegistrationReader.UnreadableException e) {
            LOG.infof("PARTY_ADMISSION ? [%s]", e.finding().code());
            return Response.status(Response.Status.BAD_REQUEST)
                    .entity(new PartyAdmission.Outcome(Optional.empty(), List.of(e.finding()))).build();
        }
        PartyAdmission.Outcome outcome = admission.admit(registration, peer.oin().orElse(""), isOperator(),
                host -> isOperator() || host != null && peer.hasDnsName(host));
        LOG.infof("PARTY_ADMISSION %s %s", outcome.entityId().flatMap(EntityIds::oin).orElse("?"),
                outcome.findings().stream().map(Finding::code).toList());
        return Response.status(outcome.findings().isEmpty() ? 200 : 422).entity(outcome).build();
    }

    /** All parties. */
    @GET
    public List<PartyLine> parties() {
        return register.parties().stream()
                .map(p -> new PartyLine(p.metadata().entityId(), PartyAdmission.roleOf(p.metadata()), p.metadata().shownName(),
                        p.registration().bsnAuthorised()))
                .toList();
    }

    /** Takes a party out. */
    @DELETE
    @Path("/{entityId}")
    public Response remove(String entityId) {
        boolean own = register.parties().stream().map(Party::metadata).filter(m -> m.entityId().equals(entityId)).map(EntityMetadata::oin)
                .anyMatch(peer.oin().orElse("")::equals);
        if (!isOperator() && !own) {
            LOG.warn("PARTY_NOT_YOURS");
            return Response.status(Response.Status.FORBIDDEN).build();
        }
        return Response.status(register.remove(entityId, isOperator()) ? 204 : 404).build();
    }
}
