package nl.etdnetwerk.dvza.authorization;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;

import nl.etdnetwerk.dvza.client.ClientAuthentication;
import nl.etdnetwerk.dvza.client.OAuthProblem;
import nl.etdnetwerk.dvza.client.TraceHeaders;
import nl.etdnetwerk.kit.peer.BackChannelOnly;
import nl.etdnetwerk.kit.peer.PeerCertificate;
import nl.etdnetwerk.kit.random.Randoms;
import nl.etdnetwerk.kit.store.ShortLivedStore;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequest;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequestRules;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequestRules.Accepted;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequestRules.ErrorPage;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequestRules.ErrorRedirect;
import nl.etdnetwerk.medmij.oauth.OAuthError;

/** PAR (RFC 9126) over mutual TLS: the way a versleutelde identiteit reaches us without passing a URL. */
@Path("/par")
@BackChannelOnly
public class PushedAuthorizationResource {

    static final String KIND = "par";
    private static final Logger LOG = Logger.getLogger(PushedAuthorizationResource.class);
    static final String PREFIX = "urn:ietf:params:oauth:request_uri:";
    private static final Duration LIFE = Duration.ofSeconds(60);
    private final Rules rules;
    private final Identification identification;
    private final PeerCertificate peer;
    private final ClientAuthentication authentication;
    private final ShortLivedStore store;
    private final TraceEvents trace;

    /** A pushed request with the patient it is about, if it carried an identity. */
    public record Pushed(AuthorizationRequest request, Optional<UUID> patient, boolean identityRefused) {}

    /** With the rules of the authorization interface. */
    public PushedAuthorizationResource(Rules rules, Identification identification, PeerCertificate peer,
            ClientAuthentication authentication,
            ShortLivedStore store,
            TraceEvents trace) {
        this.rules = rules;
        this.identification = identification;
        this.peer = peer;
        this.authentication = authentication;
        this.store = store;
        this.trace = trace;
    }

    /** 201 with a request_uri, 400 or 401 with an OAuth error. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    public Response push(MultivaluedMap<String, String> form, HttpHeaders headers) {
        Optional<String> client = authentication.node(form);
        if (client.isEmpty()) {
            return error(401, OAuthError.INVALID_CLIENT, OAuthProblem.NOT_AUTHENTICATED, form);
        }
        Map<String, List<String>> parameters = new HashMap<>(form);
        // A pushed request is whole: it does not point to another (RFC 9126 2.1).
        if (parameters.containsKey("request_uri")) {
            return error(400, OAuthError.INVALID_REQUEST, "REQUEST_URI_PUSHED", form);
        }
        if (!TraceHeaders.join(parameters, headers)) {
            return error(400, OAuthError.INVALID_REQUEST, "TRACE_ID", form);
        }
        AuthorizationRequestRules.Outcome outcome = rules.get().check(parameters, true);
        if (outcome instanceof ErrorRedirect r) {
            return error(400, r.error(), r.reason(), form);
        }
        if (!(outcome instanceof Accepted accepted)) {
            return error(400, OAuthError.INVALID_REQUEST, ((ErrorPage) outcome).reason(), form);
        }
        AuthorizationRequest request = accepted.request();
        // The identity is used now and goes no further; only the handle of the patient is kept.
        boolean carries = Identification.carriesIdentity(request);
        Optional<UUID> patient = carries ? identification.of(request) : Optional.empty();
        String uri = PREFIX + Randoms.next();
        store.put(KIND, uri, new Pushed(Identification.withoutIdentity(request), patient, carries && patient.isEmpty()), LIFE);
        trace.report(request.correlationId(), request.clientId(), "dvza", carries ? "AuthorizationRequest with VI" : "AuthorizationRequest",
                List.of(request.correlationId()),
                "mutual TLS of " + client.get(), form.toString().length(), carries && patient.isEmpty() ? "VI_REFUSED" : "ok");
        return Response.status(201).entity(Map.of("request_uri", uri, "expires_in", LIFE.toSeconds())).header("Cache-Control", "no-store")
                .build();
    }

    private Response error(int status, OAuthError error, String reason, MultivaluedMap<String, String> form) {
        LOG.warnf("PAR_REFUSED %s %s", error.code(), reason);
        trace.report("", peer.oin().map(oin -> "OIN " + oin).orElse("?"), "dvza", "AuthorizationRequest", List.of(), "refused",
                form.toString().length(), error.code());
        return Response.status(status).entity(OAuthProblem.fields(error, reason)).header("Cache-Control", "no-store").build();
    }
}
