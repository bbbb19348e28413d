package nl.etdnetwerk.saml.catalogue;

import java.util.HashSet;
import java.util.Set;

import nl.etdnetwerk.saml.Findings;

/** A ServiceID names one service (saml.md 4.2). */
final class ServiceIdOnceRule implements CatalogueRule {

    @Override
    public void check(ServiceCatalogue catalogue, Findings findings) {
        Set<String> seen = new HashSet<>();
        catalogue.providers().stream().flatMap(p -> p.instances().stream()).forEach(i -> findings.require(seen.add(i.serviceId()),
                "CATALOGUE_SERVICE_ID_TWICE", CLAUSE, CatalogueRule.at(i) + "/ServiceID", "a ServiceID of its own", i.serviceId()));
    }
}
