package nl.etdnetwerk.polymorphic.message;

import java.util.Arrays;
import java.util.Optional;

import nl.etdnetwerk.polymorphic.message.Body.DirectEncryptedIdentity;
import nl.etdnetwerk.polymorphic.message.Body.DirectEncryptedPseudonym;
import nl.etdnetwerk.polymorphic.message.Body.EncryptedIdentity;
import nl.etdnetwerk.polymorphic.message.Body.EncryptedPseudonym;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicIdentity;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicIdentityAndPseudonym;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicPseudonym;

/** The signed envelopes of bsnk.md 3.1 and 3.3: which body, which signature, which extra fields. */
public enum Envelope {
    /** Signed PI. */
    PI("1.3", PolymorphicIdentity.class, SignatureKind.ECDSA, false),
    /** Signed PI with issuance date. */
    PI_V2("1.3.2", PolymorphicIdentity.class, SignatureKind.ECDSA, true),
    /** Signed PP. */
    PP("1.4", PolymorphicPseudonym.class, SignatureKind.ECDSA, false),
    /** Signed PP with issuance date. */
    PP_V2("1.4.2", PolymorphicPseudonym.class, SignatureKind.ECDSA, true),
    /** Signed PIP. */
    PIP("1.6", PolymorphicIdentityAndPseudonym.class, SignatureKind.ECDSA, false),
    /** Signed PIP with issuance date. */
    PIP_V2("1.6.2", PolymorphicIdentityAndPseudonym.class, SignatureKind.ECDSA, true),
    /** Signed EI, deprecated form. */
    EI_LEGACY("2.3", EncryptedIdentity.class, SignatureKind.EC_SCHNORR, false),
    /** Signed EP, deprecated form. */
    EP_LEGACY("2.4", EncryptedPseudonym.class, SignatureKind.EC_SCHNORR, false),
    /** Signed EI. */
    EI("2.7", EncryptedIdentity.class, SignatureKind.ECSDSA, false),
    /** Signed EP. */
    EP("2.8", EncryptedPseudonym.class, SignatureKind.ECSDSA, false),
    /** Signed EI with issuance date and extra elements. */
    EI_V2("2.7.2", EncryptedIdentity.class, SignatureKind.ECSDSA, true),
    /** Signed EP with issuance date and extra elements. */
    EP_V2("2.8.2", EncryptedPseudonym.class, SignatureKind.ECSDSA, true),
    /** Signed DEP. */
    DEP("2.6", DirectEncryptedPseudonym.class, SignatureKind.ECDSA, false),
    /** Signed DEP with issuance date and extra elements. */
    DEP_V2("2.6.2", DirectEncryptedPseudonym.class, SignatureKind.ECDSA, true),
    /** Signed DEI with issuance date and extra elements. */
    DEI_V2("2.10.2", DirectEncryptedIdentity.class, SignatureKind.ECDSA, true);

    private final String oid;
    private final Class<? extends Body> body;
    private final SignatureKind signature;
    private final boolean version2;

    Envelope(String suffix, Class<? extends Body> body, SignatureKind signature, boolean version2) {
        this.oid = Oids.BASE + "." + suffix;
        this.body = body;
        this.signature = signature;
        this.version2 = version2;
    }

    /** The envelope with this dotted object identifier. */
    public static Optional<Envelope> of(String oid) {
        return Arrays.stream(values()).filter(e -> e.oid.equals(oid)).findFirst();
    }

    /** Dotted object identifier. */
    public String oid() {
        return oid;
    }

    /** The only class of body this envelope may hold. */
    public Class<? extends Body> body() {
        return body;
    }

    /** The only kind of signature this envelope may have. */
    public SignatureKind signature() {
        return signature;
    }

    /** Whether it has an issuance date. */
    public boolean hasIssuanceDate() {
        return version2;
    }

    /** Whether it may have extra elements. */
    public boolean mayHaveExtraElements() {
        return version2 && Body.Encrypted.class.isAssignableFrom(body);
    }

    /** Whether it tells the version of BSNk's signing key U. */
    public boolean hasSigningKeyVersion() {
        return signature == SignatureKind.ECDSA;
    }
}
