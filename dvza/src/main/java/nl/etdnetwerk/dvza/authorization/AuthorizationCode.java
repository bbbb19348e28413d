package nl.etdnetwerk.dvza.authorization;

import java.util.Optional;
import java.util.UUID;

/** What a code stands for. */
public record AuthorizationCode(UUID grant, String clientId, String redirectUri, Optional<String> codeChallenge, UUID patient,
        String zorgaanbieder, String correlationId, boolean longTerm,
        Optional<String> pseudonym) {}
