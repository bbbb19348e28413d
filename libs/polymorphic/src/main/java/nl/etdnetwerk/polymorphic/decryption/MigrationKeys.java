package nl.etdnetwerk.polymorphic.decryption;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import nl.etdnetwerk.polymorphic.Refusal;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Migrants;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Recipient;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Type;
import nl.etdnetwerk.polymorphic.message.Decrypted.Pseudonym;
import nl.etdnetwerk.polymorphic.message.MigrationIntermediaryPseudonym;

/** Finds, among the keys of a request, those of one migration (bsnk.md 2.8). */
public final class MigrationKeys {

    private final List<ServiceProviderKey> keys;

    /**
     * Which migration a request is about.
     *
     * @param migrationId its id; any when absent
     * @param target OIN of the service provider that pseudonyms go to, together with the version
     * @param targetKeySetVersion key set version there
     */
    public record Selection(Optional<String> migrationId, Optional<String> target, OptionalLong targetKeySetVersion) {

        /** Any migration. */
        public static final Selection ANY = new Selection(Optional.empty(), Optional.empty(), OptionalLong.empty());

        /**
         * Refuses half a target.
         *
         * @throws RefusedException INVALID_MIGRATION_TARGET_KEY_SELECTION
         */
        public Selection {
            if (target.isPresent() != targetKeySetVersion.isPresent()) {
                throw new RefusedException(Refusal.INVALID_MIGRATION_TARGET_KEY_SELECTION, "target and its version go together");
            }
        }

        private boolean means(Migrants m) {
            return migrationId.map(m.migrationId()::equals).orElse(true) && target.map(m.target()::equals).orElse(true)
                    && (targetKeySetVersion.isEmpty() || targetKeySetVersion.getAsLong() == m.targetKeySetVersion());
        }
    }

    /** Among these keys. */
    public MigrationKeys(List<ServiceProviderKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * The key for the first half.
     *
     * @throws RefusedException MATCHING_MIGRATION_SOURCE_KEY_REQUIRED, NON_UNIQUE_MATCHES_MIGRATION_SOURCE_KEY
     */
    public ServiceProviderKey source(Pseudonym pseudonym, Selection selection) {
        List<ServiceProviderKey> found = keys.stream().filter(k -> k.type() == Type.MIGRATION_SOURCE)
                .filter(k -> k.owner() instanceof Migrants m && m.source().equals(pseudonym.recipient())
                        && m.sourceKeySetVersion() == pseudonym.closingKeySetVersion() && selection.means(m))
                .filter(k -> k.schemeKeySetVersion() == pseudonym.schemeKeySetVersion()
                        && k.diversifier().equals(pseudonym.diversifier()))
                .toList();
        if (found.size() > 1) {
            throw new RefusedException(Refusal.NON_UNIQUE_MATCHES_MIGRATION_SOURCE_KEY, found.size() + " keys fit");
        }
        return found.stream().findFirst()
                .orElseThrow(() -> new RefusedException(Refusal.MATCHING_MIGRATION_SOURCE_KEY_REQUIRED, "no key fits"));
    }

    /** The key for the second half, if it is there. */
    public Optional<ServiceProviderKey> target(MigrationIntermediaryPseudonym mip) {
        Migrants migrants = new Migrants(mip.source(), mip.sourceKeySetVersion(), mip.target(), mip.targetKeySetVersion(),
                mip.migrationId());
        return keys.stream().filter(k -> k.type() == Type.MIGRATION_TARGET && k.owner().equals(migrants))
                .filter(k -> k.schemeKeySetVersion() == mip.schemeKeySetVersion() && k.diversifier().equals(mip.diversifier())).findFirst();
    }

    /**
     * Refuses keys of more than one owner: of a service provider, or of the one that a migration begins at.
     *
     * @throws RefusedException SERVICE_PROVIDER_KEYS_RECIPIENT_NON_UNIQUE
     */
    public void requireOneSource() {
        if (keys.stream().map(MigrationKeys::source).distinct().count() > 1) {
            throw new RefusedException(Refusal.SERVICE_PROVIDER_KEYS_RECIPIENT_NON_UNIQUE, "keys of several owners");
        }
    }

    /**
     * Refuses keys of more than one owner: of a service provider, or of the one that a migration goes to.
     *
     * @throws RefusedException SERVICE_PROVIDER_KEYS_RECIPIENT_NON_UNIQUE
     */
    public void requireOneTarget() {
        if (keys.stream().map(k -> k.owner() instanceof Migrants m ? m.target() : ((Recipient) k.owner()).oin()).distinct().count() > 1) {
            throw new RefusedException(Refusal.SERVICE_PROVIDER_KEYS_RECIPIENT_NON_UNIQUE, "keys of several owners");
        }
    }

    /** Whether there is a key for the second half of any migration. */
    public boolean hasTarget() {
        return keys.stream().anyMatch(k -> k.type() == Type.MIGRATION_TARGET);
    }

    /** The keys of the service provider that a migration begins at. */
    public List<ServiceProviderKey> ofSource(String source) {
        return keys.stream().filter(k -> k.recipient().filter(r -> r.oin().equals(source)).isPresent()).toList();
    }

    /**
     * Refuses keys that have nothing to do with a migration: of neither who it begins at nor who it goes to.
     *
     * @param source OIN
     * @param selection which of its migrations is meant
     * @throws RefusedException SERVICE_PROVIDER_KEYS_UNRELATED_TO_MIGRATION
     */
    public void requireRelated(String source, Selection selection) {
        Set<String> parties = keys.stream().flatMap(k -> k.owner() instanceof Migrants m ? Stream.of(m) : Stream.empty())
                .filter(m -> m.source().equals(source) && selection.means(m)).map(Migrants::target).collect(Collectors.toSet());
        parties.add(source);
        // Keys of other migrations from or to one of the two are theirs as well.
        boolean related = keys.stream().allMatch(k -> k.owner() instanceof Migrants m
                ? parties.contains(m.source()) || parties.contains(m.target())
                : k.owner() instanceof Recipient r && parties.contains(r.oin()));
        if (!related) {
            throw new RefusedException(Refusal.SERVICE_PROVIDER_KEYS_UNRELATED_TO_MIGRATION, "keys of somebody else");
        }
    }

    private static String source(ServiceProviderKey key) {
        return key.owner() instanceof Migrants m ? m.source() : ((Recipient) key.owner()).oin();
    }
}
