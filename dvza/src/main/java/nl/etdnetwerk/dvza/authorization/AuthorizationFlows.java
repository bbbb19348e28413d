package nl.etdnetwerk.dvza.authorization;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.random.Randoms;
import nl.etdnetwerk.kit.store.ShortLivedStore;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequest;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequestRules;
import nl.etdnetwerk.medmij.oauth.OAuthError;

/** Authorizations on their way, and how they end at the client. */
@ApplicationScoped
public class AuthorizationFlows {

    private static final String KIND = "authorization";
    private static final String DENIED = "authorization-denied";
    private static final String END = "/einde/";
    private static final String GONE = "AUTHORIZATION_GONE";
    /** In answers of every kind (RFC 9207). */
    private static final String ISSUER = "iss";
    private static final Duration LIFE = Duration.ofMinutes(15);
    private final ShortLivedStore store;
    private final NetworkDirectory directory;
    private final String issuer;
    private final TraceEvents trace;

    /** On the database of the service. */
    public AuthorizationFlows(ShortLivedStore store, NetworkDirectory directory, EtdConfig config, TraceEvents trace) {
        this.trace = trace;
        this.issuer = config.publicUrl();
        this.store = store;
        this.directory = directory;
    }

    AuthorizationFlow begin(AuthorizationRequest request, String binding) {
        String client = directory.oauthclientlist().flatMap(o -> o.find(request.clientId())).map(c -> c.organisatienaam())
                .orElse(request.clientId());
        AuthorizationFlow flow = new AuthorizationFlow(Randoms.next(), request, client, binding, Optional.empty(), false, Optional.empty());
        store.put(KIND, flow.id(), flow, LIFE);
        return flow;
    }

    void update(AuthorizationFlow flow) {
        store.put(KIND, flow.id(), flow, LIFE);
    }

    private AuthorizationFlow require(String id, String binding) {
        return store.get(KIND, id == null ? "" : id, AuthorizationFlow.class).filter(f -> f.binding().equals(binding))
                .orElseThrow(() -> new PageException(GONE, 400));
    }

    /** A flow that is about somebody does not become one about somebody else (medmij.md 6.3). */
    AuthorizationFlow requireUnidentified(String id, String binding) {
        AuthorizationFlow flow = require(id, binding);
        if (flow.patient().isPresent()) {
            throw new PageException(GONE, 400);
        }
        return flow;
    }

    AuthorizationFlow requireIdentified(String id, String binding) {
        AuthorizationFlow flow = require(id, binding);
        if (flow.patient().isEmpty()) {
            throw new PageException("NOT_LOGGED_IN", 403);
        }
        return flow;
    }

    AuthorizationFlow end(AuthorizationFlow flow) {
        return store.take(KIND, flow.id(), AuthorizationFlow.class).orElseThrow(() -> new PageException(GONE, 400));
    }

    /** Ends an authorization without consent; the person reads so before the client knows. */
    Response deny(AuthorizationFlow flow, Denial.Reason reason) {
        return explain(end(flow), reason);
    }

    /**
     * Ends an authorization whose login went wrong, if it is there.
     *
     * @return the page that says so
     */
    Optional<String> giveUp(String id, String binding) {
        // One that has its person is past this: a reload of the same answer ends nothing.
        return store.get(KIND, id, AuthorizationFlow.class).filter(f -> f.binding().equals(binding) && f.patient().isEmpty()).map(f -> {
            explain(end(f), Denial.Reason.NOT_IDENTIFIED);
            return END + f.id();
        });
    }

    /** To the page that says why an authorization has ended without consent. */
    Response explain(AuthorizationFlow ended, Denial.Reason reason) {
        // Whatever the reason: what is told of it to others is the same (medmij.md 1.8).
        report(ended.request(), "AuthorizationResponse", OAuthError.ACCESS_DENIED.code());
        store.put(DENIED, ended.id(), new Denial(ended.id(), ended.client(), ended.request().redirectUri(), ended.request().state(),
                ended.binding(), reason), LIFE);
        return Pages.go(END + ended.id());
    }

    Denial requireDenial(String id, String binding) {
        return store.get(DENIED, id, Denial.class).filter(d -> d.binding().equals(binding))
                .orElseThrow(() -> new PageException(GONE, 400));
    }

    Denial close(Denial denial) {
        return store.take(DENIED, denial.id(), Denial.class).orElseThrow(() -> new PageException(GONE, 400));
    }

    /** Back to the client with an error; refusal, cancel and "no data" are the same error without description (medmij.md 1.8). */
    Response error(String redirectUri, Optional<String> state, OAuthError error) {
        return error(redirectUri, state, error, Optional.empty());
    }

    /** Back to a client whose request is not in order, with the code of what is wrong; nobody was asked anything yet. */
    Response error(AuthorizationRequestRules.ErrorRedirect refused) {
        return error(refused.redirectUri(), refused.state(), refused.error(), Optional.of(refused.reason()));
    }

    private Response error(String redirectUri, Optional<String> state, OAuthError error, Optional<String> description) {
        Map<String, String> p = new LinkedHashMap<>();
        p.put("error", error.code());
        description.ifPresent(d -> p.put("error_description", d));
        state.ifPresent(s -> p.put("state", s));
        p.put(ISSUER, issuer);
        return answer(redirectUri, p);
    }

    private void report(AuthorizationRequest request, String kind, String outcome) {
        trace.report(request.correlationId(), "dvza", request.clientId(), kind, List.of(request.correlationId()), "redirect of the browser",
                0, outcome);
    }

    Response code(AuthorizationFlow flow, String code) {
        report(flow.request(), "AuthorizationResponse", "ok");
        Map<String, String> p = new LinkedHashMap<>();
        p.put("code", code);
        p.put("state", flow.request().state());
        p.put(ISSUER, issuer);
        return answer(flow.request().redirectUri(), p);
    }

    /** With the status MedMij names (medmij.md 1.9). */
    private static Response answer(String redirectUri, Map<String, String> p) {
        String location = redirectUri + "?" + p.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
        return Response.status(Response.Status.FOUND).location(URI.create(location)).build();
    }
}
