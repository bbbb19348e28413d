package nl.etdnetwerk.polymorphic.message;

import java.util.Optional;

import nl.etdnetwerk.polymorphic.curve.Point;

/**
 * An unsigned structure (bsnk.md 3.2). The type tells beforehand whether a decryption will give an identity or a pseudonym:
 * a {@link CarriesIdentity} is never a {@link CarriesPseudonym} (finding V4).
 */
public sealed interface Body {

    /** The common fields. */
    Header header();

    /** Dotted object identifier of the DER form. */
    default String oid() {
        return Oids.of(getClass());
    }

    /** What a service provider can decrypt. */
    sealed interface Encrypted extends Body {
        /** The three points. */
        Triple points();
    }

    /** Decrypts to an identity, for example a BSN. */
    sealed interface CarriesIdentity extends Encrypted {}

    /** Decrypts to a pseudonym. */
    sealed interface CarriesPseudonym extends Encrypted {
        /** The type of identifier behind the pseudonym. */
        IdentifierType type();

        /** What sets this pseudonym apart from others for the same service provider. */
        Optional<Diversifier> diversifier();
    }

    /** What an authentication provider holds and cannot decrypt. */
    sealed interface Polymorphic extends Body {}

    /** PI. */
    record PolymorphicIdentity(Header header, Triple points) implements Polymorphic {}

    /** PP. */
    record PolymorphicPseudonym(Header header, IdentifierType type, Triple points) implements Polymorphic {}

    /** PIP: PI and PP in one, five points (tG, aP+tY, aW+tZ, Y, Z). */
    record PolymorphicIdentityAndPseudonym(Header header, IdentifierType type, Point p0, Point p1, Point p2, Point y,
            Point z) implements Polymorphic {

        /** The PI inside; rerandomise it before it leaves, or it can be linked with the PP. */
        public PolymorphicIdentity identity() {
            return new PolymorphicIdentity(header, new Triple(p0, p1, y));
        }

        /** The PP inside; rerandomise it before it leaves. */
        public PolymorphicPseudonym pseudonym() {
            return new PolymorphicPseudonym(header, type, new Triple(p0, p2, z));
        }
    }

    /** EI, "versleutelde identiteit" (VI). */
    record EncryptedIdentity(Header header, Triple points) implements CarriesIdentity {}

    /** EP, "versleuteld pseudoniem" (VP). */
    record EncryptedPseudonym(Header header, IdentifierType type, Triple points,
            Optional<Diversifier> diversifier) implements CarriesPseudonym {}

    /** DEP, made by BSNk straight for one service provider. */
    record DirectEncryptedPseudonym(Header header, IdentifierType type, Triple points, Optional<Diversifier> diversifier,
            Optional<String> authorizedParty) implements CarriesPseudonym {}

    /** DEI, made by BSNk straight for one service provider. */
    record DirectEncryptedIdentity(Header header, Triple points, String authorizedParty) implements CarriesIdentity {}
}
