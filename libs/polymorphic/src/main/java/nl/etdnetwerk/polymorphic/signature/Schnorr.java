package nl.etdnetwerk.polymorphic.signature;

import java.math.BigInteger;
import java.security.SecureRandom;

import nl.etdnetwerk.polymorphic.curve.Curve;
import nl.etdnetwerk.polymorphic.curve.Curve.FixedBase;
import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.curve.Scalar;
import nl.etdnetwerk.polymorphic.hash.Sha384;
import nl.etdnetwerk.polymorphic.message.SignatureKind;
import nl.etdnetwerk.polymorphic.message.SignatureValue;

/**
 * The transformer's signatures (bsnk.md 2.9 a). The base is Y for identities and Z for pseudonyms, not G; the public key is the
 * third point of the message. The two kinds differ in the order of hashing, in whether Qy takes part, and in the sign of r.
 */
public final class Schnorr {

    private Schnorr() {}

    /** Signs bytes with key k over base V. Kind EC_SCHNORR or ECSDSA. */
    public static SignatureValue sign(SignatureKind kind, FixedBase base, Scalar key, byte[] message, SecureRandom random) {
        while (true) {
            Scalar nonce = Scalar.random(random);
            BigInteger r = challenge(kind, base.multiply(nonce), message);
            Scalar reduced = Scalar.of(r);
            Scalar rk = reduced.multiply(key);
            Scalar s = nonce.add(kind == SignatureKind.EC_SCHNORR ? rk.negate() : rk);
            if (!reduced.isZero() && !s.isZero()) {
                return new SignatureValue(kind, r, s.toBigInteger());
            }
        }
    }

    /** Whether the signature over the bytes verifies with public key C over base V. The caller has to trust C otherwise. */
    public static boolean verifies(FixedBase base, FixedBase publicKey, byte[] message, SignatureValue signature) {
        return inRange(signature)
                && matches(base.multiplyAdd(Scalar.of(signature.s()), publicKey, factor(signature)), message, signature);
    }

    /** As above, for a public key that is not worth a table. */
    public static boolean verifies(FixedBase base, Point publicKey, byte[] message, SignatureValue signature) {
        return inRange(signature)
                && matches(Curve.fast().multiplyAdd(publicKey, factor(signature), base, Scalar.of(signature.s())), message, signature);
    }

    private static boolean inRange(SignatureValue v) {
        return v.r().signum() > 0 && v.r().bitLength() <= 320 && v.s().signum() > 0 && v.s().compareTo(Scalar.ORDER) < 0;
    }

    /** r where the signature was made with n - rk, -r where it was made with n + rk. */
    private static Scalar factor(SignatureValue v) {
        return Scalar.of(v.kind() == SignatureKind.EC_SCHNORR ? v.r() : v.r().negate());
    }

    private static boolean matches(Point q, byte[] message, SignatureValue signature) {
        return !q.isInfinity() && challenge(signature.kind(), q, message).equals(signature.r());
    }

    private static BigInteger challenge(SignatureKind kind, Point q, byte[] message) {
        return switch (kind) {
            case EC_SCHNORR -> Sha384.leftmost320(message, q.x());
            case ECSDSA -> Sha384.leftmost320(q.x(), q.y(), message);
            case ECDSA -> throw new IllegalArgumentException("not a Schnorr signature");
        };
    }
}
