package nl.etdnetwerk.saml.metadata;

import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.w3c.dom.Element;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.FrameworkVersion;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Key;
import nl.etdnetwerk.saml.metadata.EntityMetadata.ServiceProvider;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Use;

/** What a participant's metadata has to satisfy beside being readable and signed (saml.md 3.2, 3.4, 7.7 N95 - N99). */
final class MetadataRules {

    private static final int MIN_RSA_BITS = 2048;

    /** Bits of the KeyUsage of a certificate (RFC 5280 4.2.1.3). */
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final Map<Use, List<Integer>> KEY_USAGE = Map.of(Use.SIGNING, List.of(DIGITAL_SIGNATURE), Use.ENCRYPTION,
            List.of(KEY_ENCIPHERMENT), Use.ANY, List.of(DIGITAL_SIGNATURE, KEY_ENCIPHERMENT));

    private MetadataRules() {}

    static void check(EntityMetadata entity, Element root, Instant now, Findings findings) {
        Optional<String> oin = EntityIds.oin(entity.entityId());
        findings.require(oin.isPresent(), "METADATA_ENTITY_ID", "saml.md 3.1", "EntityDescriptor/@entityID",
                "urn:etoegang:<role>:<OIN of 20 digits>:entities:<4 digits>",
                entity.entityId());
        keys(entity, oin, now, findings);
        LocationRule.check(root, findings);
        PrivateKeyRule.check(root, findings);
        findings.require(entity.identityProvider().isPresent() || entity.serviceProvider().isPresent(), "METADATA_ROLE", "saml.md 3.2",
                "EntityDescriptor",
                "an SPSSODescriptor or IDPSSODescriptor", "neither");
        entity.serviceProvider().ifPresent(s -> serviceProvider(entity, s, root, oin, findings));
        entity.identityProvider().ifPresent(i -> {
            findings.require(!i.artifactResolution().isEmpty(), "METADATA_ARTIFACT_RESOLUTION", "saml.md 3.4", "IDPSSODescriptor",
                    "an ArtifactResolutionService", "none");
            findings.require(entity.singleSignOn(SamlNames.BINDING_ARTIFACT).isPresent(), "METADATA_SSO_ARTIFACT", "saml.md 1.3",
                    "IDPSSODescriptor",
                    "a SingleSignOnService with HTTP-Artifact", "none");
        });
    }

    private static void keys(EntityMetadata entity, Optional<String> oin, Instant now, Findings findings) {
        for (Key key : entity.keys()) {
            X509Certificate c = key.certificate();
            String where = "KeyDescriptor " + key.keyName();
            findings.require(EntityIds.oin(c).equals(oin), "METADATA_OIN_MISMATCH", "saml.md 5.9", where,
                    "a certificate with subject serialNumber " + oin.orElse("?"),
                    EntityIds.oin(c).orElse("none"));
            findings.require(!now.isBefore(c.getNotBefore().toInstant()) && now.isBefore(c.getNotAfter().toInstant()),
                    "METADATA_CERTIFICATE_PERIOD", "saml.md 3.7", where,
                    "a certificate that is valid now", c.getNotBefore().toInstant() + " - " + c.getNotAfter().toInstant());
            for (int bit : KEY_USAGE.get(key.use())) {
                findings.require(c.getKeyUsage() == null || c.getKeyUsage()[bit], "METADATA_KEY_USAGE", "saml.md 1.11", where,
                        "a certificate whose key usage permits " + (bit == DIGITAL_SIGNATURE ? "signing" : "encryption"), "another usage");
            }
            findings.require(c.getPublicKey() instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= MIN_RSA_BITS,
                    "METADATA_KEY_SIZE", "saml.md 1.11", where,
                    "RSA of at least 2048 bits", c.getPublicKey().getAlgorithm());
        }
        Map<String, X509Certificate> byName = new HashMap<>();
        entity.keys().stream().filter(k -> k.use() != Use.ENCRYPTION).filter(k -> {
            X509Certificate other = byName.putIfAbsent(k.keyName(), k.certificate());
            return other != null && !other.equals(k.certificate());
        }).forEach(k -> findings.add("METADATA_KEY_NAME_TWICE", "saml.md 3.2", "KeyDescriptor " + k.keyName(),
                "a KeyName of its own for each certificate", "another certificate with the same"));
        findings.require(entity.keys().stream().anyMatch(k -> k.use() != Use.ENCRYPTION), "METADATA_SIGNING_KEY", "saml.md 3.2",
                "KeyDescriptor", "a key for signing", "none");
    }

