package nl.etdnetwerk.saml.metadata;

import nl.etdnetwerk.saml.Findings;

/** Every service has a ServiceID of the service provider itself (saml.md 3.2). */
final class ServiceIdRule implements MetadataRule {

    @Override
    public void check(MetadataContext c, Findings findings) {
        c.dienstverlener().ifPresent(s -> s.services().stream().map(EntityMetadata.Service::serviceId).forEach(id -> findings.require(
                EntityIds.serviceOin(id).isPresent() && EntityIds.serviceOin(id).equals(c.oin()), "METADATA_SERVICE_ID", "saml.md 3.2",
                "AttributeConsumingService/RequestedAttribute/@Name", "a ServiceID of this DV", id)));
    }
}
