package nl.etdnetwerk.hm.keys;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestQuery;

import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.bsnkkit.BsnkCalls;
import nl.etdnetwerk.bsnksoap.BsnkElement;
import nl.etdnetwerk.bsnksoap.BsnkFault;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.config.ServiceIdentity;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.peer.BackChannelOnly;
import nl.etdnetwerk.kit.peer.PeerCertificate;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.saml.metadata.EntityIds;

/** Fetches the sealed keys of the calling service provider from BSNk and passes them on unopened. */
@Path("/dv-keys")
@BackChannelOnly
public class DvKeysResource {

    private final PeerCertificate peer;
    private final NetworkDirectory directory;
    private final TraceEvents trace;
    private final BsnkCalls bsnk;
    private final NetworkClock clock;
    private final String oin;

    /** One sealed key. */
    public record DvKey(String keyType, String recipientKeyVersion, String schemeKeySetVersion, String p7) {}

    /** The sealed keys, and the public scheme keys as BSNk publishes them. */
    public record Delivery(List<DvKey> keys, Map<String, String> schemeKeys) {}

    /** With the address and OIN of BSNk. */
    public DvKeysResource(PeerCertificate peer, NetworkDirectory directory, BackChannel channel, ServiceIdentity identity,
            NetworkClock clock, TraceEvents trace, EtdConfig config, ObjectMapper json) {
        this.peer = peer;
        this.directory = directory;
        this.trace = trace;
        this.bsnk = new BsnkCalls(channel, identity.key(), clock, json, config.bsnkUrl().orElseThrow(), config.bsnkOin(), "hm",
                trace);
        this.clock = clock;
        this.oin = config.oin();
    }

    /** 200 with the keys, 403 for who is no service provider, 502 with the reason when BSNk refuses, 503 when it is away. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Response fetch(@RestQuery String identities) throws CertificateEncodingException {
        X509Certificate certificate = peer.certificate().orElseThrow();
        Instant now = clock.instant();
        Optional<String> dv = EntityIds.oin(certificate);
        // A certificate that is out of the metadata, for whatever reason, is no way in any more (saml.md 1.5).
        if (dv.isEmpty() || directory.participantsOf("DV").stream().filter(p -> p.oin().equals(dv.get()))
                .noneMatch(p -> p.signingCertificates(now).containsValue(certificate))) {
            return Response.status(Response.Status.FORBIDDEN).entity(Map.of("error", "NO_SERVICE_PROVIDER")).build();
        }
        BsnkElement request = BsnkElement.parent("ProvideDVKeysRequest", bsnk.head("HM-"), BsnkElement.of("Requester", oin),
                BsnkElement.of("RelyingParty", dv.get()),
                BsnkElement.of("RelyingPartyPKIoCertificate", Base64.getEncoder().encodeToString(certificate.getEncoded())));
        if ("expected".equals(identities)) {
            request = request.with(BsnkElement.of("ProvideEIDecryptionKey", "EI_DECRYPTION_KEY_EXPECTED"));
        }
        String id = request.attribute("RequestID").orElseThrow();
        try {
            BsnkCalls.Answered answered = bsnk.call("dv-keys", request);
            List<DvKey> keys = answered.response().all("EncryptedDVKey").stream()
                    .map(k -> new DvKey(k.attribute("KeyType").orElse(""), k.attribute("RecipientKeyVersion").orElse(""),
                            k.attribute("SchemeKeySetVersion").orElse(""), k.text()))
                    .toList();
            trace.report(id, "hm", dv.get(), "DVKeys", List.of(id), "mutual TLS of " + dv.get(), answered.size(), "ok");
            // A service provider has no way to BSNk of its own, so the scheme keys come along.
            return Response.ok(new Delivery(keys, bsnk.schemeKeys())).build();
        } catch (BsnkFault f) {
            trace.report(id, "hm", dv.get(), "DVKeys", List.of(id), "mutual TLS of " + dv.get(), 0, f.reason().name());
            return Response.status(502).entity(Map.of("error", f.reason().name())).build();
        } catch (IOException e) {
            return Response.status(503).entity(Map.of("error", "BSNK_UNREACHABLE")).build();
        }
    }
}
