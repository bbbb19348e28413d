package nl.etdnetwerk.saml.catalogue;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.Definition;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.Instance;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.ServiceProvider;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.TypeSet;
import nl.etdnetwerk.saml.metadata.EntityIds;

/** Consistency of a catalogue (saml.md 4.2). */
final class CatalogueRules {

    private static final String CLAUSE = "saml.md 4.2";

    private CatalogueRules() {}

    static void check(ServiceCatalogue catalogue, Findings findings) {
        Set<String> uuids = new HashSet<>();
        Set<String> serviceIds = new HashSet<>();
        for (ServiceProvider p : catalogue.providers()) {
            findings.require(p.oin().matches("[0-9]{20}"), "CATALOGUE_OIN", CLAUSE, "ServiceProvider/ServiceProviderID", "20 digits",
                    p.oin());
            findings.require(!p.name().isBlank() && p.name().length() <= 64, "CATALOGUE_NAME", CLAUSE,
                    "ServiceProvider/OrganizationDisplayName", "1 - 64 characters", p.name());
            p.definitions().forEach(d -> sets(d, findings));
            for (Instance i : p.instances()) {
                instance(catalogue, p, i, uuids, serviceIds, findings);
            }
        }
    }

    /** A type stands once in a set: twice without numbers was meant as two sets. */
    private static void sets(Definition d, Findings findings) {
        for (TypeSet set : d.typesAllowed()) {
            findings.require(set.types().size() == Set.copyOf(set.types()).size(), "CATALOGUE_TYPE_TWICE", CLAUSE,
                    "ServiceDefinition " + d.uuid() + "/EntityConcernedTypesAllowed", "each type once in set " + set.number(), set.types());
        }
    }

    private static void instance(ServiceCatalogue catalogue, ServiceProvider p, Instance i, Set<String> uuids,
            Set<String> serviceIds, Findings findings) {
        String where = "ServiceInstance " + i.uuid();
        findings.require(uuids.add(i.uuid()), "CATALOGUE_UUID_TWICE", CLAUSE, where, "a UUID of its own", i.uuid());
        findings.require(serviceIds.add(i.serviceId()), "CATALOGUE_SERVICE_ID_TWICE", CLAUSE, where + "/ServiceID",
                "a ServiceID of its own",
                i.serviceId());
        findings.require(CatalogueCodec.oinOf(i).equals(Optional.of(p.oin())), "CATALOGUE_SERVICE_ID", CLAUSE, where + "/ServiceID",
                "a ServiceID of " + p.oin(), i.serviceId());
        findings.require(p.definitions().stream().anyMatch(d -> d.uuid().equals(i.definitionUuid())), "CATALOGUE_DEFINITION", CLAUSE,
                where + "/InstanceOfService",
                "a ServiceDefinition of the same provider", i.definitionUuid());
        i.certificates()
                .forEach(k -> findings.require(EntityIds.oin(k.certificate()).equals(Optional.of(p.oin())), "CATALOGUE_CERTIFICATE_OIN",
                        CLAUSE, where + "/ServiceCertificate",
                        "a certificate of " + p.oin(), EntityIds.oin(k.certificate()).orElse("none")));
        i.intermediates().ifPresent(uuid -> {
            Optional<ServiceCatalogue.Service> target = catalogue.byUuid(uuid);
            findings.require(target.isPresent(), "CATALOGUE_INTERMEDIATED", CLAUSE, where + "/IntermediatedService",
                    "the UUID of an instance", uuid);
            target.ifPresent(t -> findings.require(t.instance().intermediationAllowed().allows(p.oin()), "CATALOGUE_INTERMEDIATION",
                    "saml.md 2.7", where + "/IntermediatedService",
                    "an instance that allows intermediation by " + p.oin(), t.instance().intermediationAllowed().allowed()));
        });
    }
}
