package nl.etdnetwerk.saml.catalogue;

import java.util.HashSet;
import java.util.Set;

import nl.etdnetwerk.saml.Findings;

/** A UUID names one service (saml.md 4.2). */
final class UuidOnceRule implements CatalogueRule {

    @Override
    public void check(ServiceCatalogue catalogue, Findings findings) {
        Set<String> seen = new HashSet<>();
        catalogue.providers().stream().flatMap(p -> p.instances().stream()).forEach(i -> findings.require(seen.add(i.uuid()),
                "CATALOGUE_UUID_TWICE", CLAUSE, CatalogueRule.at(i), "a UUID of its own", i.uuid()));
    }
}
