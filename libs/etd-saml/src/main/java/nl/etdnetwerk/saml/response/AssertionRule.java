package nl.etdnetwerk.saml.response;

import nl.etdnetwerk.saml.Findings;

/** One rule for an Assertion. */
interface AssertionRule {

    /** Clause that these rules come from. */
    String CLAUSE = "saml.md 1.7";

    /** Adds a finding for every breach. */
    void check(ResponseContext.OfAssertion context, Findings findings);
}
