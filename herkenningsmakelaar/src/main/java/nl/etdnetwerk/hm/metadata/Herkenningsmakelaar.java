package nl.etdnetwerk.hm.metadata;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;

import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.config.ServiceIdentity;
import nl.etdnetwerk.saml.FrameworkVersion;
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

/**
 * Entity ID, addresses and metadata of this HM. The path carries the framework version (saml.md 1.2): service providers have both,
 * ADs the current one.
 */
@ApplicationScoped
public class Herkenningsmakelaar {

    /** First part of the paths that service providers use, as a resource path; {@link #version} reads it. */
    public static final String VERSION_PATH = "/{version: 1[.]1[13]}";
    /** First part of the paths that ADs use. */
    public static final String AD_PATH = "/1.13";
    private static final List<String> IDENTIFIER_TYPES = List.of(SamlNames.TYPE_BSN, SamlNames.TYPE_PSEUDO_ID, SamlNames.TYPE_PSEUDO,
            SamlNames.TYPE_PSEUDO_PLAIN);
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

    /** The version in a path. */
    public static FrameworkVersion version(String number) {
        return FrameworkVersion.of(number).orElseThrow(NotFoundException::new);
    }

    /** The public address below a framework version that service providers send requests to by one of the three bindings. */
    public String requestUrl(FrameworkVersion version, String path, String binding) {
        return threeBindings(version, path).stream().filter(e -> e.binding().equals(binding)).findFirst().orElseThrow().location();
    }

    /** Where ADs send people back to. */
    public String assertionConsumer() {
        return config.publicUrl() + AD_PATH + "/acs";
    }

    private List<Endpoint> threeBindings(FrameworkVersion version, String path) {
        String url = config.publicUrl() + version.path() + path;
        return List.of(new Endpoint(SamlNames.BINDING_ARTIFACT, url + "/artifact"), new Endpoint(SamlNames.BINDING_POST, url + "/post"),
                new Endpoint(SamlNames.BINDING_REDIRECT, url + "/redirect"));
    }

    /** Its metadata for one framework version (saml.md 3.3). */
    public EntityMetadata metadata(FrameworkVersion version) {
        var signing = List.of(MetadataWriter.key(Use.SIGNING, identity.key()));
        var resolution = List.of(MetadataWriter.soap(config.internalUrl() + version.path() + "/ars"));
        IdentityProvider idp = new IdentityProvider(signing, resolution, threeBindings(version, "/slo"),
                threeBindings(version, "/sso"), IDENTIFIER_TYPES);
        ServiceProvider sp = new ServiceProvider(signing, resolution, List.of(),
                List.of(new IndexedEndpoint(1, true, SamlNames.BINDING_ARTIFACT, assertionConsumer())), List.of());
        return new EntityMetadata(entityId(), Optional.of(config.displayName()), Optional.of(LevelOfAssurance.LOA4), Optional.empty(),
                Optional.of(idp), Optional.of(sp));
    }
}
