package nl.etdnetwerk.saml.metadata;

import nl.etdnetwerk.saml.Findings;

/** One rule for the metadata of a participant, beside being readable and signed. */
interface MetadataRule {

    /** Adds a finding for every breach. */
    void check(MetadataContext context, Findings findings);
}
