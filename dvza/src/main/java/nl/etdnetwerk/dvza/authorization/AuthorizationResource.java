package nl.etdnetwerk.dvza.authorization;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.http.HttpServerRequest;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.store.ShortLivedStore;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequest;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequestRules;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequestRules.Accepted;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequestRules.ErrorPage;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequestRules.ErrorRedirect;
import nl.etdnetwerk.medmij.oauth.OAuthError;
import nl.etdnetwerk.medmij.oauth.TraceIds;

/** The authorization endpoint (medmij.md 1): what begins an authorization. */
@Path("/auth")
public class AuthorizationResource {

    /** More than there can be in a request line: those beyond it would not be seen. */
    private static final int MOST_PARAMETERS = 10_000;
    private final Rules rules;
    private final Identification identification;
    private final Availability availability;
    private final AuthorizationFlows flows;
    private final ShortLivedStore store;
    private final BrowserSession session;
    private final TraceEvents trace;

    /** With the rules of the authorization interface. */
    public AuthorizationResource(Rules rules, Identification identification, Availability availability, AuthorizationFlows flows,
            ShortLivedStore store, BrowserSession session, TraceEvents trace) {
        this.rules = rules;
        this.identification = identification;
        this.availability = availability;
        this.flows = flows;
        this.store = store;
        this.session = session;
        this.trace = trace;
    }

    /** Answers with a redirect to a clean address, so that nothing stays in a URL. */
    @GET
    public Response authorize(HttpServerRequest asked) {
        Map<String, List<String>> parameters = parameters(asked.query());
        List<String> requestUri = parameters.get("request_uri");
        if (requestUri != null) {
            return pushed(requestUri, parameters);
        }
        AuthorizationRequestRules.Outcome outcome = rules.get().check(parameters, false);
        if (outcome instanceof ErrorPage page) {
            trace.report("", "?", "dvza", "AuthorizationRequest", List.of(), "refused", asked.uri().length(),
                    page.reason());
            throw new PageException(page.reason(), 400);
        } else if (outcome instanceof ErrorRedirect r) {
            trace.report("", "?", "dvza", "AuthorizationRequest", List.of(), "refused",
                    asked.uri().length(), r.reason());
            return flows.error(r);
        }
        AuthorizationRequest request = ((Accepted) outcome).request();
        boolean carries = Identification.carriesIdentity(request);
        Optional<UUID> patient = carries ? identification.of(request) : Optional.empty();
        trace.report(request.correlationId(), request.clientId(), "dvza", carries ? "AuthorizationRequest with VI" : "AuthorizationRequest",
                List.of(request.correlationId()),
                carries ? "signed JWT of the client" : "OCL and host of redirect_uri", asked.uri().length(),
                carries && patient.isEmpty() ? "VI_REFUSED" : "ok");
        return begin(Identification.withoutIdentity(request), patient, carries && patient.isEmpty());
    }

    /** Separated by ampersands only: a semicolon is part of a value (RFC 6749 appendix B), which quarkus-rest cuts it at. */
    private static Map<String, List<String>> parameters(String rawQuery) {
        try {
            return rawQuery == null
                    ? Map.of()
                    : new QueryStringDecoder(rawQuery, StandardCharsets.UTF_8, false, MOST_PARAMETERS, true).parameters();
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(e);
        }
    }

    private Response pushed(List<String> requestUri, Map<String, List<String>> parameters) {
        var pushed = requestUri.size() == 1
                ? store.take(PushedAuthorizationResource.KIND, requestUri.get(0), PushedAuthorizationResource.Pushed.class)
                : Optional.<PushedAuthorizationResource.Pushed>empty();
        boolean sameClient = pushed.filter(p -> List.of(p.request().clientId()).equals(parameters.get("client_id"))).isPresent();
        boolean sameFlow = pushed.filter(p -> List.of(p.request().correlationId()).equals(parameters.get(TraceIds.CORRELATION)))
                .isPresent();
        // Either is of this client, or nothing is known of it.
        String correlation = pushed.filter(p -> sameClient && sameFlow).map(p -> p.request().correlationId()).orElse("");
        trace.report(correlation, pushed.filter(p -> sameClient).map(p -> p.request().clientId()).orElse("?"), "dvza",
                "AuthorizationRequest by request_uri", correlation.isEmpty() ? List.of() : List.of(correlation),
                "pushed before, once", 0, correlation.isEmpty() ? "REQUEST_URI_UNKNOWN" : "ok");
        if (!sameClient || !sameFlow) {
            throw new PageException("REQUEST_URI_UNKNOWN", 400);
        }
        return begin(pushed.get().request(), pushed.get().patient(), pushed.get().identityRefused());
    }

    private Response begin(AuthorizationRequest request, Optional<UUID> patient, boolean identityRefused) {
        if (identityRefused) {
            return flows.error(request.redirectUri(), Optional.of(request.state()), OAuthError.ACCESS_DENIED);
        }
        AuthorizationFlow flow = flows.begin(request, session.binding());
        if (patient.isPresent()) {
            return availability.test(flow, patient.get(), Availability.Source.CLIENT, Optional.empty());
        }
        return Pages.go("/welkom/" + flow.id());
    }
}
