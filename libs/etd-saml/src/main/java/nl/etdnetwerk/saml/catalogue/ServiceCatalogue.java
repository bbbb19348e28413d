package nl.etdnetwerk.saml.catalogue;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import nl.etdnetwerk.saml.FrameworkVersion;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.metadata.EntityMetadata;

/**
 * All services that people can log in to.
 *
 * @param version for example {@code urn:etoegang:1.13:service-catalogue:T:7}
 */
public record ServiceCatalogue(Instant issueInstant, String version, List<ServiceProvider> providers) {

    /**
     * A provider with its services.
     *
     * @param oin 20 digits
     * @param name what people see, the same in the MedMij lists (finding N1)
     */
    public record ServiceProvider(String oin, String name, List<Definition> definitions, List<Instance> instances) {}

    /** What a service is: least level and the types of identifier it gets. */
    public record Definition(String uuid, String name, String description, LevelOfAssurance minimumLevel, String herkenningsmakelaarOin,
            List<TypeSet> typesAllowed) {}

    /** Types of identifier that are given together; sets are tried by ascending number (saml.md 2.6). */
    public record TypeSet(int number, List<String> types) {}

    /**
     * A service as offered.
     *
     * @param intermediates UUID of the instance of another provider that this one intermediates
     * @param intermediationAllowed who may intermediate this instance
     * @param structureVersion "1" or "2", form of EI and EP
     * @param keySetVersion KSV at BSNk of the provider
     * @param additionalHerkenningsmakelaars OINs of other HMs it is reached through
     */
    public record Instance(String serviceId, String uuid, String definitionUuid, Optional<String> intermediates,
            String herkenningsmakelaarOin, boolean ssoSupport,
            List<EntityMetadata.Key> certificates, Intermediation intermediationAllowed, String structureVersion, long keySetVersion,
            List<String> additionalHerkenningsmakelaars) {

        /** Through one HM. */
        public Instance(String serviceId, String uuid, String definitionUuid, Optional<String> intermediates, String herkenningsmakelaarOin,
                boolean ssoSupport, List<EntityMetadata.Key> certificates, Intermediation intermediationAllowed, String structureVersion,
                long keySetVersion) {
            this(serviceId, uuid, definitionUuid, intermediates, herkenningsmakelaarOin, ssoSupport, certificates, intermediationAllowed,
                    structureVersion, keySetVersion, List.of());
        }

        /** Whether it is reached through the HM with this OIN (saml.md 1.4). */
        public boolean isReachedThrough(String oin) {
            return herkenningsmakelaarOin.equals(oin) || additionalHerkenningsmakelaars.contains(oin);
        }
    }

    /** Values of ServiceIntermediation (saml.md 2.7). */
    public record Intermediation(String allowed, List<String> oins) {

        /** Nobody. */
        public static final Intermediation NONE = new Intermediation("noIntermediation", List.of());

        /** Whether this party may intermediate. */
        public boolean allows(String oin) {
            return switch (allowed) {
                case "generalAvailable" -> true;
                case "serviceProviderOnly", "requiresApproval" -> oins.contains(oin);
                default -> false;
            };
        }
    }

    /** An instance with its provider and definition. */
    public record Service(ServiceProvider provider, Definition definition, Instance instance) {

        /**
         * The types of identifier that are given together: those of the first set of which everything can be given, by ascending
         * number; empty when there is no such set (saml.md 2.6).
         *
         * @param able types that can be given
         */
        public List<String> types(Collection<String> able) {
            return definition.typesAllowed().stream().sorted(Comparator.comparingInt(TypeSet::number))
                    .filter(s -> able.containsAll(s.types())).findFirst().map(TypeSet::types).orElse(List.of());
        }

        /** The framework version that it is asked in: 1.11 when it gets pseudonyms in plain text. */
        public FrameworkVersion version() {
            return definition.typesAllowed().stream().anyMatch(s -> s.types().contains(SamlNames.TYPE_PSEUDO_PLAIN))
                    ? FrameworkVersion.V1_11
                    : FrameworkVersion.V1_13;
        }
    }

    private Stream<Service> services() {
        return providers.stream().flatMap(p -> p.instances().stream()
                .flatMap(i -> p.definitions().stream().filter(d -> d.uuid().equals(i.definitionUuid())).map(d -> new Service(p, d, i))));
    }

    /** The service with this instance UUID. */
    public Optional<Service> byUuid(String uuid) {
        return services().filter(s -> s.instance().uuid().equals(uuid)).findFirst();
    }

    /** The service with this ServiceID. */
    public Optional<Service> byServiceId(String serviceId) {
        return services().filter(s -> s.instance().serviceId().equals(serviceId)).findFirst();
    }

    /** The service of one provider that intermediates a service of the provider with this name. */
    public Optional<Service> intermediating(String intermediaryOin, String providerName) {
        return services().filter(s -> s.provider().oin().equals(intermediaryOin))
                .filter(s -> s.instance().intermediates().flatMap(this::byUuid).filter(t -> t.provider().name().equals(providerName))
                        .isPresent())
                .findFirst();
    }

    /**
     * The service that a party asks for: on behalf of a zorgaanbieder the one of its own that intermediates there, else by index of its
     * metadata, else its default (saml.md 1.4).
     *
     * @param index AttributeConsumingServiceIndex
     * @param zorgaanbieder name of the zorgaanbieder in an intermediated request, with or without @medmij
     */
    public Optional<Service> requested(EntityMetadata sender, OptionalInt index, Optional<String> zorgaanbieder) {
        if (zorgaanbieder.isPresent()) {
            return intermediating(sender.oin(), zorgaanbieder.get().replaceFirst("@medmij$", ""));
        }
        Optional<EntityMetadata.Service> own = sender.serviceProvider().flatMap(s -> index.isPresent()
                ? s.services().stream().filter(x -> x.index() == index.getAsInt()).findFirst()
                : s.defaultService());
        return own.flatMap(s -> byServiceId(s.serviceId())).filter(s -> s.provider().oin().equals(sender.oin()));
    }

    /**
     * Every type of identifier that may come to the provider of a service in an answer about it: its own types, those it carries for a
     * service that it intermediates, and those for services that intermediate it.
     */
    public Set<String> typesGiven(Service service) {
        String uuid = service.instance().uuid();
        return Stream.concat(Stream.of(service),
                services().filter(o -> service.instance().intermediates().equals(Optional.of(o.instance().uuid()))
                        || o.instance().intermediates().equals(Optional.of(uuid))))
                .flatMap(s -> s.definition().typesAllowed().stream()).flatMap(set -> set.types().stream()).collect(Collectors.toSet());
    }

    /** Whether a service of this party intermediates the instance, and may. */
    public boolean mayIntermediate(String intermediaryOin, Service target) {
        return target.instance().intermediationAllowed().allows(intermediaryOin) && services().anyMatch(
                s -> s.provider().oin().equals(intermediaryOin)
                        && s.instance().intermediates().equals(Optional.of(target.instance().uuid())));
    }

    /** The provider with this name. */
    public Optional<ServiceProvider> provider(String name) {
        return providers.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** The provider with this OIN. */
    public Optional<ServiceProvider> providerByOin(String oin) {
        return providers.stream().filter(p -> p.oin().equals(oin)).findFirst();
    }
}
