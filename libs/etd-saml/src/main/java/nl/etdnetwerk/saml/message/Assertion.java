package nl.etdnetwerk.saml.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nl.etdnetwerk.saml.LevelOfAssurance;

/**
 * What an AD or HM states about a person (saml.md 1.7, 2.3).
 *
 * @param id ID
 * @param issuer entity ID
 * @param issueInstant when
 * @param nameIdFormat format of the subject: transient, or persistent in a summary of 1.11
 * @param nameId value of the subject
 * @param nameQualifier entity ID of the AD in a summary assertion
 * @param inResponseTo ID of the request
 * @param recipient URL of the assertion consumer service
 * @param notOnOrAfter end of validity
 * @param audiences entity IDs
 * @param authnInstant when the person authenticated
 * @param sessionIndex of the session at the issuer
 * @param level level that was reached
 * @param authenticatingAuthorities entity IDs or OINs
 * @param attributes plain attributes, name to values
 * @param encryptedIds encrypted attributes, name to values
 */
public record Assertion(String id, String issuer, Instant issueInstant, String nameIdFormat, String nameId, Optional<String> nameQualifier,
        String inResponseTo, String recipient, Instant notOnOrAfter, List<String> audiences, Instant authnInstant,
        Optional<String> sessionIndex, LevelOfAssurance level, List<String> authenticatingAuthorities,
        Map<String, List<String>> attributes, Map<String, List<EncryptedId>> encryptedIds) {}
