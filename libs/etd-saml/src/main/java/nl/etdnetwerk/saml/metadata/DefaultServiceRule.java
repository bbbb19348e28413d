package nl.etdnetwerk.saml.metadata;

import nl.etdnetwerk.saml.Findings;

/** Of several services exactly one is the default (saml.md 3.2). */
final class DefaultServiceRule implements MetadataRule {

    @Override
    public void check(MetadataContext c, Findings findings) {
        c.dienstverlener().ifPresent(s -> {
            long defaults = s.services().stream().filter(EntityMetadata.Service::isDefault).count();
            findings.require(defaults == 1 || defaults == 0 && s.services().size() <= 1, "METADATA_DEFAULT_SERVICE", "saml.md 3.2",
                    "AttributeConsumingService/@isDefault", "true at exactly one of several", defaults + " of " + s.services().size());
        });
    }
}
