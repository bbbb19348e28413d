package nl.etdnetwerk.dvp.collect;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestQuery;

import nl.etdnetwerk.dvp.account.Accounts;
import nl.etdnetwerk.dvp.fhir.Collector;
import nl.etdnetwerk.dvp.flow.CollectFlows;
import nl.etdnetwerk.dvp.flow.CollectFlows.CollectFlow;
import nl.etdnetwerk.dvp.link.Pseudonyms;
import nl.etdnetwerk.dvp.oauth.AuthorizationServer;
import nl.etdnetwerk.dvp.oauth.AuthorizationStart;
import nl.etdnetwerk.dvp.oauth.Revocation;
import nl.etdnetwerk.dvp.oauth.TokenClient;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.polymorphic.RefusedException;

/** Where authorization servers send people back to: state first, then code, token, comparison of pseudonyms, and collecting. */
@Path("/medmij/cb")
public class CallbackResource {

    private static final Logger LOG = Logger.getLogger(CallbackResource.class);
    private final CollectFlows flows;
    private final AuthorizationServer servers;
    private final Consents consents;
    private final TokenClient tokens;
    private final Pseudonyms pseudonyms;
    private final Accounts accounts;
    private final Collector collector;
    private final Revocation revocation;
    private final BrowserSession session;
    private final TraceEvents trace;

    /** With the token client and the collector. */
    public CallbackResource(CollectFlows flows, AuthorizationServer servers, Consents consents, TokenClient tokens,
            Pseudonyms pseudonyms, Accounts accounts, Collector collector,
            Revocation revocation, BrowserSession session, TraceEvents trace) {
        this.flows = flows;
        this.servers = servers;
        this.consents = consents;
        this.tokens = tokens;
        this.pseudonyms = pseudonyms;
        this.accounts = accounts;
        this.collector = collector;
        this.revocation = revocation;
        this.session = session;
        this.trace = trace;
    }

    /** Code or error. Every error looks the same to the person: refusal and "no data" cannot be told apart (medmij.md 1.8). */
    @GET
    public Response callback(@RestQuery String state, @RestQuery String code, @RestQuery String error,
            @RestQuery String iss, UriInfo uri) {
        CollectFlow flow = flows.end(state, session.binding());
        AuthorizationServer.Endpoints as = servers.of(flow.zorgaanbieder());
        List<String> ids = List.of(flow.correlationId());
        if (iss != null && !as.isNamed(iss)) {
            // The answer of another server to the request of this one (RFC 9207).
            accounts.securityEvent("ISSUER_MISMATCH", flow.correlationId());
            LOG.warnf("ISSUER_MISMATCH %s", flow.correlationId());
            trace.report(flow.correlationId(), as.audience(), "dvp", "AuthorizationResponse", ids, "refused", 0, "ISSUER_MISMATCH");
            return Pages.go("/?melding=niet-opgehaald");
        }
        trace.report(flow.correlationId(), as.audience(), "dvp", "AuthorizationResponse", ids, "state of this browser",
                uri.getRequestUri().toString().length(),
                error != null ? "error" : "ok");
        if (error == null && code != null) {
            trace.report(flow.correlationId(), "dvp", as.audience(), "TokenRequest sent", ids, "mutual TLS, code and PKCE", code.length(),
                    "ok");
        }
        Optional<TokenClient.Granted> granted = error != null || code == null ? Optional.empty() : tokens.redeem(flow, as, code);
        if (granted.isEmpty()) {
            return Pages.go("/?melding=niet-opgehaald");
        }
        trace.report(flow.correlationId(), as.audience(), "dvp", "TokenResponse", ids, "mutual TLS, PKCE", granted.get().size(), "ok");
        // Where a server gives a pseudonym along although it was told who this is, it has let somebody log in after all.
        if ((flow.variant() == 2 || granted.get().pseudonym().isPresent()) && !samePerson(flow, granted.get())) {
            accounts.securityEvent("PSEUDONYM_MISMATCH", flow.correlationId());
            // The refresh token first: with it goes whatever came from it, where a server does not end all at once (RFC 7009 2.1).
            granted.get().refreshToken().ifPresent(token -> revocation.revoke(as, token, flow.correlationId()));
            revocation.revoke(as, granted.get().accessToken(), flow.correlationId());
            return Pages.go("/?melding=verschil");
        }
        consents.note(flow, granted.get().refreshToken());
        return Pages.go(collector.collect(flow, granted.get()) ? "/gegevens" : "/?melding=niet-opgehaald");
    }

    /** The pseudonym that came through the DVZA has to be one linked to this account (report, table 3 step 11). */
    private boolean samePerson(CollectFlow flow, TokenClient.Granted granted) {
        boolean same;
        try {
            same = granted.pseudonym().flatMap(AuthorizationStart::decode).map(pseudonyms::decrypt).flatMap(accounts::byPseudonym)
                    .equals(Optional.of(flow.account()));
        } catch (RefusedException | IllegalArgumentException e) {
            LOG.warnf("PSEUDONYM_REFUSED %s", flow.correlationId());
            same = false;
        }
        trace.report(flow.correlationId(), "dvza", "dvp", "Pseudonym received", List.of(flow.correlationId()),
                "token response over mutual TLS", granted.pseudonym().map(String::length).orElse(0),
                granted.pseudonym().isPresent() ? "ok" : "PSEUDONYM_MISSING");
        trace.report(flow.correlationId(), "dvp", "dvp", "Pseudonym compared", List.of(flow.correlationId()), "linked pseudonym", 0,
                same ? "ok" : "PSEUDONYM_MISMATCH");
        return same;
    }
}
