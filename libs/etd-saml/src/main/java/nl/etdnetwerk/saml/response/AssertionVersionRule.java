package nl.etdnetwerk.saml.response;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.xml.VersionAttribute;

/** Version of the Assertion is 2.0 and there is an ID. */
final class AssertionVersionRule implements AssertionRule {

    @Override
    public void check(ResponseContext.OfAssertion c, Findings findings) {
        findings.require(VersionAttribute.is20(c.assertion()) && c.assertion().getID() != null, "ASSERTION_VERSION", CLAUSE,
                "Assertion/@Version", "2.0, with an ID", VersionAttribute.found(c.assertion()));
    }
}
