package nl.etdnetwerk.dvza.authorization;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a code stands for.
 *
 * @param gegevensdiensten ids that the person gave consent for
 * @param scope that the token response names: the ids, or in a request of 1.x its own scope (medmij.md 2.3)
 */
public record AuthorizationCode(UUID grant, String clientId, String redirectUri, Optional<String> codeChallenge, UUID patient,
        String zorgaanbieder, List<String> gegevensdiensten, String scope, String correlationId, boolean longTerm,
        Optional<String> pseudonym) {}
