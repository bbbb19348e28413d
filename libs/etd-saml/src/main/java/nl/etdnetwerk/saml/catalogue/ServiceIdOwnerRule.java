package nl.etdnetwerk.saml.catalogue;

import java.util.Optional;

import nl.etdnetwerk.saml.Findings;

/** A ServiceID is of the provider that it stands under (saml.md 4.2). */
final class ServiceIdOwnerRule implements CatalogueRule {

    @Override
    public void check(ServiceCatalogue catalogue, Findings findings) {
        catalogue.providers().forEach(p -> p.instances().forEach(i -> findings.require(CatalogueCodec.oinOf(i).equals(Optional.of(p.oin())),
                "CATALOGUE_SERVICE_ID", CLAUSE, CatalogueRule.at(i) + "/ServiceID", "a ServiceID of " + p.oin(), i.serviceId())));
    }
}
