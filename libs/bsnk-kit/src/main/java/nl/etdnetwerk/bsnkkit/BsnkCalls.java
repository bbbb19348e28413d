package nl.etdnetwerk.bsnkkit;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.bsnksoap.BsnkElement;
import nl.etdnetwerk.bsnksoap.BsnkFault;
import nl.etdnetwerk.bsnksoap.BsnkMessages;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.metadata.EntityIds;

/** Requests to BSNk: signed, over mutual TLS, and only answered by BSNk itself, to this very request (bsnk.md 4.1). */
public final class BsnkCalls {

    private static final String BSNK = "bsnk";

    private final BackChannel channel;
    private final SigningKey key;
    private final Clock clock;
    private final ObjectMapper json;
    private final String url;
    private final String oin;
    private final String self;
    private final TraceEvents trace;

    /**
     * An answer.
     *
     * @param id RequestID of the request
     * @param response verified content
     * @param size length in bytes
     */
    public record Answered(String id, BsnkElement response, int size) {}

    /**
     * Calls by one party.
     *
     * @param key it signs with
     * @param url address of BSNk
     * @param oin of BSNk, which its certificate has to carry
     * @param self name of the party in the trace
     */
    public BsnkCalls(BackChannel channel, SigningKey key, Clock clock, ObjectMapper json, String url, String oin, String self,
            TraceEvents trace) {
        this.self = self;
        this.trace = trace;
        this.channel = channel;
        this.key = key;
        this.clock = clock;
        this.json = json;
        this.url = url;
        this.oin = oin;
    }

    /** Attributes of a new request; its RequestID begins with a prefix that tells who asks. */
    public Map<String, String> head(String prefix) {
        return Map.of("DateTime", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(), "RequestID", prefix + UUID.randomUUID());
    }

    /**
     * One call.
     *
     * @param service path of the service, for example transform
     * @throws IOException when there is no answer, or none of BSNk to this request
     * @throws BsnkFault what BSNk answers
     */
    public Answered call(String service, BsnkElement request) throws IOException, BsnkFault {
        String id = request.attribute("RequestID").orElseThrow();
        String address = url + "/bsnk/" + service;
        String action = BsnkElement.NAMESPACE + ":" + request.name();
        byte[] envelope = BsnkMessages.write(request, action, address, key);
        trace.report("", self, BSNK, request.name() + " sent", List.of(id), "WS-Security signature, mutual TLS", envelope.length, "ok");
        try {
            BackChannel.Answer answer = channel.post(address, "text/xml; charset=utf-8", envelope,
                    Map.of("SOAPAction", '"' + action + '"'));
            X509Certificate sender = bsnk(answer);
            if (!answer.isOk() && !BsnkMessages.isEnvelope(answer.body())) {
                // Of something before it, or of one that is ending: nobody has refused anything.
                throw new IOException("status " + answer.status() + " of BSNk");
            }
            BsnkElement response = BsnkMessages.read(answer.body(), sender, clock.instant());
            if (!response.attribute("InResponseTo").equals(Optional.of(id))) {
                throw new IOException("answer to another request");
            }
            return new Answered(id, response, answer.body().length);
        } catch (BsnkFault f) {
            refused(request, id, f.reason().name());
            throw f;
        } catch (IOException e) {
            refused(request, id, "BSNK_UNREACHABLE");
            throw e;
        }
    }

    /** What is no answer; one that is, is told of by who asked, with the flow it belongs to. */
    private void refused(BsnkElement request, String id, String code) {
        trace.report("", BSNK, self, request.name().replace("Request", "Response"), List.of(id), "refused", 0, code);
    }

    /**
     * Asks something in JSON.
     *
     * @throws IOException when there is no answer, or none of BSNk
     */
    public BackChannel.Answer post(String path, byte[] question) throws IOException {
        BackChannel.Answer answer = channel.post(url + path, "application/json", question, Map.of());
        bsnk(answer);
        return answer;
    }

    private X509Certificate bsnk(BackChannel.Answer answer) throws IOException {
        return answer.server().filter(c -> EntityIds.oin(c).equals(Optional.of(oin)))
                .orElseThrow(() -> new IOException("that is not BSNk"));
    }

    /** Public keys of the scheme by name, as BSNk publishes them. */
    public Map<String, String> schemeKeys() throws IOException {
        BackChannel.Answer answer = channel.get(url + "/scheme-keys", Map.of());
        bsnk(answer);
        if (!answer.isOk()) {
            throw new IOException("status " + answer.status());
        }
        Map<String, String> keys = new LinkedHashMap<>();
        json.readTree(answer.body()).properties().forEach(e -> keys.put(e.getKey(), e.getValue().asText()));
        return keys;
    }
}
