package nl.etdnetwerk.kit.saml;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.saml.Finding;
import nl.etdnetwerk.saml.Validated;
import nl.etdnetwerk.saml.binding.Artifact;
import nl.etdnetwerk.saml.binding.SoapEnvelope;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.message.MessageWriter;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.response.ArtifactMessages;

/** Fetches the message behind an artifact from the party that issued it. */
@ApplicationScoped
public class ArtifactResolver {

    private final NetworkClock clock;
    private final TraceEvents trace;

    /** From whom it was fetched, what, how large the answer was, and the id of the ArtifactResolve. */
    public record Fetched(EntityMetadata sender, byte[] message, int size, String resolveId) {}

    /** With the clock of the network. */
    public ArtifactResolver(NetworkClock clock, TraceEvents trace) {
        this.clock = clock;
        this.trace = trace;
    }

    /**
     * The artifact of a request from a browser.
     *
     * @param parameters every SAMLart of the request, or null
     * @param posted SAMLRequest or SAMLResponse that came beside it, or null
     * @throws PageException ARTIFACT_NOT_FROM_HERE unless there is exactly one, and no other message (saml.md 7.4 N57)
     */
    public static String single(List<String> parameters, String posted) {
        if (parameters == null || parameters.size() != 1 || posted != null) {
            throw new PageException("ARTIFACT_NOT_FROM_HERE", 400);
        }
        return parameters.get(0);
    }

    /**
     * The message that somebody of these has behind the artifact of a request from a browser.
     *
     * @param parameters every SAMLart of the request, or null
     * @param posted SAMLRequest or SAMLResponse that came beside it, or null
     * @throws PageException as {@link #single} and {@link #resolve}, and ARTIFACT_NOT_FROM_HERE when none of these made it
     */
    public Fetched fetch(List<String> parameters, String posted, List<EntityMetadata> candidates, MessageWriter own, BackChannel channel) {
        String value = single(parameters, posted);
        EntityMetadata issuer = Artifact.parse(value)
                .flatMap(a -> candidates.stream().filter(p -> a.isFrom(p.entityId())).findFirst())
                .orElseThrow(() -> new PageException("ARTIFACT_NOT_FROM_HERE", 400));
        return resolve(value, issuer, own, channel);
    }

    /**
     * Resolves an artifact.
     *
     * @param value SAMLart as it arrived
     * @param issuer whose artifact it has to be
     * @param own writer of the receiving party
     * @param channel back channel with the certificate of the receiving party
     * @throws PageException ARTIFACT_NOT_FROM_HERE, ARTIFACT_UNREACHABLE (503), ARTIFACT_REFUSED with findings
     */
    public Fetched resolve(String value, EntityMetadata issuer, MessageWriter own, BackChannel channel) {
        Artifact artifact = Artifact.parse(value == null ? "" : value).filter(a -> a.isFrom(issuer.entityId()))
                .orElseThrow(() -> new PageException("ARTIFACT_NOT_FROM_HERE", 400));
        String location = issuer.artifactResolution(artifact.endpointIndex())
                .orElseThrow(() -> new PageException("ARTIFACT_NOT_FROM_HERE", 400));
        String id = MessageIds.next();
        byte[] request = SoapEnvelope.wrap(own.artifactResolve(id, clock.instant(), location, artifact.value()));
        trace.report("", own.entityId(), issuer.entityId(), "ArtifactResolve sent", List.of(id), "signed, mutual TLS", request.length,
                "ok");
        BackChannel.Answer answer;
        try {
            answer = channel.post(location, SoapEnvelope.CONTENT_TYPE, request, Map.of("SOAPAction", '"' + SoapEnvelope.ACTION + '"'));
        } catch (IOException e) {
            refused(id, issuer, own, 0, "ARTIFACT_UNREACHABLE");
            throw new PageException("ARTIFACT_UNREACHABLE", 503);
        }
        if (!answer.isOk()) {
            refused(id, issuer, own, answer.body().length, "RESOLVE_STATUS");
            throw new PageException("ARTIFACT_REFUSED", answer.status() >= 502 ? 503 : 400,
                    List.of(new Finding("RESOLVE_STATUS", "saml.md 1.5", "HTTP status", "200", Integer.toString(answer.status()))));
        }
        Validated<byte[]> message = ArtifactMessages.response(answer.body(), id, issuer, clock.instant());
        if (!message.isValid()) {
            refused(id, issuer, own, answer.body().length, message.findings().get(0).code());
        }
        return new Fetched(issuer, message.valid().orElseThrow(() -> new PageException("ARTIFACT_REFUSED", 400, message.findings())),
                answer.body().length, id);
    }

    /** What came of an artifact when no message did; one that is fetched is told of with its message. */
    private void refused(String id, EntityMetadata issuer, MessageWriter own, int size, String code) {
        trace.report("", issuer.entityId(), own.entityId(), "ArtifactResponse", List.of(id), "refused", size, code);
    }
}
