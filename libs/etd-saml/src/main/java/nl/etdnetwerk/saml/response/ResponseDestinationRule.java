package nl.etdnetwerk.saml.response;

import nl.etdnetwerk.saml.Findings;

/** The Response is for our assertion consumer service. */
final class ResponseDestinationRule implements ResponseRule {

    @Override
    public void check(ResponseContext c, Findings findings) {
        findings.require(c.expected().recipient().equals(c.response().getDestination()), "RESPONSE_DESTINATION", CLAUSE,
                "Response/@Destination", c.expected().recipient(),
                c.response().getDestination());
    }
}
