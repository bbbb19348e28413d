package nl.etdnetwerk.polymorphic.curve;

/**
 * Group operations on brainpoolP320r1. {@link #fast()} is what the product uses; {@link BouncyCastleCurve} is the plain
 * composition that tests and benchmarks hold it against.
 *
 * <p>Multiplications by a scalar take the same steps for every scalar of [1, q-1] but for a handful of special values.
 */
public interface Curve {

    /** k * p. */
    Point multiply(Point p, Scalar k);

    /** k * p + l * q, for less than two multiplications. */
    Point multiplyAdd(Point p, Scalar k, Point q, Scalar l);

    /** p + q. */
    Point add(Point p, Point q);

    /** -p. */
    Point negate(Point p);

    /** A base that is used often, with what can be computed for it beforehand (about 160 kB for the fast curve). */
    FixedBase fixedBase(Point base);

    /** k * p + l * base; one normalisation for both. */
    default Point multiplyAdd(Point p, Scalar k, FixedBase base, Scalar l) {
        return add(multiply(p, k), base.multiply(l));
    }

    /** p - q. */
    default Point subtract(Point p, Point q) {
        return add(p, negate(q));
    }

    /** The arithmetic of this library: own limbs, tables, merged double multiplications. */
    static Curve fast() {
        return LimbCurve.INSTANCE;
    }

    /** A point with precomputed multiples. Immutable and safe to share between threads. */
    interface FixedBase {

        /** The point itself. */
        Point point();

        /** k * point. */
        Point multiply(Scalar k);

        /** k * point + l * other.point. */
        Point multiplyAdd(Scalar k, FixedBase other, Scalar l);
    }
}
