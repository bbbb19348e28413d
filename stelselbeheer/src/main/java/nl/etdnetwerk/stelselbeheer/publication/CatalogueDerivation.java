package nl.etdnetwerk.stelselbeheer.publication;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import nl.etdnetwerk.kit.config.ServiceIdentity;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.Definition;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.Instance;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.Intermediation;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.ServiceProvider;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.TypeSet;
import nl.etdnetwerk.saml.metadata.EntityIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.stelselbeheer.parties.IdentifierTypes;
import nl.etdnetwerk.stelselbeheer.parties.Party;
import nl.etdnetwerk.stelselbeheer.parties.PartyAdmission;
import nl.etdnetwerk.stelselbeheer.parties.Registration;

/**
 * The service catalogue out of what also makes the ZAL and OCL: a zorgaanbieder gets one service (BSN) that every DVP may
 * intermediate, a DVP gets its login (PseudoID) and for each zorgaanbieder a service that intermediates it. UUIDs follow from
 * names, so nobody configures one. Services that a party registers itself come after those.
 */
final class CatalogueDerivation {

    private static final int LOGIN_INDEX = 9001;
    private static final int COLLECT_INDEX = 9100;
    private static final String STRUCTURE_VERSION = "1";
    private final List<Party> parties;
    private final Instant now;
    private final String hmOin;

    CatalogueDerivation(List<Party> parties, Instant now) {
        this(parties, now, "");
    }

    /** With an HM in the place of one that is not there; "" for none. */
    CatalogueDerivation(List<Party> parties, Instant now, String otherwise) {
        this.parties = parties;
        this.now = now;
        this.hmOin = parties.stream().map(Party::metadata).filter(m -> EntityIds.role(m.entityId()).equals(Optional.of("HM")))
                .map(EntityMetadata::oin).findFirst().orElse(otherwise);
    }

    ServiceCatalogue derive(Instant issued, long number) {
        List<ServiceProvider> providers = new ArrayList<>();
        List<Party> dvps = parties.stream().filter(p -> p.registration().dvp().isPresent()).toList();
        List<Party> zorgaanbieders = parties.stream().filter(p -> p.registration().zorgaanbieder().isPresent()).toList();
        zorgaanbieders.forEach(z -> providers.add(withOwn(zorgaanbieder(z, dvps), z)));
        dvps.forEach(d -> providers.add(withOwn(dvp(d, zorgaanbieders), d)));
        parties.stream().filter(p -> !zorgaanbieders.contains(p) && !dvps.contains(p) && !p.registration().diensten().isEmpty())
                .forEach(p -> providers.add(
                        withOwn(new ServiceProvider(p.metadata().oin(), p.registration().naam().orElse(""), List.of(), List.of()), p)));
        return new ServiceCatalogue(issued, "urn:etoegang:1.13:service-catalogue:T:" + number,
                providers.stream().map(this::offered).toList());
    }

    /** Every service names its HM (saml.md 4.1); as long as the network has none, nothing is offered. */
    private ServiceProvider offered(ServiceProvider p) {
        return hmOin.isEmpty() ? new ServiceProvider(p.oin(), p.name(), List.of(), List.of()) : p;
    }

    private static String uuid(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("|", parts).getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String collectUuid(Party zorgaanbieder) {
        return uuid("verzamelen", zorgaanbieder.metadata().oin());
    }

    private ServiceProvider zorgaanbieder(Party p, List<Party> dvps) {
        var z = p.registration().zorgaanbieder().orElseThrow();
        String oin = p.metadata().oin();
        Definition definition = new Definition(uuid("definitie", "verzamelen", oin), "Gegevens verzamelen",
                "Gegevens verzamelen bij " + z.korteNaam(), level(z.minimumLevel()), hmOin,
                List.of(new TypeSet(1, List.of(SamlNames.TYPE_BSN))));
        Intermediation intermediation = new Intermediation("serviceProviderOnly", dvps.stream().map(d -> d.metadata().oin()).toList());
        return new ServiceProvider(oin, z.korteNaam(), List.of(definition),
                List.of(instance(p, LOGIN_INDEX, collectUuid(p), definition.uuid(), Optional.empty(), intermediation)));
    }

    private ServiceProvider dvp(Party p, List<Party> zorgaanbieders) {
        var d = p.registration().dvp().orElseThrow();
        String oin = p.metadata().oin();
        TypeSet pseudonym = new TypeSet(1, List.of(SamlNames.TYPE_PSEUDO_ID));
        List<Definition> definitions = new ArrayList<>();
        List<Instance> instances = new ArrayList<>();
        definitions.add(new Definition(uuid("definitie", "inloggen", oin), "Inloggen", "Inloggen bij " + d.organisatienaam(),
                level(d.minimumLevel()), hmOin, List.of(pseudonym)));
        instances.add(instance(p, LOGIN_INDEX, uuid("inloggen", oin), definitions.get(0).uuid(), Optional.empty(), Intermediation.NONE));
        int index = COLLECT_INDEX;
        for (Party za : zorgaanbieders) {
            var z = za.registration().zorgaanbieder().orElseThrow();
            LevelOfAssurance level = level(z.minimumLevel()).satisfies(level(d.minimumLevel()))
                    ? level(z.minimumLevel())
                    : level(d.minimumLevel());
            Definition collect = new Definition(uuid("definitie", "bemiddelen", oin, za.metadata().oin()), "Gegevens verzamelen",
                    "Gegevens verzamelen bij " + z.korteNaam(), level, hmOin,
                    List.of(pseudonym));
            definitions.add(collect);
            instances.add(instance(p, index++, uuid("bemiddelen", oin, za.metadata().oin()), collect.uuid(), Optional.of(collectUuid(za)),
                    Intermediation.NONE));
        }
        return new ServiceProvider(oin, d.organisatienaam(), definitions, instances);
    }

    private ServiceProvider withOwn(ServiceProvider provider, Party p) {
        List<Definition> definitions = new ArrayList<>(provider.definitions());
        List<Instance> instances = new ArrayList<>(provider.instances());
        for (Registration.Dienst d : p.registration().diensten()) {
            String index = Integer.toString(d.index());
            Definition definition = new Definition(uuid("definitie", "dienst", provider.oin(), index), d.naam(), d.naam(),
                    level(d.minimumLevel()), hmOin, List.of(new TypeSet(1, IdentifierTypes.of(d))));
            definitions.add(definition);
            instances.add(instance(p, d.index(), uuid("dienst", provider.oin(), index), definition.uuid(), Optional.empty(),
                    Intermediation.NONE));
        }
        return new ServiceProvider(provider.oin(), provider.name(), definitions, instances);
    }

    private Instance instance(Party p, int index, String uuid, String definition, Optional<String> intermediates,
            Intermediation intermediation) {
        List<EntityMetadata.Key> keys = p.metadata().encryptionKeys(now);
        long ksv = keys.stream().mapToLong(k -> ServiceIdentity.keySetVersion(k.certificate())).max().orElse(0);
        return new Instance(EntityIds.service(p.metadata().oin(), index), uuid, definition, intermediates, hmOin, true, keys,
                intermediation, STRUCTURE_VERSION, ksv);
    }

    private static LevelOfAssurance level(String name) {
        return PartyAdmission.levelOf(name).orElse(LevelOfAssurance.LOA4);
    }
}
