package nl.etdnetwerk.saml.message;

import java.time.Instant;
import java.util.Optional;

/** A request to end a session (saml.md 1.13). */
public record LogoutRequest(String id, Instant issueInstant, String destination, String issuer, String nameId,
        Optional<String> sessionIndex) {}
