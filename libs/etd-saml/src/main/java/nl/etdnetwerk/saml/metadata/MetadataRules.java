package nl.etdnetwerk.saml.metadata;

import java.time.Instant;
import java.util.List;

import org.w3c.dom.Element;

import nl.etdnetwerk.saml.Findings;

/** What a participant's metadata has to satisfy beside being readable and signed (saml.md 3.2, 3.4, 7.7 N95 - N99). */
final class MetadataRules {

    private static final List<MetadataRule> RULES = List.of(new EntityIdRule(), new CertificateOinRule(), new CertificatePeriodRule(),
            new KeyUsageRule(), new KeySizeRule(), new KeyNameRule(), new SigningKeyRule(), new LocationRule(), new PrivateKeyRule(),
            new RoleDescriptorRule(), new SignedFlagRule(), new NameIdFormatRule(), new AssertionConsumerRule(), new EncryptionKeyRule(),
            new DefaultServiceRule(), new IdentityTypeRule(), new ServiceIdRule(), new ArtifactResolutionRule(),
            new SingleSignOnArtifactRule());

    private MetadataRules() {}

    static void check(EntityMetadata entity, Element root, Instant now, Findings findings) {
        MetadataContext context = new MetadataContext(entity, root, now);
        RULES.forEach(r -> r.check(context, findings));
    }
}
