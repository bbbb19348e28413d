package nl.etdnetwerk.saml.metadata;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import nl.etdnetwerk.saml.FrameworkVersion;
import nl.etdnetwerk.saml.LevelOfAssurance;

/**
 * One participant (saml.md 3.2 - 3.4).
 *
 * @param entityId for example {@code urn:etoegang:DV:<OIN>:entities:9001}
 * @param displayName what people see
 * @param level highest level an AD or HM can give
 * @param validUntil end of validity, its own or that of the network metadata around it, if told
 * @param identityProvider the side that answers requests, of an HM or AD
 * @param serviceProvider the side that asks, of a DV or HM
 */
public record EntityMetadata(String entityId, Optional<String> displayName, Optional<LevelOfAssurance> level,
        Optional<Instant> validUntil, Optional<IdentityProvider> identityProvider, Optional<ServiceProvider> serviceProvider) {

    /** What a key is for. */
    public enum Use {
        /** Messages, and TLS towards others. */
        SIGNING,
        /** EncryptedIDs. */
        ENCRYPTION,
        /** Both. */
        ANY
    }

    /** A certificate with the name messages call it by. */
    public record Key(Use use, String keyName, X509Certificate certificate) {}

    /** A binding with its address. */
    public record Endpoint(String binding, String location) {}

    /** An address with an index. */
    public record IndexedEndpoint(int index, boolean isDefault, String binding, String location) {}

    /** A service of a DV: the index that requests use and the ServiceID in the catalogue. */
    public record Service(int index, boolean isDefault, String name, String serviceId) {}

    /** IDPSSODescriptor. */
    public record IdentityProvider(List<Key> keys, List<IndexedEndpoint> artifactResolution, List<Endpoint> singleLogout,
            List<Endpoint> singleSignOn, List<String> nameIdFormats) {}

    /** SPSSODescriptor. */
    public record ServiceProvider(List<Key> keys, List<IndexedEndpoint> artifactResolution, List<Endpoint> singleLogout,
            List<IndexedEndpoint> assertionConsumers, List<Service> services) {

        /** The endpoint with this index. */
        public Optional<IndexedEndpoint> assertionConsumer(int index) {
            return assertionConsumers.stream().filter(e -> e.index() == index).findFirst();
        }

        /**
         * Where a request wants its answer: by index, by URL and binding, or the default; only what the framework version has.
         *
         * @param index AssertionConsumerServiceIndex
         * @param url AssertionConsumerServiceURL
         * @param binding ProtocolBinding
         */
        public Optional<IndexedEndpoint> assertionConsumer(OptionalInt index, Optional<String> url, Optional<String> binding,
                FrameworkVersion version) {
            return assertionConsumers.stream().filter(e -> version.answersBy(e.binding()))
                    .filter(e -> index.isEmpty() || index.getAsInt() == e.index())
                    .filter(e -> url.isEmpty() || url.get().equals(e.location()))
                    .filter(e -> binding.isEmpty() || binding.get().equals(e.binding()))
                    .max(Comparator.comparing(IndexedEndpoint::isDefault));
        }

        /** The default service, or the only one; of several without a default, none. */
        public Optional<Service> defaultService() {
            return services.stream().filter(s -> s.isDefault() || services.size() == 1).findFirst();
        }
    }

    /** Keys of both sides. */
    public List<Key> keys() {
        return java.util.stream.Stream.concat(identityProvider.stream().flatMap(i -> i.keys().stream()),
                serviceProvider.stream().flatMap(s -> s.keys().stream())).distinct().toList();
    }

    /** Certificates that messages of this participant may be signed with and that it may use as TLS client, by KeyName. */
    public Map<String, X509Certificate> signingCertificates(Instant now) {
        Map<String, X509Certificate> found = new LinkedHashMap<>();
        keys().stream().filter(k -> k.use() != Use.ENCRYPTION && isCurrent(k.certificate(), now))
                .forEach(k -> found.put(k.keyName(), k.certificate()));
        return found;
    }

    /** Every certificate to encrypt for; all of them are used (saml.md 1.9). */
    public List<Key> encryptionKeys(Instant now) {
        return keys().stream().filter(k -> k.use() != Use.SIGNING && isCurrent(k.certificate(), now)).toList();
    }

    /** The same without an end. */
    public EntityMetadata untilFurtherNotice() {
        return new EntityMetadata(entityId, displayName, level, Optional.empty(), identityProvider, serviceProvider);
    }

    /** Whether it may be used at a moment: metadata that has expired is as none (saml.md 5.8). */
    public boolean isCurrent(Instant now) {
        return validUntil.map(now::isBefore).orElse(true);
    }

    private static boolean isCurrent(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant()) && now.isBefore(certificate.getNotAfter().toInstant());
    }

    /** The ArtifactResolutionService that an artifact of this participant points to. */
    public Optional<String> artifactResolution(int index) {
        return java.util.stream.Stream.concat(identityProvider.stream().flatMap(i -> i.artifactResolution().stream()),
                serviceProvider.stream().flatMap(s -> s.artifactResolution().stream()))
                .filter(e -> e.index() == index).map(IndexedEndpoint::location).findFirst();
    }

    /** SingleSignOnService for a binding. */
    public Optional<String> singleSignOn(String binding) {
        return identityProvider.stream().flatMap(i -> i.singleSignOn().stream()).filter(e -> e.binding().equals(binding))
                .map(Endpoint::location).findFirst();
    }

    /** SingleLogoutService of the side that answers requests, for a binding. */
    public Optional<String> singleLogout(String binding) {
        return identityProvider.stream().flatMap(i -> i.singleLogout().stream()).filter(e -> e.binding().equals(binding))
                .map(Endpoint::location).findFirst();
    }

    /** The OIN in the entity ID. */
    public String oin() {
        return EntityIds.oin(entityId).orElse("");
    }

    /** The name people see, or the entity ID. */
    public String shownName() {
        return displayName.orElse(entityId);
    }

    /** Alphabetical by the name people see. */
    public static Comparator<EntityMetadata> byName() {
        return Comparator.comparing(EntityMetadata::shownName, String.CASE_INSENSITIVE_ORDER);
    }
}
