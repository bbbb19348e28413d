package nl.etdnetwerk.kit.saml;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.store.ShortLivedStore;
import nl.etdnetwerk.saml.binding.Artifact;

/** Messages waiting to be fetched with their artifact: once, within two minutes, by the party they are for (saml.md 1.3, 1.5). */
@ApplicationScoped
public class ArtifactStore {

    private static final String KIND = "artifact";
    private static final Duration LIFE = Duration.ofMinutes(2);
    private final ShortLivedStore store;

    /** What is kept. */
    public record Kept(byte[] message, String forEntity) {}

    /** On the database of the service. */
    public ArtifactStore(ShortLivedStore store) {
        this.store = store;
    }

    /** Keeps a message and gives the artifact for it. */
    public String keep(byte[] message, String forEntity, String ownEntityId) {
        Artifact artifact = Artifact.create(ownEntityId, 0);
        store.put(KIND, artifact.handleHex(), new Kept(message, forEntity), LIFE);
        return artifact.value();
    }

    /** The message; empty for another party, which does not use the artifact up, and when it is used, old or not ours. */
    public Optional<byte[]> fetch(String artifact, String byEntity, String ownEntityId) {
        Optional<Artifact> parsed = Artifact.parse(artifact).filter(a -> a.isFrom(ownEntityId) && a.endpointIndex() == 0);
        return parsed.flatMap(a -> store.get(KIND, a.handleHex(), Kept.class)).filter(k -> k.forEntity().equals(byEntity))
                .flatMap(k -> store.take(KIND, parsed.get().handleHex(), Kept.class)).map(Kept::message);
    }
}
