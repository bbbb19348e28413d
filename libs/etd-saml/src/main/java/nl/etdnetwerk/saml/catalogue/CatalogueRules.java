package nl.etdnetwerk.saml.catalogue;

import java.util.List;

import nl.etdnetwerk.saml.Findings;

/** Consistency of a catalogue (saml.md 4.2). */
final class CatalogueRules {

    private static final List<CatalogueRule> RULES = List.of(new ProviderOinRule(), new ProviderNameRule(), new TypeOnceRule(),
            new UuidOnceRule(), new ServiceIdOnceRule(), new ServiceIdOwnerRule(), new DefinitionRule(), new CertificateOwnerRule(),
            new IntermediationRule());

    private CatalogueRules() {}

    static void check(ServiceCatalogue catalogue, Findings findings) {
        RULES.forEach(r -> r.check(catalogue, findings));
    }
}
