package nl.etdnetwerk.polymorphic.curve;

import org.bouncycastle.asn1.teletrust.TeleTrusTNamedCurves;
import org.bouncycastle.math.ec.ECPoint;

/**
 * The same operations straight on BouncyCastle, without tables or merging: the oracle of the tests and the baseline of the
 * benchmarks. Not constant time; never used with keys that matter.
 */
public final class BouncyCastleCurve implements Curve {

    private static final org.bouncycastle.math.ec.ECCurve CURVE = TeleTrusTNamedCurves.getByName("brainpoolP320r1").getCurve();

    private static ECPoint to(Point p) {
        return p.isInfinity() ? CURVE.getInfinity() : CURVE.decodePoint(p.encode());
    }

    private static Point from(ECPoint p) {
        return p.isInfinity() ? Point.INFINITY : Point.decode(p.normalize().getEncoded(false));
    }

    @Override
    public Point multiply(Point p, Scalar k) {
        return from(to(p).multiply(k.toBigInteger()));
    }

    @Override
    public Point multiplyAdd(Point p, Scalar k, Point q, Scalar l) {
        return add(multiply(p, k), multiply(q, l));
    }

    @Override
    public Point add(Point p, Point q) {
        return from(to(p).add(to(q)));
    }

    @Override
    public Point negate(Point p) {
        return from(to(p).negate());
    }

    @Override
    public FixedBase fixedBase(Point base) {
        return new Base(base);
    }

    private final class Base implements FixedBase {
        private final Point point;

        Base(Point point) {
            this.point = point;
        }

        @Override
        public Point point() {
            return point;
        }

        @Override
        public Point multiply(Scalar k) {
            return BouncyCastleCurve.this.multiply(point, k);
        }

        @Override
        public Point multiplyAdd(Scalar k, FixedBase other, Scalar l) {
            return add(multiply(k), other.multiply(l));
        }
    }
}
