package nl.etdnetwerk.medmij.oauth;

import java.util.Optional;

/**
 * A valid authorization request (medmij.md 1.2, 6.3).
 *
 * @param clientId hostname of the client
 * @param redirectUri where the answer goes
 * @param scope zorgaanbieder and, in 1.x, gegevensdiensten
 * @param state opaque
 * @param codeChallenge S256 challenge of PKCE, if sent
 * @param medMijRequestId UUID of the request
 * @param correlationId UUID of the flow
 * @param versleuteldeIdentiteit bare signed EI in base64url; only by PAR
 * @param versleuteldeIdentiteitJwt compact JWS with the EI inside
 */
public record AuthorizationRequest(String clientId, String redirectUri, Scope scope, String state, Optional<String> codeChallenge,
        String medMijRequestId, String correlationId,
        Optional<String> versleuteldeIdentiteit, Optional<String> versleuteldeIdentiteitJwt) {

    /** Does not show the identity. */
    @Override
    public String toString() {
        return "AuthorizationRequest[" + clientId + " " + correlationId + "]";
    }
}
