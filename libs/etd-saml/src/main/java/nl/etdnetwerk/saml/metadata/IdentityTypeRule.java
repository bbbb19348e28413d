package nl.etdnetwerk.saml.metadata;

import nl.etdnetwerk.saml.Findings;

/** Which identifiers a service gets is for the catalogue to say; in metadata brokers refuse them (saml.md 3.2). */
final class IdentityTypeRule implements MetadataRule {

    @Override
    public void check(MetadataContext c, Findings findings) {
        c.dienstverlener().flatMap(s -> c.spDescriptor()).stream()
                .flatMap(sp -> MetadataReader.children(sp, "AttributeConsumingService").stream())
                .flatMap(s -> MetadataReader.children(s, "RequestedAttribute").stream()).map(a -> a.getAttribute("Name"))
                .filter(name -> name.contains(":EntityConcernedID:"))
                .forEach(name -> findings.add("METADATA_IDENTITY_TYPE", "saml.md 3.2", "AttributeConsumingService/RequestedAttribute/@Name",
                        "the ServiceID and additional attributes", name));
    }
}
