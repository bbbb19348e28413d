package nl.etdnetwerk.hm.metadata;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.config.ServiceIdentity;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.message.MessageWriter;
import nl.etdnetwerk.saml.metadata.EntityIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Endpoint;
import nl.etdnetwerk.saml.metadata.EntityMetadata.IdentityProvider;
import nl.etdnetwerk.saml.metadata.EntityMetadata.IndexedEndpoint;
import nl.etdnetwerk.saml.metadata.EntityMetadata.ServiceProvider;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Use;
import nl.etdnetwerk.saml.metadata.MetadataWriter;

/** Entity ID, addresses and metadata of this HM. The path carries the framework version (saml.md 1.2). */
@ApplicationScoped
public class Herkenningsmakelaar {

    /** Path of framework version 1.13. */
    public static final String VERSION_PATH = "/1.13";
    private final EtdConfig config;
    private final ServiceIdentity identity;
    private final MessageWriter writer;

    /** From configuration and key. */
    public Herkenningsmakelaar(EtdConfig config, ServiceIdentity identity) {
        this.config = config;
        this.identity = identity;
        this.writer = new MessageWriter(EntityIds.of("HM", config.oin(), 9001), identity.key());
    }

    /** Entity ID. */
    public String entityId() {
        return writer.entityId();
    }

    /** Writes its messages. */
    public MessageWriter writer() {
        return writer;
    }

    /** Public address of a path below the framework version. */
    public String url(String path) {
        return config.publicUrl() + VERSION_PATH + path;
    }

    /** Where ADs send people back to. */
    public String assertionConsumer() {
        return url("/acs");
    }

    private List<Endpoint> threeBindings(String path) {
        return List.of(new Endpoint(SamlNames.BINDING_ARTIFACT, url(path + "/artifact")),
                new Endpoint(SamlNames.BINDING_POST, url(path + "/post")),
                new Endpoint(SamlNames.BINDING_REDIRECT, url(path + "/redirect")));
    }

    /** Its metadata (saml.md 3.3). */
    public EntityMetadata metadata() {
        var signing = List.of(MetadataWriter.key(Use.SIGNING, identity.key()));
        var resolution = List.of(MetadataWriter.soap(config.internalUrl() + VERSION_PATH + "/ars"));
        IdentityProvider idp = new IdentityProvider(signing, resolution, threeBindings("/slo"), threeBindings("/sso"),
                List.of(SamlNames.TYPE_BSN, SamlNames.TYPE_PSEUDO_ID));
        ServiceProvider sp = new ServiceProvider(signing, resolution, List.of(),
                List.of(new IndexedEndpoint(1, true, SamlNames.BINDING_ARTIFACT, assertionConsumer())), List.of());
        return new EntityMetadata(entityId(), Optional.of(config.displayName()), Optional.of(LevelOfAssurance.LOA4), Optional.empty(),
                Optional.of(idp), Optional.of(sp));
    }
}
