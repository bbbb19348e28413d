package nl.etdnetwerk.dvp.oauth;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClientException;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.Tokens;
import io.quarkus.oidc.client.runtime.OidcClientConfig;
import nl.etdnetwerk.dvp.flow.CollectFlows.CollectFlow;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.medmij.oauth.OAuthError;
import nl.etdnetwerk.medmij.oauth.TraceIds;

/** Redeems codes at token endpoints over mutual TLS with quarkus-oidc-client; one client for each authorization server (medmij.md 2). */
@ApplicationScoped
public class TokenClient {

    private static final Logger LOG = Logger.getLogger(TokenClient.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private final OidcClients clients;
    private final AuthorizationStart start;
    private final ObjectMapper json;
    private final TraceEvents trace;
    private final Map<String, OidcClient> byTokenEndpoint = new ConcurrentHashMap<>();

    /**
     * What a token response says.
     *
     * @param accessToken opaque here
     * @param scope gegevensdiensten it covers
     * @param pseudonym VP of the DVZA in base64url
     * @param refreshToken with a lasting consent
     */
    public record Granted(String accessToken, String scope, Optional<String> pseudonym, Optional<String> refreshToken) {

        /** About as long as it was on the wire. */
        public int size() {
            return accessToken.length() + scope.length() + pseudonym.map(String::length).orElse(0)
                    + refreshToken.map(String::length).orElse(0);
        }

        /** Shows nothing. */
        @Override
        public String toString() {
            return "Granted";
        }
    }

    /** With the client's name. */
    public TokenClient(OidcClients clients, AuthorizationStart start, ObjectMapper json, TraceEvents trace) {
        this.trace = trace;
        this.json = json;
        this.clients = clients;
        this.start = start;
    }

    /** The tokens for a code; empty when the server refuses or does not answer in time. */
    public Optional<Granted> redeem(CollectFlow flow, AuthorizationServer.Endpoints as, String code) {
        try {
            return Optional.of(granted(byTokenEndpoint.computeIfAbsent(as.token(), this::client)
                    .getTokens(Map.of("code", code, "redirect_uri", start.redirectUri(), "code_verifier", flow.verifier(),
                            TraceIds.CORRELATION, flow.correlationId(), TraceIds.REQUEST,
                            UUID.randomUUID().toString()))
                    .await().atMost(LONGEST)));
        } catch (RuntimeException e) {
            return refused(flow, as, e);
        }
    }

    /** The server knows no grant for this token any more (RFC 6749 5.2): trying again is of no use. */
    public static final class GrantEndedException extends Exception {
        /** With what the server said, or why there was nothing to ask it with. */
        public GrantEndedException(Throwable cause) {
            super("invalid_grant", cause);
        }
    }

    /**
     * New tokens for a refresh token, which is used up; empty when the server refuses or does not answer in time.
     *
     * @throws GrantEndedException when it says that the grant is over
     */
    public Optional<Granted> refresh(CollectFlow flow, AuthorizationServer.Endpoints as, String refreshToken) throws GrantEndedException {
        List<String> ids = List.of(flow.correlationId());
        trace.report(flow.correlationId(), "dvp", as.audience(), "RefreshRequest sent", ids, "mutual TLS", refreshToken.length(), "ok");
        try {
            Granted granted = granted(byTokenEndpoint.computeIfAbsent(as.token(), this::client)
                    .refreshTokens(refreshToken, Map.of(TraceIds.CORRELATION, flow.correlationId(), TraceIds.REQUEST,
                            UUID.randomUUID().toString()))
                    .await().atMost(LONGEST));
            trace.report(flow.correlationId(), as.audience(), "dvp", "TokenResponse", ids, "mutual TLS", granted.size(), "ok");
            return Optional.of(granted);
        } catch (OidcClientException e) {
            Optional<Granted> none = refused(flow, as, e);
            if (isInvalidGrant(e.getMessage())) {
                throw new GrantEndedException(e);
            }
            return none;
        } catch (RuntimeException e) {
            return refused(flow, as, e);
        }
    }

    private Optional<Granted> refused(CollectFlow flow, AuthorizationServer.Endpoints as, RuntimeException e) {
        LOG.warnf("TOKEN_REFUSED %s %s", flow.correlationId(), e.getClass().getSimpleName());
        trace.report(flow.correlationId(), as.audience(), "dvp", "TokenResponse", List.of(flow.correlationId()), "refused", 0,
                "TOKEN_REFUSED");
        return Optional.empty();
    }

    /** The client gives the body of a refusal as its message. */
    private boolean isInvalidGrant(String body) {
        try {
            return json.readTree(body == null ? "" : body).path("error").asText().equals(OAuthError.INVALID_GRANT.code());
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static Granted granted(Tokens tokens) {
        String scope = tokens.get("scope");
        if (scope == null) {
            // What it covers is always told (medmij.md 2.3); what is not known cannot be collected.
            throw new IllegalStateException("no scope");
        }
        if (!"Bearer".equalsIgnoreCase(tokens.get("token_type"))) {
            // A token of a kind that is not known is not used (RFC 6749 7.1).
            throw new IllegalStateException("no bearer token");
        }
        return new Granted(tokens.getAccessToken(), scope,
                Optional.ofNullable((String) tokens.get("medmij_vp")), Optional.ofNullable(tokens.getRefreshToken()));
    }

    private OidcClient client(String tokenEndpoint) {
        var config = OidcClientConfig.builder().id("as-" + Integer.toHexString(tokenEndpoint.hashCode()))
                .authServerUrl(tokenEndpoint.replaceFirst("/[^/]*$", "")).discoveryEnabled(false).followRedirects(false)
                .tlsConfigurationName("etd").tokenPath(tokenEndpoint).clientId(start.clientId()).grant()
                .type(io.quarkus.oidc.client.runtime.OidcClientConfig.Grant.Type.CODE).end().build();
        return clients.newClient(config).await().atMost(LONGEST);
    }
}
