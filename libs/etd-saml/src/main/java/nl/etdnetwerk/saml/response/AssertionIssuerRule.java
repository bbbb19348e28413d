package nl.etdnetwerk.saml.response;

import nl.etdnetwerk.saml.Findings;

/** The Assertion comes from whom we asked, named plainly. */
final class AssertionIssuerRule implements AssertionRule {

    @Override
    public void check(ResponseContext.OfAssertion c, Findings findings) {
        IssuerCheck.check(c.assertion().getIssuer(), c.expected().responder(), "ASSERTION_ISSUER", CLAUSE, "Assertion/Issuer", findings);
    }
}
