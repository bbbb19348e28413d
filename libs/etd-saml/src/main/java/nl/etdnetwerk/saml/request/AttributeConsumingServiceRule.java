package nl.etdnetwerk.saml.request;

import java.util.Optional;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.metadata.EntityIds;

/**
 * The service index of a DV, if any, is in its metadata. An HM sends an AD the index of the service that was asked of it, which stands in
 * no metadata of its own and is not looked at (saml.md 2.1).
 */
final class AttributeConsumingServiceRule implements RequestRule {

    @Override
    public void check(RequestContext c, Findings findings) {
        Integer index = c.request().getAttributeConsumingServiceIndex();
        boolean known = index == null || !EntityIds.role(c.sender().entityId()).equals(Optional.of("DV"))
                || c.sender().serviceProvider().stream().flatMap(s -> s.services().stream()).anyMatch(s -> s.index() == index);
        findings.require(known, "REQUEST_SERVICE_INDEX", CLAUSE, "AuthnRequest/@AttributeConsumingServiceIndex",
                "an index in the sender's metadata", index);
    }
}
