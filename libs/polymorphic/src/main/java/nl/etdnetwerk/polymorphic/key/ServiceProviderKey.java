package nl.etdnetwerk.polymorphic.key;

import java.util.Arrays;
import java.util.Optional;

import nl.etdnetwerk.polymorphic.curve.Curve;
import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.curve.Scalar;
import nl.etdnetwerk.polymorphic.message.Diversifier;

/**
 * A private key of a service provider (bsnk.md 1.3, 1.4).
 *
 * @param type what it is for
 * @param schemeKeySetVersion SKSV
 * @param owner who it belongs to
 * @param diversifier only on DRKi and migration keys
 * @param scalar the secret
 */
public record ServiceProviderKey(Type type, long schemeKeySetVersion, Owner owner, Optional<Diversifier> diversifier,
        Scalar scalar) {

    /** The values of the Type header. */
    public enum Type {
        /** ID: decrypts identities. */
        EI_DECRYPTION("EI Decryption"),
        /** PD: decrypts pseudonyms. */
        EP_DECRYPTION("EP Decryption"),
        /** PC: turns a decrypted pseudonym into the one that is kept. */
        EP_CLOSING("EP Closing"),
        /** DRK: receives direct encrypted pseudonyms. */
        DIRECT_RECEIVE("DRKi"),
        /** First half of a pseudonym migration. */
        MIGRATION_SOURCE("EP migration source"),
        /** Second half of a pseudonym migration. */
        MIGRATION_TARGET("EP migration target");

        private final String header;

        Type(String header) {
            this.header = header;
        }

        /** The text in the key file. */
        public String header() {
            return header;
        }

        /** The type with this header text. */
        public static Optional<Type> of(String header) {
            return Arrays.stream(values()).filter(t -> t.header.equals(header)).findFirst();
        }

        /** Whether it belongs to a migration instead of to one recipient. */
        public boolean isMigration() {
            return this == MIGRATION_SOURCE || this == MIGRATION_TARGET;
        }
    }

    /** Whose key it is. */
    public sealed interface Owner {}

    /** One service provider. */
    public record Recipient(String oin, long keySetVersion) implements Owner {}

    /** The two service providers of a migration. */
    public record Migrants(String source, long sourceKeySetVersion, String target, long targetKeySetVersion,
            String migrationId) implements Owner {}

    /** Refuses an owner or diversifier that does not go with the type. */
    public ServiceProviderKey {
        if (type.isMigration() != owner instanceof Migrants) {
            throw new IllegalArgumentException("owner does not go with " + type);
        }
        if (diversifier.isPresent() && type != Type.DIRECT_RECEIVE && !type.isMigration()) {
            throw new IllegalArgumentException("diversifier does not go with " + type);
        }
    }

    /** scalar * G; the third point of what is encrypted for an ID or PD key. */
    public Point publicPoint() {
        return Curve.fast().multiply(Point.G, scalar);
    }

    /** The recipient; empty for a migration key. */
    public Optional<Recipient> recipient() {
        return owner instanceof Recipient r ? Optional.of(r) : Optional.empty();
    }
}
