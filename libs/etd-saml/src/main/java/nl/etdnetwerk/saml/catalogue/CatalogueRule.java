package nl.etdnetwerk.saml.catalogue;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.Instance;

/** One rule for a whole catalogue. */
interface CatalogueRule {

    /** Clause that most of these rules come from. */
    String CLAUSE = "saml.md 4.2";

    /** Adds a finding for every breach. */
    void check(ServiceCatalogue catalogue, Findings findings);

    /** Where an instance stands. */
    static String at(Instance i) {
        return "ServiceInstance " + i.uuid();
    }
}
