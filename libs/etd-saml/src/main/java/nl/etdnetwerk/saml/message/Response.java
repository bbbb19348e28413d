package nl.etdnetwerk.saml.message;

import java.util.Optional;

/**
 * An answer to a request (saml.md 1.6).
 *
 * @param assertion present exactly when the status is success
 * @param assertionXml the signed assertion as received, to be put into an Advice
 */
public record Response(String id, String issuer, String inResponseTo, Status status, Optional<Assertion> assertion,
        Optional<byte[]> assertionXml) {}
