package nl.etdnetwerk.dvp.metadata;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.scheduler.Scheduled;
import nl.etdnetwerk.dvkit.DvKeys;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.config.ServiceIdentity;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.saml.ArtifactResolver;
import nl.etdnetwerk.kit.saml.ReplayGuard;
import nl.etdnetwerk.kit.saml.SamlServiceProvider;
import nl.etdnetwerk.kit.store.ShortLivedStore;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.polymorphic.decryption.Decryption;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.metadata.EntityIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.metadata.EntityMetadata.IndexedEndpoint;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Service;
import nl.etdnetwerk.saml.metadata.EntityMetadata.ServiceProvider;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Use;
import nl.etdnetwerk.saml.metadata.MetadataWriter;

/** The DVP as service provider of eTD. */
@ApplicationScoped
public class Dienstverlener {

    /** Index of the service in the metadata that people log in to. */
    public static final int LOGIN_SERVICE = 1;
    private final EtdConfig config;
    private final ServiceIdentity identity;
    private final SamlServiceProvider saml;
    private final DvKeys keys;

    /** From configuration and key. */
    public Dienstverlener(EtdConfig config, ServiceIdentity identity, BackChannel channel, NetworkDirectory directory,
            ShortLivedStore store, ArtifactResolver resolver, ReplayGuard replays, NetworkClock clock,
            TraceEvents trace, ObjectMapper json) {
        this.config = config;
        this.identity = identity;
        this.saml = new SamlServiceProvider(EntityIds.of("DV", config.oin(), 9001), identity.key(), channel,
                config.publicUrl() + "/saml/acs",
                new SamlServiceProvider.Shared(directory, store, resolver, clock, trace, replays, config.clockSkew()));
        this.keys = new DvKeys(identity.key(), channel, directory::herkenningsmakelaarAddress, false, json);
    }

    /** Towards the HM. */
    public SamlServiceProvider saml() {
        return saml;
    }

    /**
     * Decryption of pseudonyms.
     *
     * @throws PageException KEYS_NOT_THERE (503) until they could be fetched
     */
    public Decryption decryption() {
        return keys.decryption().orElseThrow(() -> new PageException("KEYS_NOT_THERE", 503));
    }

    /** The metadata for the HM (saml.md 3.2). */
    public byte[] metadata() {
        var k = List.of(MetadataWriter.key(Use.SIGNING, identity.key()), MetadataWriter.key(Use.ENCRYPTION, identity.key()));
        ServiceProvider sp = new ServiceProvider(k, List.of(), List.of(),
                List.of(new IndexedEndpoint(0, true, SamlNames.BINDING_ARTIFACT, config.publicUrl() + "/saml/acs")),
                List.of(new Service(LOGIN_SERVICE, true, "Inloggen", EntityIds.service(config.oin(), 9001))));
        return MetadataWriter.entity(new EntityMetadata(saml.entityId(), Optional.of(config.displayName()), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.of(sp)), identity.key());
    }

    /** Asks the HM for the keys until they are there. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void fetchKeys() {
        keys.fetch();
    }

    /** Whether the keys of BSNk are there. */
    public boolean hasKeys() {
        return keys.decryption().isPresent();
    }
}
