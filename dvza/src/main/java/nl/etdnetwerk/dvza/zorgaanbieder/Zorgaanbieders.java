package nl.etdnetwerk.dvza.zorgaanbieder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.scheduler.Scheduled;
import nl.etdnetwerk.dvkit.DvKeys;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.config.ServiceIdentity;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.saml.ArtifactResolver;
import nl.etdnetwerk.kit.saml.ReplayGuard;
import nl.etdnetwerk.kit.saml.SamlServiceProvider;
import nl.etdnetwerk.kit.store.ShortLivedStore;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.metadata.EntityIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.metadata.EntityMetadata.IndexedEndpoint;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Service;
import nl.etdnetwerk.saml.metadata.EntityMetadata.ServiceProvider;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Use;
import nl.etdnetwerk.saml.metadata.MetadataWriter;

/** Reads which zorgaanbieders there are and is each of them towards eTD. */
@ApplicationScoped
public class Zorgaanbieders {

    private final Map<String, Zorgaanbieder> byName = new LinkedHashMap<>();

    /** A line of the file. */
    public record Entry(String naam, String oin, String keysDir, List<String> gegevensdiensten) {}

    /** A zorgaanbieder with its service provider side and its keys. */
    public record Zorgaanbieder(String naam, String oin, List<String> gegevensdiensten, SigningKey key, SamlServiceProvider saml,
            DvKeys keys, String assertionConsumer) {

        /** Metadata for the HM (saml.md 3.2). */
        public byte[] metadata() {
            var k = List.of(MetadataWriter.key(Use.SIGNING, key), MetadataWriter.key(Use.ENCRYPTION, key));
            ServiceProvider sp = new ServiceProvider(k, List.of(), List.of(),
                    List.of(new IndexedEndpoint(0, true, SamlNames.BINDING_ARTIFACT, assertionConsumer)),
                    List.of(new Service(1, true, "Gegevens verzamelen", EntityIds.service(oin, 9001))));
            return MetadataWriter.entity(new EntityMetadata(saml.entityId(), Optional.of(naam), Optional.empty(), Optional.empty(),
                    Optional.empty(), Optional.of(sp)), key);
        }
    }

    /** From the file of the configuration. */
    public Zorgaanbieders(EtdConfig config, ObjectMapper json, NetworkDirectory directory, ShortLivedStore store, ArtifactResolver resolver,
            ReplayGuard replays,
            NetworkClock clock, TraceEvents trace,
            @ConfigProperty(name = "dvza.zorgaanbieders-file") Path file)
            throws IOException {
        var shared = new SamlServiceProvider.Shared(directory, store, resolver, clock, trace, replays, config.clockSkew());
        for (Entry e : json.readValue(file.toFile(), Entry[].class)) {
            Path keysDir = file.resolveSibling(e.keysDir());
            SigningKey key = ServiceIdentity.read(keysDir);
            BackChannel channel = BackChannel.with(ServiceIdentity.tls(keysDir, config.caFile()));
            String consumer = config.publicUrl() + "/saml/acs/" + e.naam();
            byName.put(e.naam(), new Zorgaanbieder(e.naam(), e.oin(), e.gegevensdiensten(), key,
                    new SamlServiceProvider(EntityIds.of("DV", e.oin(), 9001), key, channel, consumer, shared),
                    new DvKeys(key, channel, directory::herkenningsmakelaarAddress, true, json), consumer));
        }
    }

    /** The zorgaanbieder with this name. */
    public Optional<Zorgaanbieder> find(String naam) {
        return Optional.ofNullable(byName.get(naam));
    }

    /** Asks the HM for the keys of each until they are there. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void fetchKeys() {
        byName.values().forEach(z -> z.keys().fetch());
    }

    /** Names of those that have no keys yet. */
    public List<String> withoutKeys() {
        List<String> names = new ArrayList<>();
        byName.values().stream().filter(z -> z.keys().decryption().isEmpty()).forEach(z -> names.add(z.naam()));
        return names;
    }
}
