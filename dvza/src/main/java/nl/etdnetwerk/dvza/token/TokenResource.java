package nl.etdnetwerk.dvza.token;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import nl.etdnetwerk.dvza.authorization.AuthorizationCode;
import nl.etdnetwerk.dvza.authorization.AuthorizationCodes;
import nl.etdnetwerk.dvza.client.ClientAuthentication;
import nl.etdnetwerk.dvza.client.Clients;
import nl.etdnetwerk.dvza.client.OAuthProblem;
import nl.etdnetwerk.dvza.client.TraceHeaders;
import nl.etdnetwerk.kit.peer.BackChannelOnly;
import nl.etdnetwerk.kit.peer.PeerCertificate;
import nl.etdnetwerk.medmij.oauth.OAuthError;
import nl.etdnetwerk.medmij.oauth.Pkce;
import nl.etdnetwerk.saml.SamlNames;

/** Token endpoint, over mutual TLS with the client's own certificate. */
@Path("/token")
@BackChannelOnly
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {

    /** Unknown, expired, used or of another client: which of these is nobody's business. */
    private static final String CODE = "CODE_NOT_USABLE";
    private static final String REFRESH_TOKEN = "REFRESH_TOKEN_NOT_USABLE";
    private final AuthorizationCodes codes;
    private final Grants grants;
    private final RefreshTokens refreshTokens;
    private final AccessTokens tokens;
    private final PeerCertificate peer;
    private final Clients clients;
    private final ClientAuthentication authentication;
    private final TokenAnswers answers;

    /** With the grants. */
    public TokenResource(AuthorizationCodes codes, Grants grants, RefreshTokens refreshTokens, AccessTokens tokens, PeerCertificate peer,
            Clients clients, ClientAuthentication authentication, TokenAnswers answers) {
        this.codes = codes;
        this.grants = grants;
        this.refreshTokens = refreshTokens;
        this.tokens = tokens;
        this.peer = peer;
        this.clients = clients;
        this.authentication = authentication;
        this.answers = answers;
    }

    /** Why a request is refused: an error of OAuth, and a code of ours. */
    private static final class RefusedException extends Exception {
        private final transient OAuthError error;

        RefusedException(OAuthError error, String reason) {
            super(reason);
            this.error = error;
        }
    }

    /** Code or refresh token to access token. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response token(MultivaluedMap<String, String> form, HttpHeaders headers) {
        Optional<String> flow = TraceHeaders.flow(headers);
        try {
            return redeem(form, flow, TraceHeaders.areIn(headers));
        } catch (RefusedException e) {
            return answers.refused(e.error, e.getMessage(), "TokenRequest", form, flow);
        }
    }

    private Response redeem(MultivaluedMap<String, String> form, Optional<String> flow, boolean traceable) throws RefusedException {
        if (TokenAnswers.isRepeated(form)) {
            throw new RefusedException(OAuthError.INVALID_REQUEST, TokenAnswers.REPEATED);
        }
        String client = authentication.node(form)
                .orElseThrow(() -> new RefusedException(OAuthError.INVALID_CLIENT, OAuthProblem.NOT_AUTHENTICATED));
        if (!traceable) {
            throw new RefusedException(OAuthError.INVALID_REQUEST, "TRACE_ID");
        }
        String type = form.getFirst("grant_type");
        if ("authorization_code".equals(type)) {
            return code(form, client);
        } else if ("refresh_token".equals(type)) {
            return refresh(form, client, flow.orElseThrow());
        }
        throw type == null
                ? new RefusedException(OAuthError.INVALID_REQUEST, TokenAnswers.MISSING)
                : new RefusedException(OAuthError.UNSUPPORTED_GRANT_TYPE, "GRANT_TYPE");
    }

    private Response code(MultivaluedMap<String, String> form, String client) throws RefusedException {
        String code = form.getFirst("code");
        if (code == null || form.getFirst("redirect_uri") == null) {
            throw new RefusedException(OAuthError.INVALID_REQUEST, TokenAnswers.MISSING);
        }
        Optional<AuthorizationCode> found = codes.redeem(code);
        if (found.isEmpty()) {
            codes.grantOf(code).ifPresent(grants::revoke);
            throw new RefusedException(OAuthError.INVALID_GRANT, CODE);
        }
        AuthorizationCode c = found.get();
        if (!c.clientId().equals(client)) {
            throw new RefusedException(OAuthError.INVALID_GRANT, CODE);
        }
        if (!c.redirectUri().equals(form.getFirst("redirect_uri"))) {
            throw new RefusedException(OAuthError.INVALID_GRANT, "CODE_REDIRECT_URI");
        }
        if (!Pkce.holds(c.codeChallenge(), form.getFirst("code_verifier"))) {
            throw new RefusedException(OAuthError.INVALID_GRANT, "CODE_VERIFIER");
        }
        Grants.Grant grant = new Grants.Grant(c.grant(), c.patient(), client, c.zorgaanbieder(), String.join(" ", c.gegevensdiensten()));
        grants.add(grant);
        if (codes.isReused(code)) {
            // Somebody presented the same code while this was on its way.
            grants.revoke(grant.id());
            throw new RefusedException(OAuthError.INVALID_GRANT, CODE);
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
        answers.report(c.correlationId(), client, "TokenRequest", ", code, redirect_uri, PKCE", form);
        return answers.given(c.correlationId(), client, answer);
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
            throw new RefusedException(OAuthError.INVALID_REQUEST, TokenAnswers.MISSING);
        }
        requireOwn(token, client);
        RefreshTokens.Rotated rotated = rotated(token);
        Grants.Grant grant = grants.find(rotated.grant()).orElseThrow(() -> new RefusedException(OAuthError.INVALID_GRANT, REFRESH_TOKEN));
        answers.report(flow, client, "RefreshRequest", ", refresh token that nobody else used", form);
        // What is asked for with the new token is of the flow that this request begins (medmij.md 2.4).
        Map<String, Object> answer = answer(grant, grant.scope(), flow);
        answer.put("refresh_token", rotated.next());
        return answers.given(flow, client, answer);
    }

    /** Whoever else has it should not have it: the grant ends, as it does when a used token comes back. */
    private void requireOwn(String refreshToken, String client) throws RefusedException {
        Optional<Grants.Grant> ofAnother = refreshTokens.grantOf(refreshToken).flatMap(grants::find)
                .filter(g -> !g.clientId().equals(client));
        if (ofAnother.isPresent()) {
            grants.revoke(ofAnother.get().id());
            throw new RefusedException(OAuthError.INVALID_GRANT, REFRESH_TOKEN);
        }
    }

    /** A token that cannot be used any more takes its whole grant along: one of the two who had it should not have had it. */
    private RefreshTokens.Rotated rotated(String refreshToken) throws RefusedException {
        Optional<RefreshTokens.Rotated> rotated = refreshTokens.rotate(refreshToken, peer.certificate().orElseThrow());
        if (rotated.isEmpty()) {
            refreshTokens.grantOf(refreshToken).ifPresent(grants::revoke);
        }
        return rotated.orElseThrow(() -> new RefusedException(OAuthError.INVALID_GRANT, REFRESH_TOKEN));
    }
}
