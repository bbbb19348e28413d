package nl.etdnetwerk.hm.artifact;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import nl.etdnetwerk.hm.metadata.Herkenningsmakelaar;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.saml.ArtifactStore;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.saml.message.Status;

/** Sends a person back with an artifact for the answer. */
@ApplicationScoped
public class Answers {

    private final Herkenningsmakelaar hm;
    private final ArtifactStore store;
    private final NetworkClock clock;
    private final TraceEvents trace;

    /** With the artifact store. */
    public Answers(Herkenningsmakelaar hm, ArtifactStore store, NetworkClock clock, TraceEvents trace) {
        this.hm = hm;
        this.store = store;
        this.clock = clock;
        this.trace = trace;
    }

    /** An answer without assertion. */
    public Response status(Status status, String inResponseTo, String forEntity, String assertionConsumer, Optional<String> relayState,
            String flow) {
        byte[] response = hm.writer().response(status, inResponseTo, assertionConsumer, clock.instant());
        return send(response, forEntity, assertionConsumer, relayState, flow, status.code());
    }

    /** Any answer. */
    public Response send(byte[] response, String forEntity, String assertionConsumer, Optional<String> relayState, String flow,
            String outcome) {
        String artifact = store.keep(response, forEntity, hm.entityId());
        trace.report(flow, hm.entityId(), forEntity, "Response sent", List.of(flow), "signed, by artifact", response.length, outcome);
        return Pages.go(location(assertionConsumer, artifact, relayState));
    }

    /** An address with an artifact. */
    public static String location(String address, String artifact, Optional<String> relayState) {
        return address + (address.contains("?") ? "&" : "?") + "SAMLart=" + URLEncoder.encode(artifact, StandardCharsets.UTF_8)
                + relayState.map(r -> "&RelayState=" + URLEncoder.encode(r, StandardCharsets.UTF_8)).orElse("");
    }
}
