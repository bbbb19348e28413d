package nl.etdnetwerk.saml.catalogue;

import nl.etdnetwerk.saml.Findings;

/** An instance is of a definition of the same provider (saml.md 4.2). */
final class DefinitionRule implements CatalogueRule {

    @Override
    public void check(ServiceCatalogue catalogue, Findings findings) {
        catalogue.providers().forEach(p -> p.instances().forEach(i -> findings.require(
                p.definitions().stream().anyMatch(d -> d.uuid().equals(i.definitionUuid())), "CATALOGUE_DEFINITION", CLAUSE,
                CatalogueRule.at(i) + "/InstanceOfService", "a ServiceDefinition of the same provider", i.definitionUuid())));
    }
}
