package nl.etdnetwerk.saml.response;

import nl.etdnetwerk.saml.Findings;

/** Exactly one AuthnStatement, of a moment that has passed. */
final class AuthnStatementRule implements AssertionRule {

    @Override
    public void check(ResponseContext.OfAssertion c, Findings findings) {
        var statements = c.assertion().getAuthnStatements();
        boolean ok = statements.size() == 1 && statements.get(0).getAuthnInstant() != null
                && !statements.get(0).getAuthnInstant().isAfter(c.now().plus(c.expected().skew()));
        findings.require(ok, "ASSERTION_AUTHN_STATEMENT", CLAUSE, "Assertion/AuthnStatement", "one, with an AuthnInstant in the past",
                statements.size());
    }
}
