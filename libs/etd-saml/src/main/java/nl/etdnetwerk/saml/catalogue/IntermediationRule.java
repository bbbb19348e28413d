package nl.etdnetwerk.saml.catalogue;

import java.util.Optional;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.Service;

/** Who intermediates does so for a service that is there and allows it (saml.md 2.7, 4.2). */
final class IntermediationRule implements CatalogueRule {

    @Override
    public void check(ServiceCatalogue catalogue, Findings findings) {
        catalogue.providers().forEach(p -> p.instances().forEach(i -> i.intermediates().ifPresent(uuid -> {
            String where = CatalogueRule.at(i) + "/IntermediatedService";
            Optional<Service> target = catalogue.byUuid(uuid);
            findings.require(target.isPresent(), "CATALOGUE_INTERMEDIATED", CLAUSE, where, "the UUID of an instance", uuid);
            target.ifPresent(t -> findings.require(t.instance().intermediationAllowed().allows(p.oin()), "CATALOGUE_INTERMEDIATION",
                    "saml.md 2.7", where, "an instance that allows intermediation by " + p.oin(),
                    t.instance().intermediationAllowed().allowed()));
        })));
    }
}
