package nl.etdnetwerk.ad.metadata;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.config.ServiceIdentity;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.message.MessageWriter;
import nl.etdnetwerk.saml.metadata.EntityIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Endpoint;
import nl.etdnetwerk.saml.metadata.EntityMetadata.IdentityProvider;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Use;
import nl.etdnetwerk.saml.metadata.MetadataWriter;

/** Entity ID, addresses and metadata of this AD. */
@ApplicationScoped
public class Authenticatiedienst {

    /** Path of framework version 1.13. */
    public static final String VERSION_PATH = "/1.13";
    /** What it can tell of a person. */
    public static final List<String> IDENTIFIER_TYPES = List.of(SamlNames.TYPE_BSN, SamlNames.TYPE_PSEUDO_ID, SamlNames.TYPE_PSEUDO,
            SamlNames.TYPE_PSEUDO_PLAIN);
    private final EtdConfig config;
    private final ServiceIdentity identity;
    private final MessageWriter writer;
    private final LevelOfAssurance level;

    /** From configuration and key. */
    public Authenticatiedienst(EtdConfig config, ServiceIdentity identity,
            @ConfigProperty(name = "ad.level", defaultValue = "LOA3") LevelOfAssurance level) {
        this.config = config;
        this.identity = identity;
        this.level = level;
        this.writer = new MessageWriter(EntityIds.of("AD", config.oin(), 9001), identity.key());
    }

    /** Entity ID. */
    public String entityId() {
        return writer.entityId();
    }

    /** OIN. */
    public String oin() {
        return config.oin();
    }

    /** Writes its messages. */
    public MessageWriter writer() {
        return writer;
    }

    /** Highest level it can give. */
    public LevelOfAssurance level() {
        return level;
    }

    /** SingleSignOnService. */
    public String singleSignOn() {
        return config.publicUrl() + VERSION_PATH + "/sso/artifact";
    }

    /** SingleLogoutService. */
    public String singleLogout() {
        return config.publicUrl() + VERSION_PATH + "/slo/artifact";
    }

    /** Its metadata (saml.md 3.4). */
    public EntityMetadata metadata() {
        IdentityProvider idp = new IdentityProvider(List.of(MetadataWriter.key(Use.SIGNING, identity.key())),
                List.of(MetadataWriter.soap(config.internalUrl() + VERSION_PATH + "/ars")),
                List.of(new Endpoint(SamlNames.BINDING_ARTIFACT, singleLogout())),
                List.of(new Endpoint(SamlNames.BINDING_ARTIFACT, singleSignOn())),
                IDENTIFIER_TYPES);
        return new EntityMetadata(entityId(), Optional.of(config.displayName()), Optional.of(level), Optional.empty(), Optional.of(idp),
                Optional.empty());
    }
}
