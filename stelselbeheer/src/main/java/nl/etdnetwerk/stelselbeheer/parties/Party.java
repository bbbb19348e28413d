package nl.etdnetwerk.stelselbeheer.parties;

import nl.etdnetwerk.saml.metadata.EntityMetadata;

/** A registered party: its verified metadata and what it registered. */
public record Party(EntityMetadata metadata, Registration registration) {}
