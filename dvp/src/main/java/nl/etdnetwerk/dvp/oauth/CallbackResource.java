package nl.etdnetwerk.dvp.oauth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestQuery;

import nl.etdnetwerk.dvp.account.Accounts;
import nl.etdnetwerk.dvp.collect.CollectFlows;
import nl.etdnetwerk.dvp.collect.CollectFlows.CollectFlow;
import nl.etdnetwerk.dvp.fhir.Collector;
import nl.etdnetwerk.dvp.link.Pseudonyms;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.polymorphic.RefusedException;

/** Where authorization servers send people back to: state first, then code, token, comparison of pseudonyms, and collecting. */
@Path("/medmij/cb")
public class CallbackResource {

    private static final Logger LOG = Logger.getLogger(CallbackResource.class);
    private final CollectFlows flows;
    private final AuthorizationServer servers;
    private final AuthorizationStart start;
    private final TokenClient tokens;
    private final Pseudonyms pseudonyms;
    private final Accounts accounts;
    private final Collector collector;
    private final BackChannel channel;
    private final BrowserSession session;
    private final TraceEvents trace;

    /** With the token client and the collector. */
    public CallbackResource(CollectFlows flows, AuthorizationServer servers, AuthorizationStart start, TokenClient tokens,
            Pseudonyms pseudonyms, Accounts accounts, Collector collector,
            BackChannel channel, BrowserSession session, TraceEvents trace) {
        this.flows = flows;
        this.servers = servers;
        this.start = start;
        this.tokens = tokens;
        this.pseudonyms = pseudonyms;
        this.accounts = accounts;
        this.collector = collector;
        this.channel = channel;
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
            return Pages.go("/?melding=niet-opgehaald");
        }
        trace.report(flow.correlationId(), as.audience(), "dvp", "AuthorizationResponse", ids, "state of this browser",
                uri.getRequestUri().toString().length(),
                error != null ? "error" : "ok");
        Optional<TokenClient.Granted> granted = error != null || code == null ? Optional.empty() : tokens.redeem(flow, as, code);
        if (granted.isEmpty()) {
            return Pages.go("/?melding=niet-opgehaald");
        }
        trace.report(flow.correlationId(), as.audience(), "dvp", "TokenResponse", ids, "mutual TLS, PKCE", 0, "ok");
        if (flow.variant() == 2 && !samePerson(flow, granted.get())) {
            accounts.securityEvent("PSEUDONYM_MISMATCH", flow.correlationId());
            revoke(as, granted.get().accessToken());
            return Pages.go("/?melding=verschil");
        }
        collector.noteConsent(flow);
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

    private void revoke(AuthorizationServer.Endpoints as, String token) {
        as.revocation().ifPresent(url -> {
            Map<String, String> form = new LinkedHashMap<>();
            form.put("token", token);
            form.put("client_id", start.clientId());
            try {
                channel.post(url, "application/x-www-form-urlencoded", AuthorizationStart.form(form).getBytes(StandardCharsets.UTF_8),
                        Map.of());
            } catch (IOException e) {
                LOG.warnf("REVOCATION_FAILED %s", url);
            }
        });
    }
}
