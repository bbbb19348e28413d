package nl.etdnetwerk.saml.catalogue;

import nl.etdnetwerk.saml.Findings;

/** A service provider is known by its OIN (saml.md 4.2). */
final class ProviderOinRule implements CatalogueRule {

    @Override
    public void check(ServiceCatalogue catalogue, Findings findings) {
        catalogue.providers().forEach(p -> findings.require(p.oin().matches("[0-9]{20}"), "CATALOGUE_OIN", CLAUSE,
                "ServiceProvider/ServiceProviderID", "20 digits", p.oin()));
    }
}
