package nl.etdnetwerk.dvza.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.dvza.authorization.AuthorizationCode;
import nl.etdnetwerk.dvza.authorization.AuthorizationCodes;
import nl.etdnetwerk.dvza.client.Clients;
import nl.etdnetwerk.dvza.client.TraceHeaders;
import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.kit.peer.BackChannelOnly;
import nl.etdnetwerk.kit.peer.PeerCertificate;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.medmij.oauth.OAuthError;
import nl.etdnetwerk.saml.SamlNames;

/** Token and revocation endpoint, over mutual TLS with the client's own certificate. */
@Path("/")
@BackChannelOnly
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {

    private static final Logger LOG = Logger.getLogger(TokenResource.class);
    private static final String CLIENT_ID = "client_id";
    private static final String REVOCATION = "RevocationRequest";
    private final AuthorizationCodes codes;
    private final Grants grants;
    private final RefreshTokens refreshTokens;
    private final AccessTokens tokens;
    private final PeerCertificate peer;
    private final Clients clients;
    private final TraceEvents trace;
    private final ObjectMapper json;

    /** With the grants. */
    public TokenResource(AuthorizationCodes codes, Grants grants, RefreshTokens refreshTokens, AccessTokens tokens, PeerCertificate peer,
            Clients clients,
            TraceEvents trace, ObjectMapper json) {
        this.codes = codes;
        this.grants = grants;
        this.refreshTokens = refreshTokens;
        this.tokens = tokens;
        this.peer = peer;
        this.clients = clients;
        this.trace = trace;
        this.json = json;
    }

    /** Why a request is refused. */
    private static final class RefusedException extends Exception {
        private final transient OAuthError error;

        RefusedException(OAuthError error) {
            super(error.code());
            this.error = error;
        }
    }

    /** Code or refresh token to access token. */
    @POST
    @Path("token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response token(MultivaluedMap<String, String> form, HttpHeaders headers) {
        Optional<String> flow = TraceHeaders.flow(headers);
        try {
            return redeem(form, flow, TraceHeaders.areIn(headers));
        } catch (RefusedException e) {
            return refused(e.error, "TokenRequest", form, flow);
        }
    }

    /** A parameter that is there twice can be read as either (RFC 6749 3.2). */
    private static boolean isRepeated(MultivaluedMap<String, String> form) {
        return form.values().stream().anyMatch(v -> v.size() > 1);
    }

    private Response redeem(MultivaluedMap<String, String> form, Optional<String> flow, boolean traceable) throws RefusedException {
        if (isRepeated(form)) {
            throw new RefusedException(OAuthError.INVALID_REQUEST);
        }
        String client = form.getFirst(CLIENT_ID);
        if (client == null || !peer.hasDnsName(client) || !clients.isNode(client)) {
            throw new RefusedException(OAuthError.INVALID_CLIENT);
        }
        if (!traceable) {
            throw new RefusedException(OAuthError.INVALID_REQUEST);
        }
        String type = form.getFirst("grant_type");
        if ("authorization_code".equals(type)) {
            return code(form, client);
        } else if ("refresh_token".equals(type)) {
            return refresh(form, client, flow.orElseThrow());
        }
        throw new RefusedException(type == null ? OAuthError.INVALID_REQUEST : OAuthError.UNSUPPORTED_GRANT_TYPE);
    }

    private Response code(MultivaluedMap<String, String> form, String client) throws RefusedException {
        String code = form.getFirst("code");
        if (code == null || form.getFirst("redirect_uri") == null) {
            throw new RefusedException(OAuthError.INVALID_REQUEST);
        }
        Optional<AuthorizationCode> found = codes.redeem(code);
        if (found.isEmpty()) {
            codes.grantOf(code).ifPresent(grants::revoke);
            throw new RefusedException(OAuthError.INVALID_GRANT);
        }
        AuthorizationCode c = found.get();
        if (!c.clientId().equals(client) || !c.redirectUri().equals(form.getFirst("redirect_uri"))
                || !pkce(c, form.getFirst("code_verifier"))) {
            throw new RefusedException(OAuthError.INVALID_GRANT);
        }
        Grants.Grant grant = new Grants.Grant(c.grant(), c.patient(), client, c.zorgaanbieder(), String.join(" ", c.gegevensdiensten()));
        grants.add(grant);
        if (codes.isReused(code)) {
            // Somebody presented the same code while this was on its way.
            grants.revoke(grant.id());
            throw new RefusedException(OAuthError.INVALID_GRANT);
        }
        Map<String, Object> answer = answer(grant, c.scope(), c.correlationId());
        if (c.longTerm()) {
            answer.put("refresh_token", refreshTokens.first(grant.id()));
        }
        c.pseudonym().ifPresent(vp -> {
            answer.put("medmij_vp", vp);
            answer.put("medmij_vp_type", SamlNames.TYPE_PSEUDO_ID);
            clients.oin(client).ifPresent(oin -> answer.put("medmij_vp_recipient", oin));
        });
        report(c.correlationId(), client, "TokenRequest", ", code, redirect_uri, PKCE", form);
        return given(c.correlationId(), client, answer);
    }

    private static boolean pkce(AuthorizationCode c, String verifier) {
        if (c.codeChallenge().isEmpty()) {
            // A verifier without a challenge: somebody took the challenge out on the way (RFC 9700 4.8.2).
            return verifier == null;
        }
        String given = verifier == null
                ? ""
                : Sha256.base64Url(verifier);
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.US_ASCII),
                c.codeChallenge().get().getBytes(StandardCharsets.US_ASCII));
    }

    private Map<String, Object> answer(Grants.Grant grant, String scope, String correlationId) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", tokens.create(grant, correlationId, peer.certificate().orElseThrow()));
        answer.put("token_type", "Bearer");
        answer.put("expires_in", AccessTokens.LIFE.toSeconds());
        answer.put("scope", scope);
        return answer;
    }

    private Response refresh(MultivaluedMap<String, String> form, String client, String flow) throws RefusedException {
        String token = form.getFirst("refresh_token");
        if (token == null) {
            throw new RefusedException(OAuthError.INVALID_REQUEST);
        }
        RefreshTokens.Rotated rotated = rotated(token);
        Grants.Grant grant = grants.find(rotated.grant()).filter(g -> g.clientId().equals(client))
                .orElseThrow(() -> new RefusedException(OAuthError.INVALID_GRANT));
        report(flow, client, "RefreshRequest", ", refresh token that nobody else used", form);
        // What is asked for with the new token is of the flow that this request begins (medmij.md 2.4).
        Map<String, Object> answer = answer(grant, grant.scope(), flow);
        answer.put("refresh_token", rotated.next());
        return given(flow, client, answer);
    }

    /** A token that cannot be used any more takes its whole grant along: one of the two who had it should not have had it. */
    private RefreshTokens.Rotated rotated(String refreshToken) throws RefusedException {
        Optional<RefreshTokens.Rotated> rotated = refreshTokens.rotate(refreshToken, peer.certificate().orElseThrow());
        if (rotated.isEmpty()) {
            refreshTokens.grantOf(refreshToken).ifPresent(grants::revoke);
        }
        return rotated.orElseThrow(() -> new RefusedException(OAuthError.INVALID_GRANT));
    }

    /** Revocation (RFC 7009): of a refresh token or an access token; 200 also when there is nothing to revoke. */
    @POST
    @Path("revoke")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response revoke(MultivaluedMap<String, String> form, HttpHeaders headers) {
        String client = form.getFirst(CLIENT_ID);
        String token = form.getFirst("token");
        if (client == null || !peer.hasDnsName(client) || token == null || isRepeated(form)) {
            return refused(client == null || !peer.hasDnsName(client) ? OAuthError.INVALID_CLIENT : OAuthError.INVALID_REQUEST,
                    REVOCATION, form, TraceHeaders.flow(headers));
        }
        refreshTokens.grantOf(token).or(() -> ofAccessToken(token)).flatMap(grants::find).filter(g -> g.clientId().equals(client))
                .ifPresent(g -> grants.revoke(g.id()));
        report(TraceHeaders.flow(headers).orElse(""), client, REVOCATION, "", form);
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

    private void report(String flow, String client, String kind, String how, MultivaluedMap<String, String> form) {
        trace.report(flow, client, "dvza", kind, flow.isEmpty() ? List.of() : List.of(flow), "mutual TLS of " + client + how, size(form),
                "ok");
    }

    private Response given(String flow, String client, Map<String, Object> answer) {
        trace.report(flow, "dvza", client, "TokenResponse sent", List.of(flow), "mutual TLS of " + client, answer.toString().length(),
                "ok");
        return unstored(Response.ok(answer));
    }

    private Response refused(OAuthError error, String kind, MultivaluedMap<String, String> form, Optional<String> flow) {
        LOG.warnf("TOKEN_REFUSED %s", error.code());
        String sender = peer.oin().map(oin -> "OIN " + oin).orElse("?");
        trace.report(flow.orElse(""), sender, "dvza", kind, flow.stream().toList(), "refused", size(form), error.code());
        return unstored(Response.status(error == OAuthError.INVALID_CLIENT ? Response.Status.UNAUTHORIZED : Response.Status.BAD_REQUEST)
                .entity(Map.of("error", error.code())));
    }

    private static Response unstored(Response.ResponseBuilder answer) {
        return answer.header("Cache-Control", "no-store").header("Pragma", "no-cache").build();
    }

    /** About as long as it was on the wire. */
    private static int size(MultivaluedMap<String, String> form) {
        return form.toString().length();
    }
}
