package nl.etdnetwerk.polymorphic.decryption;

import nl.etdnetwerk.polymorphic.Refusal;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.curve.Curve.FixedBase;
import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.key.SchemeKeyName.Kind;
import nl.etdnetwerk.polymorphic.key.SchemePublicKeys;
import nl.etdnetwerk.polymorphic.message.Body;
import nl.etdnetwerk.polymorphic.message.SignatureKind;
import nl.etdnetwerk.polymorphic.message.SignedMessage;
import nl.etdnetwerk.polymorphic.signature.Ecdsa;
import nl.etdnetwerk.polymorphic.signature.Schnorr;

/** Checks 2 and 3 of bsnk.md 2.7: the scheme key is there and the signature holds. */
public final class SignatureVerification {

    /** The only one there is: it stands for curve and algorithms (bsnk.md 1.2). */
    static final long SCHEME_VERSION = 1;

    private final SchemePublicKeys schemeKeys;

    /** A verification with these scheme public keys. */
    public SignatureVerification(SchemePublicKeys schemeKeys) {
        this.schemeKeys = schemeKeys;
    }

    /**
     * Verifies any signed structure. A Schnorr signature is checked against the third point of the message itself; that this
     * point is the right one is for whoever holds the key to compare.
     *
     * @throws RefusedException MATCHING_SCHEME_KEY_NOT_FOUND, SIGNATURE_VERIFICATION_FAILED, SCHEME_VERSION_NOT_SUPPORTED
     */
    public void verify(SignedMessage message) {
        verify(message, null);
        if (message.body().header().schemeVersion() != SCHEME_VERSION) {
            throw new RefusedException(Refusal.SCHEME_VERSION_NOT_SUPPORTED, "version " + message.body().header().schemeVersion());
        }
    }

    /** As {@link #verify(SignedMessage)} but for the scheme's version, with a table for the third point where the caller has one for just that point. */
    void verify(SignedMessage message, FixedBase knownThirdPoint) {
        long sksv = message.body().header().schemeKeySetVersion();
        boolean valid;
        if (message.envelope().signature() == SignatureKind.ECDSA) {
            FixedBase u = schemeKeys.get(sksv, Kind.U, message.content().signingKeyVersion().orElseThrow());
            valid = Ecdsa.verifies(u, message.signedBytes(), message.signature());
        } else {
            Kind kind = message.body() instanceof Body.CarriesIdentity ? Kind.IP_P : Kind.PP_P;
            FixedBase base = schemeKeys.master(sksv, kind);
            Point c = ((Body.Encrypted) message.body()).points().c();
            valid = knownThirdPoint != null && knownThirdPoint.point().equals(c)
                    ? Schnorr.verifies(base, knownThirdPoint, message.signedBytes(), message.signature())
                    : Schnorr.verifies(base, c, message.signedBytes(), message.signature());
        }
        if (!valid) {
            throw new RefusedException(Refusal.SIGNATURE_VERIFICATION_FAILED, "signature of " + message.envelope());
        }
    }
}
