package nl.etdnetwerk.polymorphic.issuance;

import nl.etdnetwerk.polymorphic.message.Body;
import nl.etdnetwerk.polymorphic.message.Body.DirectEncryptedIdentity;
import nl.etdnetwerk.polymorphic.message.Body.DirectEncryptedPseudonym;
import nl.etdnetwerk.polymorphic.message.Body.EncryptedIdentity;
import nl.etdnetwerk.polymorphic.message.Body.EncryptedPseudonym;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicIdentity;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicIdentityAndPseudonym;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicPseudonym;
import nl.etdnetwerk.polymorphic.message.Envelope;

/** Which generation of envelopes to write (bsnk.md 3.1). */
public enum StructureVersion {
    /** Deprecated EC-Schnorr envelopes for EI and EP; the v1 form of everything else. */
    LEGACY,
    /** ECSDSA without issuance date. */
    V1,
    /** With issuance date and extra elements. */
    V2;

    /** The envelope for a body; a DEI only has a v2 form. */
    public Envelope envelopeOf(Body body) {
        if (body instanceof PolymorphicIdentity) {
            return this == V2 ? Envelope.PI_V2 : Envelope.PI;
        } else if (body instanceof PolymorphicPseudonym) {
            return this == V2 ? Envelope.PP_V2 : Envelope.PP;
        } else if (body instanceof PolymorphicIdentityAndPseudonym) {
            return this == V2 ? Envelope.PIP_V2 : Envelope.PIP;
        } else if (body instanceof EncryptedIdentity) {
            return this == V2 ? Envelope.EI_V2 : this == V1 ? Envelope.EI : Envelope.EI_LEGACY;
        } else if (body instanceof EncryptedPseudonym) {
            return this == V2 ? Envelope.EP_V2 : this == V1 ? Envelope.EP : Envelope.EP_LEGACY;
        } else if (body instanceof DirectEncryptedPseudonym) {
            return this == V2 ? Envelope.DEP_V2 : Envelope.DEP;
        } else if (body instanceof DirectEncryptedIdentity) {
            return Envelope.DEI_V2;
        }
        throw new IllegalArgumentException("no envelope for " + body.getClass());
    }
}
