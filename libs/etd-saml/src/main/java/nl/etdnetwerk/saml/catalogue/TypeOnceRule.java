package nl.etdnetwerk.saml.catalogue;

import java.util.Set;

import nl.etdnetwerk.saml.Findings;

/** A type stands once in a set: twice without numbers was meant as two sets (saml.md 4.2). */
final class TypeOnceRule implements CatalogueRule {

    @Override
    public void check(ServiceCatalogue catalogue, Findings findings) {
        catalogue.providers().stream().flatMap(p -> p.definitions().stream()).forEach(d -> d.typesAllowed()
                .forEach(set -> findings.require(set.types().size() == Set.copyOf(set.types()).size(), "CATALOGUE_TYPE_TWICE", CLAUSE,
                        "ServiceDefinition " + d.uuid() + "/EntityConcernedTypesAllowed", "each type once in set " + set.number(),
                        set.types())));
    }
}
