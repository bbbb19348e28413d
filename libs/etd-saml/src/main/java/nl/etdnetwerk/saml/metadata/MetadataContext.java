package nl.etdnetwerk.saml.metadata;

import java.time.Instant;
import java.util.Optional;

import org.w3c.dom.Element;

import nl.etdnetwerk.saml.FrameworkVersion;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Key;
import nl.etdnetwerk.saml.metadata.EntityMetadata.ServiceProvider;

/**
 * What the rules for metadata look at.
 *
 * @param entity what was read
 * @param root the EntityDescriptor it was read from
 * @param now moment of the check
 */
record MetadataContext(EntityMetadata entity, Element root, Instant now) {

    /** OIN in the entity ID. */
    Optional<String> oin() {
        return EntityIds.oin(entity.entityId());
    }

    /** What a service provider says of itself; an HM has an SPSSODescriptor too, towards ADs. */
    Optional<ServiceProvider> dienstverlener() {
        return entity.serviceProvider().filter(s -> EntityIds.role(entity.entityId()).equals(Optional.of("DV")));
    }

    /** The SPSSODescriptor. */
    Optional<Element> spDescriptor() {
        return entity.serviceProvider().map(s -> MetadataReader.children(root, "SPSSODescriptor").get(0));
    }

    /** The version that the metadata says it is for; 1.13 where it says nothing (saml.md 3.2). */
    FrameworkVersion version() {
        return FrameworkVersion.V1_11.number().equals(root.getAttributeNS(FrameworkVersion.V1_11.metadataNamespace(), "version"))
                ? FrameworkVersion.V1_11
                : FrameworkVersion.V1_13;
    }

    /** Where a key stands. */
    static String at(Key key) {
        return "KeyDescriptor " + key.keyName();
    }
}
