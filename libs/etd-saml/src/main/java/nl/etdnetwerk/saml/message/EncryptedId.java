package nl.etdnetwerk.saml.message;

import java.util.List;

/**
 * An EncryptedID as it travels; only a recipient can open it (saml.md 1.9).
 *
 * @param recipients entity IDs of the parties it has a key for
 * @param xml the element, with all namespaces declared on it
 */
public record EncryptedId(List<String> recipients, byte[] xml) {}
