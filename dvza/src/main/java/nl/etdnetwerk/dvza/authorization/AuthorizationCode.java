package nl.etdnetwerk.dvza.authorization;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a code stands for.
 *
 * @param gegevensdiensten ids that the person gave consent for
 */
public record AuthorizationCode(UUID grant, String clientId, String redirectUri, Optional<String> codeChallenge, UUID patient,
        String zorgaanbieder, List<String> gegevensdiensten, String correlationId, boolean longTerm,
        Optional<String> pseudonym) {}
