package nl.etdnetwerk.saml.request;

import nl.etdnetwerk.saml.Findings;

/** Destination is one of the receiver's SingleSignOnService addresses. */
final class DestinationRule implements RequestHeadRule {

    @Override
    public void check(RequestHead c, Findings findings) {
        findings.require(c.destinations().contains(String.valueOf(c.request().getDestination())), "REQUEST_DESTINATION", c.clause(),
                c.at("@Destination"),
                "one of " + c.destinations(), c.request().getDestination());
    }
}
