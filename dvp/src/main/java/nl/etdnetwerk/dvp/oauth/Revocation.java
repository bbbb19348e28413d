package nl.etdnetwerk.dvp.oauth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import nl.etdnetwerk.dvp.account.Accounts;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.medmij.oauth.TraceIds;

/** Ends tokens at the authorization server (RFC 7009). That it could not be done is something a privacy officer wants to know. */
@ApplicationScoped
public class Revocation {

    private static final Logger LOG = Logger.getLogger(Revocation.class);
    private final BackChannel channel;
    private final AuthorizationStart start;
    private final Accounts accounts;
    private final TraceEvents trace;

    /** Over mutual TLS. */
    public Revocation(BackChannel channel, AuthorizationStart start, Accounts accounts, TraceEvents trace) {
        this.trace = trace;
        this.channel = channel;
        this.start = start;
        this.accounts = accounts;
    }

    /** Revokes a token; whether the server says it did. */
    public boolean revoke(AuthorizationServer.Endpoints as, String token, String correlationId) {
        trace.report(correlationId, "dvp", as.audience(), "RevocationRequest sent", List.of(correlationId), "mutual TLS", token.length(),
                "ok");
        boolean done = as.revocation().filter(url -> isRevoked(url, token, correlationId)).isPresent();
        if (!done) {
            accounts.securityEvent("REVOCATION_FAILED", correlationId);
            LOG.warnf("REVOCATION_FAILED %s", correlationId);
        }
        return done;
    }

    private boolean isRevoked(String url, String token, String correlationId) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", token);
        form.put("client_id", start.clientId());
        try {
            return channel.post(url, "application/x-www-form-urlencoded", AuthorizationStart.form(form).getBytes(StandardCharsets.UTF_8),
                    Map.of(TraceIds.REQUEST, UUID.randomUUID().toString(), TraceIds.CORRELATION, correlationId)).isOk();
        } catch (IOException e) {
            return false;
        }
    }
}
