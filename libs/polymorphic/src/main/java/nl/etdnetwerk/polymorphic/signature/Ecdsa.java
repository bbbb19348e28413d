package nl.etdnetwerk.polymorphic.signature;

import java.math.BigInteger;

import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

import nl.etdnetwerk.polymorphic.curve.Curve;
import nl.etdnetwerk.polymorphic.curve.Curve.FixedBase;
import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.curve.Scalar;
import nl.etdnetwerk.polymorphic.hash.Sha384;
import nl.etdnetwerk.polymorphic.message.SignatureKind;
import nl.etdnetwerk.polymorphic.message.SignatureValue;

/** ECDSA with SHA-384 by BSNk's signing key U over G (bsnk.md 2.9 b), with the deterministic nonce of RFC 6979. */
public final class Ecdsa {

    /** The generator with its table, shared by all who need it. */
    public static final FixedBase G = Curve.fast().fixedBase(Point.G);

    private Ecdsa() {}

    /** Signs bytes with key u. */
    public static SignatureValue sign(Scalar key, byte[] message) {
        HMacDSAKCalculator nonces = new HMacDSAKCalculator(new SHA384Digest());
        nonces.init(Scalar.ORDER, key.toBigInteger(), Sha384.digest(message));
        Scalar e = Scalar.of(Sha384.leftmost320(message));
        while (true) {
            Scalar k = Scalar.of(nonces.nextK());
            Scalar r = Scalar.of(new BigInteger(1, G.multiply(k).x()));
            Scalar s = k.invert().multiply(e.add(r.multiply(key)));
            if (!r.isZero() && !s.isZero()) {
                return new SignatureValue(SignatureKind.ECDSA, r.toBigInteger(), s.toBigInteger());
            }
        }
    }

    /** Whether the signature over the bytes verifies with public key U. */
    public static boolean verifies(FixedBase publicKey, byte[] message, SignatureValue signature) {
        BigInteger r = signature.r();
        BigInteger s = signature.s();
        if (r.signum() <= 0 || r.compareTo(Scalar.ORDER) >= 0 || s.signum() <= 0 || s.compareTo(Scalar.ORDER) >= 0) {
            return false;
        }
        Scalar w = Scalar.of(s.modInverse(Scalar.ORDER));
        Point v = G.multiplyAdd(Scalar.of(Sha384.leftmost320(message)).multiply(w), publicKey, Scalar.of(r).multiply(w));
        return !v.isInfinity() && new BigInteger(1, v.x()).mod(Scalar.ORDER).equals(r);
    }
}
