package nl.etdnetwerk.saml.request;

import nl.etdnetwerk.saml.Findings;

/** The service index, if any, is in the sender's metadata. */
final class AttributeConsumingServiceRule implements RequestRule {

    @Override
    public void check(RequestContext c, Findings findings) {
        Integer index = c.request().getAttributeConsumingServiceIndex();
        boolean known = index == null
                || c.sender().serviceProvider().stream().flatMap(s -> s.services().stream()).anyMatch(s -> s.index() == index);
        findings.require(known, "REQUEST_SERVICE_INDEX", CLAUSE, "AuthnRequest/@AttributeConsumingServiceIndex",
                "an index in the sender's metadata", index);
    }
}
