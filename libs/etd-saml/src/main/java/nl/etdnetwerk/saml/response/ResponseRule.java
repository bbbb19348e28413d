package nl.etdnetwerk.saml.response;

import nl.etdnetwerk.saml.Findings;

/** One rule for a Response. */
interface ResponseRule {

    /** Clause that these rules come from. */
    String CLAUSE = "saml.md 1.6";

    /** Adds a finding for every breach. */
    void check(ResponseContext context, Findings findings);
}
