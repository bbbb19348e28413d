package nl.etdnetwerk.dvza.token;

import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import nl.etdnetwerk.dvza.client.ClientAuthentication;
import nl.etdnetwerk.dvza.client.OAuthProblem;
import nl.etdnetwerk.dvza.client.TraceHeaders;
import nl.etdnetwerk.kit.peer.BackChannelOnly;
import nl.etdnetwerk.medmij.oauth.OAuthError;

/** Revocation endpoint (RFC 7009), over mutual TLS with the client's own certificate. */
@Path("/revoke")
@BackChannelOnly
@Produces(MediaType.APPLICATION_JSON)
public class RevocationResource {

    private static final String KIND = "RevocationRequest";
    private final Grants grants;
    private final RefreshTokens refreshTokens;
    private final AccessTokens tokens;
    private final ClientAuthentication authentication;
    private final TokenAnswers answers;

    /** With the grants. */
    public RevocationResource(Grants grants, RefreshTokens refreshTokens, AccessTokens tokens, ClientAuthentication authentication,
            TokenAnswers answers) {
        this.grants = grants;
        this.refreshTokens = refreshTokens;
        this.tokens = tokens;
        this.authentication = authentication;
        this.answers = answers;
    }

    /** Of a refresh token or an access token; 200 also when there is nothing to revoke. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response revoke(MultivaluedMap<String, String> form, HttpHeaders headers) {
        Optional<String> client = authentication.named(form);
        String token = form.getFirst("token");
        if (client.isEmpty()) {
            return answers.refused(OAuthError.INVALID_CLIENT, OAuthProblem.NOT_AUTHENTICATED, KIND, form, TraceHeaders.flow(headers));
        }
        if (token == null || TokenAnswers.isRepeated(form)) {
            return answers.refused(OAuthError.INVALID_REQUEST, token == null ? TokenAnswers.MISSING : TokenAnswers.REPEATED, KIND, form,
                    TraceHeaders.flow(headers));
        }
        refreshTokens.grantOf(token).or(() -> tokens.grantOf(token)).flatMap(grants::find)
                .filter(g -> g.clientId().equals(client.get())).ifPresent(g -> grants.revoke(g.id()));
        answers.report(TraceHeaders.flow(headers).orElse(""), client.get(), KIND, "", form);
        return Response.ok().build();
    }
}
