package nl.etdnetwerk.bsnk.service;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import nl.etdnetwerk.bsnk.authorisation.BsnAuthorisationList;
import nl.etdnetwerk.bsnksoap.BsnkElement;
import nl.etdnetwerk.bsnksoap.BsnkFault;
import nl.etdnetwerk.bsnksoap.BsnkMessages;
import nl.etdnetwerk.kit.config.ServiceIdentity;
import nl.etdnetwerk.kit.peer.BackChannelOnly;
import nl.etdnetwerk.kit.peer.PeerCertificate;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.saml.metadata.EntityIds;

/** The endpoints: one address for each published service. */
@Path("/bsnk")
@BackChannelOnly
@Produces("text/xml; charset=utf-8")
@Consumes(MediaType.WILDCARD)
public class BsnkResource {

    private static final Logger LOG = Logger.getLogger(BsnkResource.class);
    private static final String BSNK = "bsnk";
    private static final String SECURED = "WS-Security signature and mutual TLS of ";
    private final ActivateOperation activate;
    private final TransformOperation transform;
    private final DirectIssuanceOperation directIssuance;
    private final KeyDeliveryOperation keyDelivery;
    private final BsnAuthorisationList authorised;
    private final PeerCertificate peer;
    private final ServiceIdentity identity;
    private final NetworkClock clock;
    private final TraceEvents trace;
    private final ServiceDescriptions descriptions;
    private final RequestMoment moment;
    private final boolean untypedFaults;

    private interface Operation {
        BsnkElement answer(BsnkElement request, String peerOin, String responseId, String now) throws BsnkFault;
    }

    /** With the operations. */
    public BsnkResource(ActivateOperation activate, TransformOperation transform, DirectIssuanceOperation directIssuance,
            KeyDeliveryOperation keyDelivery, BsnAuthorisationList authorised,
            PeerCertificate peer, ServiceIdentity identity, NetworkClock clock, TraceEvents trace,
            ServiceDescriptions descriptions, RequestMoment moment,
            @ConfigProperty(name = "bsnk.untyped-faults", defaultValue = "false") boolean untypedFaults) {
        this.descriptions = descriptions;
        this.moment = moment;
        this.untypedFaults = untypedFaults;
        this.activate = activate;
        this.transform = transform;
        this.directIssuance = directIssuance;
        this.keyDelivery = keyDelivery;
        this.authorised = authorised;
        this.peer = peer;
        this.identity = identity;
        this.clock = clock;
        this.trace = trace;
    }

    /** BSNK_Activate_Service. */
    @POST
    @Path("activate")
    public Response activate(byte[] soap) {
        return answer(soap, "activate", Set.of("ProvidePPRequest", "ProvidePP_PPCAOptimizedRequest", "ProvidePP_RepresentationRequest"),
                "ProvidePolymorphicFault",
                (r, p, id, now) -> ActivateOperation.response(r, activate.activate(r, p), id, now));
    }

    /** BSNK_DEP_Service. */
    @POST
    @Path("dep")
    public Response directIssuance(byte[] soap) {
        return answer(soap, "dep", Set.of("ProvideDEPsRequest"), "ProvideDEPFault", directIssuance::provide);
    }

    /** BSNk_transform. */
    @POST
    @Path("transform")
    public Response transform(byte[] soap) {
        return answer(soap, "transform", Set.of("ProvideEPRequest"), "ProvideEPFault",
                (r, p, id, now) -> TransformOperation.response(r, transform.transform(r, p), id, now));
    }

    /** ProvideDVKeys. */
    @POST
    @Path("dv-keys")
    public Response keyDelivery(byte[] soap) {
        return answer(soap, "dv-keys", Set.of("ProvideDVKeysRequest"), "ProvideDVKeysFault", keyDelivery::provide);
    }

    /** The authorisation list BSN as it is applied. */
    @GET
    @Path("bsn-authorisation-list")
    @Produces(MediaType.APPLICATION_JSON)
    public List<String> authorisationList() {
        return authorised.all().stream().sorted().toList();
    }

    private Response answer(byte[] soap, String service, Set<String> operations, String faultName, Operation operation) {
        X509Certificate sender = peer.certificate().orElseThrow();
        String oin = EntityIds.oin(sender).orElse("");
        String id = "";
        String name = "SOAP";
        try {
            Instant received = clock.instant();
            BsnkElement request = BsnkMessages.read(soap, sender, received, descriptions.schema(service));
            if (!operations.contains(request.name())) {
                throw new BsnkFault(BsnkFault.Reason.SyntaxError, "unknown operation");
            }
            id = Requests.requestId(request);
            name = request.name();
            moment.check(request, received);
            BsnkElement response = operation.answer(request, oin, "BSNK-" + UUID.randomUUID(),
                    clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
            byte[] out = BsnkMessages.write(response, BsnkElement.NAMESPACE + ":" + response.name(),
                    "http://www.w3.org/2005/08/addressing/anonymous", identity.key());
            trace.report(id, oin, BSNK, name, List.of(id), SECURED + oin, soap.length, "ok");
            trace.report(id, BSNK, oin, response.name(), List.of(id), "signed by BSNk", out.length, "ok");
            return Response.ok(out).build();
        } catch (BsnkFault f) {
            report(id, oin, name, soap.length, f);
            return fault(f, faultName);
        } catch (RuntimeException e) {
            // A database that is away, for one: the asker may try again.
            LOG.error("BSNK_FAULT " + name, e);
            BsnkFault f = new BsnkFault(BsnkFault.Reason.TemporarilyUnavailable, "try again");
            report(id, oin, name, soap.length, f);
            return fault(f, faultName);
        }
    }

    private void report(String id, String oin, String name, int size, BsnkFault f) {
        trace.report(id, oin, BSNK, name, id.isEmpty() ? List.of() : List.of(id), id.isEmpty() ? "refused" : SECURED + oin, size,
                f.reason().name());
    }

    private Response fault(BsnkFault f, String faultName) {
        return Response.status(Response.Status.INTERNAL_SERVER_ERROR)
                .entity(untypedFaults && f.isGeneral() ? BsnkMessages.untypedFault(f) : BsnkMessages.fault(f, faultName)).build();
    }
}
