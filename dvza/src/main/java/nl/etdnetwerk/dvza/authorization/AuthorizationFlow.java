package nl.etdnetwerk.dvza.authorization;

import java.util.Optional;
import java.util.UUID;

import nl.etdnetwerk.medmij.oauth.AuthorizationRequest;

/**
 * An authorization on its way.
 *
 * @param id in addresses and forms
 * @param request what was asked, without the versleutelde identiteit
 * @param client name of the PGO
 * @param binding browser that started it
 * @param patient handle, once known and its data available
 * @param confirmedByClient whether the identity came with the request, and not from a login here
 * @param pseudonym VP for the DVP in base64url, passed on unopened (variant 2)
 */
public record AuthorizationFlow(String id, AuthorizationRequest request, String client, String binding, Optional<UUID> patient,
        boolean confirmedByClient, Optional<String> pseudonym) {

    AuthorizationFlow with(UUID handle, boolean byClient, Optional<String> vp) {
        return new AuthorizationFlow(id, request, client, binding, Optional.of(handle), byClient, vp);
    }
}
