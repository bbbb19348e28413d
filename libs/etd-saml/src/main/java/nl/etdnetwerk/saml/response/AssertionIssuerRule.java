package nl.etdnetwerk.saml.response;

import org.opensaml.saml.saml2.core.Issuer;

import nl.etdnetwerk.saml.Findings;

/** The Assertion comes from whom we asked, named plainly. */
final class AssertionIssuerRule implements AssertionRule {

    @Override
    public void check(ResponseContext.OfAssertion c, Findings findings) {
        Issuer issuer = c.assertion().getIssuer();
        String found = issuer == null || issuer.getValue() == null ? null : issuer.getValue().trim();
        findings.require(c.expected().responder().equals(found), "ASSERTION_ISSUER", CLAUSE, "Assertion/Issuer", c.expected().responder(),
                found);
        findings.require(issuer == null || issuer.getFormat() == null && issuer.getNameQualifier() == null, "ASSERTION_ISSUER_FORMAT",
                CLAUSE, "Assertion/Issuer", "no Format or qualifiers",
                "one of them");
    }
}