    /** The version that the metadata says it is for; 1.13 where it says nothing (saml.md 3.2). */
    private static FrameworkVersion version(Element root) {
        return FrameworkVersion.V1_11.number().equals(root.getAttributeNS(FrameworkVersion.V1_11.metadataNamespace(), "version"))
                ? FrameworkVersion.V1_11
                : FrameworkVersion.V1_13;
    }

    /** Which identifiers a service gets is for the catalogue to say; here brokers refuse them. */
    private static void identityTypes(Element sp, Findings findings) {
        MetadataReader.children(sp, "AttributeConsumingService").stream()
                .flatMap(s -> MetadataReader.children(s, "RequestedAttribute").stream())
                .map(a -> a.getAttribute("Name")).filter(name -> name.contains(":EntityConcernedID:"))
                .forEach(name -> findings.add("METADATA_IDENTITY_TYPE", "saml.md 3.2", "AttributeConsumingService/RequestedAttribute/@Name",
                        "the ServiceID and additional attributes", name));
    }

    private static void serviceProvider(EntityMetadata entity, ServiceProvider s, Element root, Optional<String> oin, Findings findings) {
        Element sp = MetadataReader.children(root, "SPSSODescriptor").get(0);
        for (String flag : List.of("AuthnRequestsSigned", "WantAssertionsSigned")) {
            findings.require(sp.getAttribute(flag).matches("true|1"), "METADATA_SIGNED_FLAG", "saml.md 3.2", "SPSSODescriptor/@" + flag,
                    "true", sp.getAttribute(flag));
        }
        findings.require(MetadataReader.children(sp, "NameIDFormat").isEmpty(), "METADATA_NAME_ID_FORMAT", "saml.md 3.2",
                "SPSSODescriptor/NameIDFormat", "not present", "present");
        FrameworkVersion version = version(root);
        findings.require(s.assertionConsumers().stream().anyMatch(a -> version.answersBy(a.binding())), "METADATA_ACS", "saml.md 3.2",
                "SPSSODescriptor/AssertionConsumerService",
                "one with HTTP-Artifact" + (version == FrameworkVersion.V1_11 ? " or, in 1.11, HTTP-POST" : ""),
                s.assertionConsumers().size() + " without");
        if (EntityIds.role(entity.entityId()).equals(Optional.of("DV"))) {
            findings.require(s.keys().stream().anyMatch(k -> k.use() != Use.SIGNING), "METADATA_ENCRYPTION_KEY", "saml.md 3.2",
                    "KeyDescriptor", "a key for encryption", "none");
            long defaults = s.services().stream().filter(EntityMetadata.Service::isDefault).count();
            findings.require(defaults == 1 || defaults == 0 && s.services().size() <= 1, "METADATA_DEFAULT_SERVICE", "saml.md 3.2",
                    "AttributeConsumingService/@isDefault", "true at exactly one of several", defaults + " of " + s.services().size());
            identityTypes(sp, findings);
            s.services()
                    .forEach(service -> findings.require(
                            EntityIds.serviceOin(service.serviceId()).isPresent() && EntityIds.serviceOin(service.serviceId()).equals(oin),
                            "METADATA_SERVICE_ID", "saml.md 3.2", "AttributeConsumingService/RequestedAttribute/@Name",
                            "a ServiceID of this DV", service.serviceId()));
        }
    }
}
