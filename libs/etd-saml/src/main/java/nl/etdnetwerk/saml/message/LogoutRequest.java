package nl.etdnetwerk.saml.message;

import java.time.Instant;
import java.util.Optional;

/**
 * A request to end a session (saml.md 1.13).
 *
 * @param nameIdFormat format of the name, as it was in the assertion
 * @param nameId name of the person in the assertion
 * @param sessionIndex of the same assertion
 */
public record LogoutRequest(String id, Instant issueInstant, String destination, String issuer, String nameIdFormat, String nameId,
        Optional<String> sessionIndex) implements Request {}
