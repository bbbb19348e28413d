package nl.etdnetwerk.dvza.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.dvza.authorization.AuthorizationCode;
import nl.etdnetwerk.dvza.client.Clients;
import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.kit.peer.BackChannelOnly;
import nl.etdnetwerk.kit.peer.PeerCertificate;
import nl.etdnetwerk.kit.store.ShortLivedStore;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.medmij.oauth.OAuthError;
import nl.etdnetwerk.saml.SamlNames;

/** Token and revocation endpoint, over mutual TLS with the client's own certificate. */
@Path("/")
@BackChannelOnly
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {

    private static final Logger LOG = Logger.getLogger(TokenResource.class);
    private static final String CODE = "code";
    private static final String USED = "code-used";
    private static final String REUSED = "code-reused";
    private static final Duration REMEMBER_USED = Duration.ofMinutes(30);
    private final ShortLivedStore store;
    private final Grants grants;
    private final AccessTokens tokens;
    private final PeerCertificate peer;
    private final Clients clients;
    private final TraceEvents trace;
    private final ObjectMapper json;

    /** The grant a used code gave. */
    public record UsedCode(UUID grant) {}

    /** With the grants. */
    public TokenResource(ShortLivedStore store, Grants grants, AccessTokens tokens, PeerCertificate peer, Clients clients,
            TraceEvents trace, ObjectMapper json) {
        this.store = store;
        this.grants = grants;
        this.tokens = tokens;
        this.peer = peer;
        this.clients = clients;
        this.trace = trace;
        this.json = json;
    }

    /** Code or refresh token to access token. */
    @POST
    @Path("token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response token(MultivaluedMap<String, String> form) {
        if (form.values().stream().anyMatch(v -> v.size() > 1)) {
            return error(400, OAuthError.INVALID_REQUEST);
        }
        String client = form.getFirst("client_id");
        if (client == null || !peer.hasDnsName(client) || !clients.isNode(client)) {
            return error(401, OAuthError.INVALID_CLIENT);
        }
        String type = form.getFirst("grant_type");
        if ("authorization_code".equals(type)) {
            return code(form, client);
        } else if ("refresh_token".equals(type)) {
            return refresh(form, client);
        }
        return error(400, type == null ? OAuthError.INVALID_REQUEST : OAuthError.UNSUPPORTED_GRANT_TYPE);
    }

    private Response code(MultivaluedMap<String, String> form, String client) {
        String code = form.getFirst("code");
        if (code == null || form.getFirst("redirect_uri") == null) {
            return error(400, OAuthError.INVALID_REQUEST);
        }
        String key = Sha256.hex(code);
        // Void as soon as it is presented, whatever comes of it (medmij.md 1.9); presented again it takes its tokens along. What is
        // remembered of it is there before it goes, so that two at the same moment revoke as well.
        store.get(CODE, key, AuthorizationCode.class).ifPresent(c -> store.put(USED, key, new UsedCode(c.grant()), REMEMBER_USED));
        Optional<AuthorizationCode> found = store.take(CODE, key, AuthorizationCode.class);
        if (found.isEmpty()) {
            store.put(REUSED, key, new UsedCode(UUID.randomUUID()), REMEMBER_USED);
            store.get(USED, key, UsedCode.class).ifPresent(u -> grants.revoke(u.grant()));
            return error(400, OAuthError.INVALID_GRANT);
        }
        AuthorizationCode c = found.get();
        if (!c.clientId().equals(client) || !c.redirectUri().equals(form.getFirst("redirect_uri"))
                || !pkce(c, form.getFirst("code_verifier"))) {
            return error(400, OAuthError.INVALID_GRANT);
        }
        Grants.Grant grant = new Grants.Grant(c.grant(), c.patient(), client, c.zorgaanbieder(), String.join(" ", c.gegevensdiensten()));
        grants.add(grant);
        if (store.get(REUSED, key, UsedCode.class).isPresent()) {
            // Somebody presented the same code while this was on its way.
            grants.revoke(grant.id());
            return error(400, OAuthError.INVALID_GRANT);
        }
        Map<String, Object> answer = answer(grant, c.correlationId(), c.longTerm());
        c.pseudonym().ifPresent(vp -> {
            answer.put("medmij_vp", vp);
            answer.put("medmij_vp_type", SamlNames.TYPE_PSEUDO_ID);
        });
        trace.report(c.correlationId(), client, "dvza", "TokenRequest", List.of(c.correlationId()),
                "mutual TLS of " + client + ", code, redirect_uri, PKCE", form.toString().length(), "ok");
        return Response.ok(answer).header("Cache-Control", "no-store").header("Pragma", "no-cache").build();
    }

    private static boolean pkce(AuthorizationCode c, String verifier) {
        if (c.codeChallenge().isEmpty()) {
            return true;
        }
        String given = verifier == null
                ? ""
                : Sha256.base64Url(verifier);
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.US_ASCII),
                c.codeChallenge().get().getBytes(StandardCharsets.US_ASCII));
    }

    private Map<String, Object> answer(Grants.Grant grant, String correlationId, boolean longTerm) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", tokens.create(grant, correlationId, peer.certificate().orElseThrow()));
        answer.put("token_type", "Bearer");
        answer.put("expires_in", AccessTokens.LIFE.toSeconds());
        answer.put("scope", grant.scope());
        if (longTerm) {
            answer.put("refresh_token", grants.newRefreshToken(grant.id()));
        }
        return answer;
    }

    private Response refresh(MultivaluedMap<String, String> form, String client) {
        String token = form.getFirst("refresh_token");
        if (token == null) {
            return error(400, OAuthError.INVALID_REQUEST);
        }
        return grants.redeem(token, client)
                .map(g -> Response.ok(answer(g, UUID.randomUUID().toString(), true)).header("Cache-Control", "no-store").build())
                .orElseGet(() -> error(400, OAuthError.INVALID_GRANT));
    }

    /** Revocation (RFC 7009): of a refresh token or an access token; 200 also when there is nothing to revoke. */
    @POST
    @Path("revoke")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response revoke(MultivaluedMap<String, String> form) {
        String client = form.getFirst("client_id");
        if (client == null || !peer.hasDnsName(client)) {
            return error(401, OAuthError.INVALID_CLIENT);
        }
        String token = form.getFirst("token");
        if (token == null) {
            return error(400, OAuthError.INVALID_REQUEST);
        }
        grants.ofRefreshToken(token).or(() -> ofAccessToken(token)).flatMap(grants::find).filter(g -> g.clientId().equals(client))
                .ifPresent(g -> grants.revoke(g.id()));
        return Response.ok().build();
    }

    /** The grant an access token names. Its signature does not matter here: a client can only end grants of its own. */
    private Optional<UUID> ofAccessToken(String token) {
        try {
            return Optional.of(UUID.fromString(json.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1])).path("grant").asText()));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Response error(int status, OAuthError error) {
        LOG.warnf("TOKEN_REFUSED %s", error.code());
        return Response.status(status).entity(Map.of("error", error.code())).header("Cache-Control", "no-store")
                .header("Pragma", "no-cache").build();
    }
}
