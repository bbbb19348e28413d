package nl.etdnetwerk.polymorphic.signature;

import java.math.BigInteger;
import java.security.SecureRandom;

import nl.etdnetwerk.polymorphic.curve.Curve;
import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.curve.Scalar;
import nl.etdnetwerk.polymorphic.hash.Sha384;
import nl.etdnetwerk.polymorphic.message.VerifiablePip.Proof;

/**
 * Proof that one secret scalar relates two pairs of points: R = w*P and S = w*Q (bsnk.md 2.4). Challenge c is the leftmost 320
 * bits of SHA-384 over both commitments; r = c, s = n + c*w mod q.
 */
public final class ChaumPedersen {

    private static final Curve CURVE = Curve.fast();

    private ChaumPedersen() {}

    /** Proves w for bases P and Q. */
    public static Proof prove(Scalar witness, Point p, Point q, SecureRandom random) {
        Scalar nonce = Scalar.random(random);
        BigInteger c = challenge(CURVE.multiply(p, nonce), CURVE.multiply(q, nonce));
        return new Proof(c, nonce.add(Scalar.of(c).multiply(witness)).toBigInteger());
    }

    /** Whether the proof shows image1 = w*p and image2 = w*q for one w. */
    public static boolean verifies(Proof proof, Point p, Point image1, Point q, Point image2) {
        if (proof.r().signum() <= 0 || proof.r().bitLength() > 320 || proof.s().signum() <= 0
                || proof.s().compareTo(Scalar.ORDER) >= 0) {
            return false;
        }
        Scalar s = Scalar.of(proof.s());
        Scalar minusR = Scalar.of(proof.r().negate());
        Point c1 = CURVE.multiplyAdd(p, s, image1, minusR);
        Point c2 = CURVE.multiplyAdd(q, s, image2, minusR);
        return !c1.isInfinity() && !c2.isInfinity() && challenge(c1, c2).equals(proof.r());
    }

    private static BigInteger challenge(Point c1, Point c2) {
        return Sha384.leftmost320(c1.x(), c1.y(), c2.x(), c2.y());
    }
}
