package nl.etdnetwerk.saml.request;

import nl.etdnetwerk.saml.Findings;

/** One rule for requests of every kind. */
interface RequestHeadRule {

    /** Adds a finding for every breach. */
    void check(RequestHead head, Findings findings);
}
