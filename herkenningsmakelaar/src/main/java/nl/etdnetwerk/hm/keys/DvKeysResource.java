package nl.etdnetwerk.hm.keys;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestQuery;

import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.bsnksoap.BsnkElement;
import nl.etdnetwerk.bsnksoap.BsnkFault;
import nl.etdnetwerk.bsnksoap.BsnkMessages;
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
    private final BackChannel channel;
    private final ServiceIdentity identity;
    private final NetworkClock clock;
    private final TraceEvents trace;
    private final ObjectMapper json;
    private final String bsnkUrl;
    private final String oin;

    /** One sealed key. */
    public record DvKey(String keyType, String recipientKeyVersion, String schemeKeySetVersion, String p7) {}

    /** The sealed keys, and the public scheme keys as BSNk publishes them. */
    public record Delivery(List<DvKey> keys, Map<String, String> schemeKeys) {}

    /** With the address of BSNk. */
    public DvKeysResource(PeerCertificate peer, NetworkDirectory directory, BackChannel channel, ServiceIdentity identity,
            NetworkClock clock, TraceEvents trace, EtdConfig config,
            ObjectMapper json, @ConfigProperty(name = "etd.bsnk-url") String bsnkUrl) {
        this.peer = peer;
        this.directory = directory;
        this.channel = channel;
        this.identity = identity;
        this.clock = clock;
        this.trace = trace;
        this.json = json;
        this.bsnkUrl = bsnkUrl;
        this.oin = config.oin();
    }

    /** 200 with the keys, 403 for who is no service provider, 502 with the reason when BSNk refuses, 503 when it is away. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Response fetch(@RestQuery String identities) throws CertificateEncodingException {
        X509Certificate certificate = peer.certificate().orElseThrow();
        Optional<String> dv = EntityIds.oin(certificate);
        if (dv.isEmpty() || directory.participantsOf("DV").stream().noneMatch(p -> p.oin().equals(dv.get()))) {
            return Response.status(Response.Status.FORBIDDEN).entity(Map.of("error", "NO_SERVICE_PROVIDER")).build();
        }
        String id = "HM-" + UUID.randomUUID();
        BsnkElement request = BsnkElement.parent("ProvideDVKeysRequest",
                Map.of("DateTime", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(), "RequestID", id),
                BsnkElement.of("Requester", oin), BsnkElement.of("RelyingParty", dv.get()),
                BsnkElement.of("RelyingPartyPKIoCertificate", Base64.getEncoder().encodeToString(certificate.getEncoded())));
        if ("expected".equals(identities)) {
            request = request.with(BsnkElement.of("ProvideEIDecryptionKey", "EI_DECRYPTION_KEY_EXPECTED"));
        }
        try {
            BackChannel.Answer answer = channel.post(bsnkUrl + "/bsnk/dv-keys", "text/xml; charset=utf-8",
                    BsnkMessages.write(request, BsnkElement.NAMESPACE + ":ProvideDVKeysRequest", bsnkUrl + "/bsnk/dv-keys", identity.key()),
                    Map.of());
            BsnkElement response = BsnkMessages.read(answer.body(), answer.server().orElseThrow(() -> new IOException("no certificate")));
            List<DvKey> keys = response.all("EncryptedDVKey").stream()
                    .map(k -> new DvKey(k.attribute("KeyType").orElse(""), k.attribute("RecipientKeyVersion").orElse(""),
                            k.attribute("SchemeKeySetVersion").orElse(""), k.text()))
                    .toList();
            trace.report(id, "hm", dv.get(), "DVKeys", List.of(id), "mutual TLS of " + dv.get(), answer.body().length, "ok");
            return Response.ok(new Delivery(keys, schemeKeys())).build();
        } catch (BsnkFault f) {
            trace.report(id, "hm", dv.get(), "DVKeys", List.of(id), "mutual TLS of " + dv.get(), 0, f.reason().name());
            return Response.status(502).entity(Map.of("error", f.reason().name())).build();
        } catch (IOException e) {
            return Response.status(503).entity(Map.of("error", "BSNK_UNREACHABLE")).build();
        }
    }

    /** A service provider has no way to BSNk of its own, so the scheme keys come along. */
    private Map<String, String> schemeKeys() throws IOException {
        BackChannel.Answer answer = channel.get(bsnkUrl + "/scheme-keys", Map.of());
        if (!answer.isOk()) {
            throw new IOException("status " + answer.status());
        }
        Map<String, String> keys = new java.util.LinkedHashMap<>();
        json.readTree(answer.body()).properties().forEach(e -> keys.put(e.getKey(), e.getValue().asText()));
        return keys;
    }
}
