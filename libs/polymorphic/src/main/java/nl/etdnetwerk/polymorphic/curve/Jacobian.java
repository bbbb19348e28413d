package nl.etdnetwerk.polymorphic.curve;

import java.math.BigInteger;

/**
 * A mutable point in Jacobian coordinates on brainpoolP320t1, the twist of P320r1 with a = -3 where doubling is cheaper; the
 * two are isomorphic by (x, y) -> (x z^2, y z^3) (bsnk.md 7). Coordinates stay within two units of looseness (see {@link Fp}).
 */
final class Jacobian {

    private static final long[] TWIST = Fp
            .fromBigInteger(new BigInteger("15F75CAF668077F7E85B42EB01F0A81FF56ECD6191D55CB82B7D861458A18FEFC3E5AB7496F3C7B1", 16));
    private static final long[] TWIST2 = product(TWIST, TWIST);
    private static final long[] TWIST3 = product(TWIST2, TWIST);
    private static final long[] UNTWIST2 = inverse(TWIST2);
    private static final long[] UNTWIST3 = inverse(TWIST3);

    final long[] x = new long[Fp.LIMBS];
    final long[] y = new long[Fp.LIMBS];
    final long[] z = new long[Fp.LIMBS];
    private final long[] t0 = new long[Fp.LIMBS];
    private final long[] t1 = new long[Fp.LIMBS];
    private final long[] t2 = new long[Fp.LIMBS];
    private final long[] t3 = new long[Fp.LIMBS];
    private final long[] t4 = new long[Fp.LIMBS];
    private final long[] t5 = new long[Fp.LIMBS];

    private static long[] product(long[] a, long[] b) {
        long[] r = new long[Fp.LIMBS];
        Fp.multiply(r, a, b);
        return r;
    }

    private static long[] inverse(long[] a) {
        long[] r = new long[Fp.LIMBS];
        Fp.invert(r, a);
        return r;
    }

    /** Infinity, which has z = 0. */
    Jacobian() {}

    Jacobian(Point p) {
        if (!p.isInfinity()) {
            Fp.multiply(x, Fp.fromBytes(p.rawX()), TWIST2);
            Fp.multiply(y, Fp.fromBytes(p.rawY()), TWIST3);
            Fp.copy(z, Fp.ONE);
        }
    }

    void set(Jacobian p) {
        Fp.copy(x, p.x);
        Fp.copy(y, p.y);
        Fp.copy(z, p.z);
    }

    boolean isInfinity() {
        return Fp.isZero(z);
    }

    /** The affine point on P320r1. One inversion. */
    Point toPoint() {
        if (isInfinity()) {
            return Point.INFINITY;
        }
        Fp.invert(t0, z);
        return toPoint(t0);
    }

    /** The affine point, given 1/z. */
    Point toPoint(long[] zInverse) {
        toAffine(zInverse, t2, t3);
        Fp.multiply(t2, t2, UNTWIST2);
        Fp.multiply(t3, t3, UNTWIST3);
        return Point.trusted(t2, t3);
    }

    /** Affine coordinates on the twist, given 1/z. */
    void toAffine(long[] zInverse, long[] xOut, long[] yOut) {
        Fp.square(t1, zInverse);
        Fp.multiply(xOut, x, t1);
        Fp.multiply(t1, t1, zInverse);
        Fp.multiply(yOut, y, t1);
    }

    /** this = 2 * this (dbl-2001-b of the Explicit-Formulas Database); infinity stays infinity. */
    void twice() {
        Fp.square(t0, z); // delta
        Fp.square(t1, y); // gamma
        Fp.multiply(t2, x, t1); // beta
        Fp.subtract(t3, x, t0);
        Fp.add(t4, x, t0);
        Fp.multiply(t3, t3, t4);
        Fp.scale(t3, t3, 3); // alpha, 3 units
        Fp.add(t4, y, z);
        Fp.normalise(t4);
        Fp.square(z, t4);
        Fp.subtract(z, z, t1);
        Fp.subtract(z, z, t0);
        Fp.normalise(z);
        Fp.scale(t2, t2, 4); // 4 beta
        Fp.square(x, t3);
        Fp.subtract(x, x, t2);
        Fp.subtract(x, x, t2);
        Fp.normalise(x);
        Fp.subtract(t2, t2, x);
        Fp.normalise(t2);
        Fp.multiply(y, t3, t2);
        Fp.square(t1, t1);
        Fp.scale(t1, t1, 8);
        Fp.subtract(y, y, t1);
        Fp.normalise(y);
    }

    /** this = this + (px, py, 1); the added point is finite. */
    void addAffine(long[] px, long[] py) {
        Fp.square(t0, z); // z1^2
        Fp.multiply(t1, px, t0); // u2
        Fp.multiply(t0, t0, z);
        Fp.multiply(t0, t0, py); // s2
        Fp.subtract(t1, t1, x); // h
        Fp.normalise(t1);
        Fp.subtract(t0, t0, y); // r
        Fp.normalise(t0);
        if (Fp.isZero(t1) || Fp.isZero(z)) {
            exceptional(px, py, Fp.ONE);
            return;
        }
        finishAdd(x, y);
        Fp.multiply(z, z, t1);
    }

    /** this = this + (px, py, pz), with pz^2 and pz^3 given; the added point is finite. */
    void add(long[] px, long[] py, long[] pz, long[] pz2, long[] pz3) {
        Fp.square(t0, z);
        Fp.multiply(t1, px, t0); // u2
        Fp.multiply(t0, t0, z);
        Fp.multiply(t0, t0, py); // s2
        Fp.multiply(t4, x, pz2); // u1
        Fp.multiply(t5, y, pz3); // s1
        Fp.subtract(t1, t1, t4); // h
        Fp.normalise(t1);
        Fp.subtract(t0, t0, t5); // r
        Fp.normalise(t0);
        if (Fp.isZero(t1) || Fp.isZero(z)) {
            exceptional(px, py, pz);
            return;
        }
        finishAdd(t4, t5);
        Fp.multiply(z, z, pz);
        Fp.multiply(z, z, t1);
    }

    /** this = this + p, either of which may be infinity. */
    void add(Jacobian p) {
        if (p.isInfinity()) {
            return;
        }
        long[] z2 = product(p.z, p.z);
        add(p.x, p.y, p.z, z2, product(z2, p.z));
    }

    /** x3, y3 from h (t1), r (t0), u1 and s1. */
    private void finishAdd(long[] u1, long[] s1) {
        Fp.square(t2, t1); // h^2
        Fp.multiply(t3, t2, t1); // h^3
        Fp.multiply(t2, u1, t2); // v
        Fp.multiply(s1 == y ? y : t5, s1, t3); // s1 h^3
        long[] s1h3 = s1 == y ? y : t5;
        Fp.square(x, t0);
        Fp.subtract(x, x, t3);
        Fp.subtract(x, x, t2);
        Fp.subtract(x, x, t2);
        Fp.normalise(x);
        Fp.subtract(t2, t2, x);
        Fp.normalise(t2);
        Fp.multiply(t3, t0, t2);
        Fp.subtract(y, t3, s1h3);
        Fp.normalise(y);
    }

    /** Equal, opposite or infinite operands: met only by a handful of scalars, so a branch here tells nothing of use. */
    private void exceptional(long[] px, long[] py, long[] pz) {
        if (Fp.isZero(z)) {
            Fp.copy(x, px);
            Fp.copy(y, py);
            Fp.copy(z, pz);
        } else if (Fp.isZero(t0)) {
            twice();
        } else {
            java.util.Arrays.fill(z, 0);
        }
    }
}
