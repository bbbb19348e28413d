package nl.etdnetwerk.saml.response;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.LevelOfAssurance;

/** The level that was reached is known and at least what was asked. */
final class LevelOfAssuranceRule implements AssertionRule {

    @Override
    public void check(ResponseContext.OfAssertion c, Findings findings) {
        String found = ResponseValidation.levelUri(c.assertion());
        boolean enough = LevelOfAssurance.of(found).filter(l -> l.satisfies(c.expected().minimumLevel())).isPresent();
        findings.require(enough, "ASSERTION_LEVEL", CLAUSE, "Assertion/AuthnStatement/AuthnContext/AuthnContextClassRef",
                "at least " + c.expected().minimumLevel().uri(), found);
    }
}
