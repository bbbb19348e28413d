package nl.etdnetwerk.saml.request;

import nl.etdnetwerk.saml.Findings;

/** One rule for an AuthnRequest. */
interface RequestRule {

    /** Clause that most of these rules come from. */
    String CLAUSE = "saml.md 1.4";

    /** Adds a finding for every breach. */
    void check(RequestContext context, Findings findings);
}
