package nl.etdnetwerk.hm.artifact;

import java.util.Optional;

import nl.etdnetwerk.saml.metadata.EntityMetadata.IndexedEndpoint;

/**
 * Who asked, and where its answer goes.
 *
 * @param requestId ID of its AuthnRequest
 * @param serviceProvider entity ID
 * @param assertionConsumer address and binding of the answer, of its metadata
 * @param relayState echoed
 */
public record Requester(String requestId, String serviceProvider, IndexedEndpoint assertionConsumer, Optional<String> relayState) {}
