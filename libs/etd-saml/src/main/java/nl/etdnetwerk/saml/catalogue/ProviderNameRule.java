package nl.etdnetwerk.saml.catalogue;

import nl.etdnetwerk.saml.Findings;

/** A service provider has a name that can be shown (saml.md 4.2). */
final class ProviderNameRule implements CatalogueRule {

    @Override
    public void check(ServiceCatalogue catalogue, Findings findings) {
        catalogue.providers().forEach(p -> findings.require(!p.name().isBlank() && p.name().length() <= 64, "CATALOGUE_NAME", CLAUSE,
                "ServiceProvider/OrganizationDisplayName", "1 - 64 characters", p.name()));
    }
}
