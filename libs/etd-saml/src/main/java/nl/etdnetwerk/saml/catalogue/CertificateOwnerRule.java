package nl.etdnetwerk.saml.catalogue;

import java.util.Optional;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.metadata.EntityIds;

/** A service is encrypted for with certificates of its provider (saml.md 4.2). */
final class CertificateOwnerRule implements CatalogueRule {

    @Override
    public void check(ServiceCatalogue catalogue, Findings findings) {
        catalogue.providers().forEach(p -> p.instances().forEach(i -> i.certificates()
                .forEach(k -> findings.require(EntityIds.oin(k.certificate()).equals(Optional.of(p.oin())), "CATALOGUE_CERTIFICATE_OIN",
                        CLAUSE, CatalogueRule.at(i) + "/ServiceCertificate", "a certificate of " + p.oin(),
                        EntityIds.oin(k.certificate()).orElse("none")))));
    }
}
