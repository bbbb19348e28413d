package nl.etdnetwerk.dvza.token;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;

import nl.etdnetwerk.dvza.client.OAuthProblem;
import nl.etdnetwerk.kit.peer.PeerCertificate;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.medmij.oauth.OAuthError;

/** What the token and revocation endpoints answer, and what is told of it. */
@RequestScoped
public class TokenAnswers {

    static final String REPEATED = "PARAMETER_TWICE";
    static final String MISSING = "PARAMETER_MISSING";
    private static final Logger LOG = Logger.getLogger(TokenAnswers.class);
    private final PeerCertificate peer;
    private final TraceEvents trace;

    /** For the current request. */
    public TokenAnswers(PeerCertificate peer, TraceEvents trace) {
        this.peer = peer;
        this.trace = trace;
    }

    /** A parameter that is there twice can be read as either (RFC 6749 3.2). */
    static boolean isRepeated(MultivaluedMap<String, String> form) {
        return form.values().stream().anyMatch(v -> v.size() > 1);
    }

    /** Tells that a request was accepted. */
    void report(String flow, String client, String kind, String how, MultivaluedMap<String, String> form) {
        trace.report(flow, client, "dvza", kind, flow.isEmpty() ? List.of() : List.of(flow), "mutual TLS of " + client + how, size(form),
                "ok");
    }

    /** 200 with tokens. */
    Response given(String flow, String client, Map<String, Object> answer) {
        trace.report(flow, "dvza", client, "TokenResponse sent", List.of(flow), "mutual TLS of " + client, answer.toString().length(),
                "ok");
        return unstored(Response.ok(answer));
    }

    /** 400, or 401 for who is not known here, with the error, and as its description the code of what is wrong. */
    Response refused(OAuthError error, String reason, String kind, MultivaluedMap<String, String> form, Optional<String> flow) {
        LOG.warnf("TOKEN_REFUSED %s %s", error.code(), reason);
        String sender = peer.oin().map(oin -> "OIN " + oin).orElse("?");
        trace.report(flow.orElse(""), sender, "dvza", kind, flow.stream().toList(), "refused", size(form), error.code());
        return unstored(Response.status(error == OAuthError.INVALID_CLIENT ? Response.Status.UNAUTHORIZED : Response.Status.BAD_REQUEST)
                .entity(OAuthProblem.fields(error, reason)));
    }

    private static Response unstored(Response.ResponseBuilder answer) {
        return answer.header("Cache-Control", "no-store").header("Pragma", "no-cache").build();
    }

    /** About as long as it was on the wire. */
    private static int size(MultivaluedMap<String, String> form) {
        return form.toString().length();
    }
}
