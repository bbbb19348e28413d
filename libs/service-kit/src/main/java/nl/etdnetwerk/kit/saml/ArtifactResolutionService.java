package nl.etdnetwerk.kit.saml;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.saml.Validated;
import nl.etdnetwerk.saml.binding.SoapEnvelope;
import nl.etdnetwerk.saml.binding.SoapFaultCode;
import nl.etdnetwerk.saml.message.MessageWriter;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.response.ArtifactMessages;

/** Answers ArtifactResolve: signed by a party of the network, over TLS with a certificate of that same party (saml.md 1.5). */
@ApplicationScoped
public class ArtifactResolutionService {

    private final ArtifactStore store;
    private final NetworkDirectory directory;
    private final NetworkClock clock;
    private final EtdConfig config;
    private final TraceEvents trace;

    /** With the messages that wait. */
    public ArtifactResolutionService(ArtifactStore store, NetworkDirectory directory, NetworkClock clock, EtdConfig config,
            TraceEvents trace) {
        this.store = store;
        this.directory = directory;
        this.clock = clock;
        this.config = config;
        this.trace = trace;
    }

    /** 200 with a signed ArtifactResponse, empty where the artifact gives nothing; 500 with a fault for a message that is not in order. */
    public Response resolve(byte[] soap, X509Certificate peer, MessageWriter own) {
        Validated<ArtifactMessages.ArtifactResolve> read = ArtifactMessages.resolve(soap, directory::participant, config.clockSkew(),
                clock.instant());
        Optional<ArtifactMessages.ArtifactResolve> resolve = read.valid();
        Optional<EntityMetadata> sender = resolve.flatMap(r -> directory.participant(r.issuer()));
        Optional<String> refusal = refusal(read, sender, peer);
        if (refusal.isPresent()) {
            String code = refusal.get();
            trace.report("", sender.map(EntityMetadata::entityId).orElse("?"), own.entityId(), "ArtifactResolve", List.of(), "refused",
                    soap.length, code);
            return Response.status(500).entity(SoapEnvelope.fault(SoapFaultCode.of(code), code)).type(SoapEnvelope.CONTENT_TYPE).build();
        }
        Optional<byte[]> message = store.fetch(resolve.get().artifact(), resolve.get().issuer(), own.entityId());
        byte[] answer = SoapEnvelope.wrap(own.artifactResponse(resolve.get().id(), clock.instant(), message));
        trace.report(resolve.get().id(), resolve.get().issuer(), own.entityId(), "ArtifactResolve", List.of(resolve.get().id()),
                "signature and mutual TLS of the same party", soap.length,
                message.isPresent() ? "ok" : "ARTIFACT_EMPTY");
        trace.report(resolve.get().id(), own.entityId(), resolve.get().issuer(), "ArtifactResponse sent", List.of(resolve.get().id()),
                "signed, over that connection", answer.length, message.isPresent() ? "ok" : "ARTIFACT_EMPTY");
        return Response.ok(answer).type(SoapEnvelope.CONTENT_TYPE).build();
    }

    private Optional<String> refusal(Validated<ArtifactMessages.ArtifactResolve> read, Optional<EntityMetadata> sender,
            X509Certificate peer) {
        if (!read.findings().isEmpty()) {
            return Optional.of(read.findings().get(0).code());
        }
        if (sender.isEmpty() || !sender.get().signingCertificates(clock.instant()).containsValue(peer)) {
            return Optional.of("CLIENT_CERTIFICATE_OF_ANOTHER");
        }
        // For somebody else, when it says for whom (SAML core 3.2.1); a service has an address for browsers and one for services.
        boolean isHere = read.valid().flatMap(ArtifactMessages.ArtifactResolve::destination)
                .map(d -> d.startsWith(config.internalUrl() + "/") || d.startsWith(config.publicUrl() + "/")).orElse(true);
        return isHere ? Optional.empty() : Optional.of("RESOLVE_DESTINATION");
    }
}
