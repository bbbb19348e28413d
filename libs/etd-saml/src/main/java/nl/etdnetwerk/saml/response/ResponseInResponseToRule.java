package nl.etdnetwerk.saml.response;

import nl.etdnetwerk.saml.Findings;

/** The Response answers our request. */
final class ResponseInResponseToRule implements ResponseRule {

    @Override
    public void check(ResponseContext c, Findings findings) {
        findings.require(c.expected().requestId().equals(c.response().getInResponseTo()), "RESPONSE_IN_RESPONSE_TO", CLAUSE,
                "Response/@InResponseTo", c.expected().requestId(),
                c.response().getInResponseTo());
    }
}
