package nl.etdnetwerk.polymorphic.curve;

import java.util.Arrays;

/** The curve on {@link Fp}: signed fixed windows for variable bases, comb-like tables for fixed ones. */
final class LimbCurve implements Curve {

    static final LimbCurve INSTANCE = new LimbCurve();

    private LimbCurve() {}

    @Override
    public Point multiply(Point p, Scalar k) {
        return product(p, k).toPoint();
    }

    private static Jacobian product(Point p, Scalar k) {
        if (p.isInfinity() || k.isZero()) {
            return new Jacobian();
        }
        SignedWindows windows = new SignedWindows(k, WindowTable.WIDTH);
        WindowTable table = new WindowTable(new Jacobian(p));
        Jacobian sum = new Jacobian();
        table.load(sum, windows, windows.length() - 1);
        for (int i = windows.length() - 2; i >= 0; i--) {
            fivefoldTwice(sum);
            table.addTo(sum, windows, i);
        }
        Fp.negateMasked(sum.y, windows.negated());
        return sum;
    }

    private static void fivefoldTwice(Jacobian p) {
        for (int j = 0; j < WindowTable.WIDTH; j++) {
            p.twice();
        }
    }

    @Override
    public Point multiplyAdd(Point p, Scalar k, Point q, Scalar l) {
        if (p.isInfinity() || k.isZero()) {
            return multiply(q, l);
        }
        if (q.isInfinity() || l.isZero()) {
            return multiply(p, k);
        }
        // One chain of doublings for both; the sign of an even scalar moves into its point so that the sum can be shared.
        SignedWindows ks = new SignedWindows(k, WindowTable.WIDTH);
        SignedWindows ls = new SignedWindows(l, WindowTable.WIDTH);
        WindowTable pTable = new WindowTable(signed(p, ks));
        WindowTable qTable = new WindowTable(signed(q, ls));
        Jacobian sum = new Jacobian();
        pTable.load(sum, ks, ks.length() - 1);
        qTable.addTo(sum, ls, ls.length() - 1);
        for (int i = ks.length() - 2; i >= 0; i--) {
            fivefoldTwice(sum);
            pTable.addTo(sum, ks, i);
            qTable.addTo(sum, ls, i);
        }
        return sum.toPoint();
    }

    private static Jacobian signed(Point p, SignedWindows k) {
        Jacobian j = new Jacobian(p);
        Fp.negateMasked(j.y, k.negated());
        return j;
    }

    @Override
    public Point multiplyAdd(Point p, Scalar k, FixedBase base, Scalar l) {
        Jacobian sum = product(p, k);
        sum.add(((Table) base).product(l));
        return sum.toPoint();
    }

    @Override
    public Point add(Point p, Point q) {
        Jacobian sum = new Jacobian(p);
        sum.add(new Jacobian(q));
        return sum.toPoint();
    }

    @Override
    public Point negate(Point p) {
        return p.isInfinity() ? p : Point.fromX(p.x(), (p.y()[39] & 1) == 0).orElseThrow();
    }

    @Override
    public FixedBase fixedBase(Point base) {
        return new Table(base);
    }

    /** For every window of six bits the 32 odd multiples of 2^(6i) * base, affine on the twist: 54 x 32 points. */
    private static final class Table implements FixedBase {

        private static final int WIDTH = 6;
        private static final int ENTRIES = 1 << WIDTH - 1;
        private final Point point;
        private final long[][] windows = new long[SignedWindows.count(WIDTH)][];

        Table(Point point) {
            if (point.isInfinity()) {
                throw new IllegalArgumentException("infinity is no base");
            }
            this.point = point;
            Jacobian base = new Jacobian(point);
            for (int i = 0; i < windows.length; i++) {
                windows[i] = oddMultiples(base);
                for (int j = 0; j < WIDTH; j++) {
                    base.twice();
                }
            }
        }

        /** The affine coordinates of P, 3P .. 63P, limb after limb, by one shared inversion. */
        private static long[] oddMultiples(Jacobian p) {
            Jacobian twice = new Jacobian();
            twice.set(p);
            twice.twice();
            Jacobian[] all = new Jacobian[ENTRIES];
            long[][] prefix = new long[ENTRIES][Fp.LIMBS];
            for (int i = 0; i < ENTRIES; i++) {
                all[i] = new Jacobian();
                all[i].set(i == 0 ? p : all[i - 1]);
                if (i > 0) {
                    all[i].add(twice);
                    Fp.multiply(prefix[i], prefix[i - 1], all[i].z);
                } else {
                    Fp.copy(prefix[i], all[i].z);
                }
            }
            long[] inverse = new long[Fp.LIMBS];
            Fp.invert(inverse, prefix[ENTRIES - 1]);
            long[] table = new long[ENTRIES * 2 * Fp.LIMBS];
            long[] zInverse = new long[Fp.LIMBS];
            long[] x = new long[Fp.LIMBS];
            long[] y = new long[Fp.LIMBS];
            for (int i = ENTRIES - 1; i >= 0; i--) {
                if (i > 0) {
                    Fp.multiply(zInverse, inverse, prefix[i - 1]);
                    Fp.multiply(inverse, inverse, all[i].z);
                } else {
                    Fp.copy(zInverse, inverse);
                }
                all[i].toAffine(zInverse, x, y);
                System.arraycopy(x, 0, table, i * 2 * Fp.LIMBS, Fp.LIMBS);
                System.arraycopy(y, 0, table, (i * 2 + 1) * Fp.LIMBS, Fp.LIMBS);
            }
            return table;
        }

        @Override
        public Point point() {
            return point;
        }

        @Override
        public Point multiply(Scalar k) {
            return product(k).toPoint();
        }

        @Override
        public Point multiplyAdd(Scalar k, FixedBase other, Scalar l) {
            Jacobian sum = product(k);
            sum.add(((Table) other).product(l));
            return sum.toPoint();
        }

        Jacobian product(Scalar k) {
            Jacobian sum = new Jacobian();
            if (k.isZero()) {
                return sum;
            }
            SignedWindows digits = new SignedWindows(k, WIDTH);
            long[] x = new long[Fp.LIMBS];
            long[] y = new long[Fp.LIMBS];
            for (int i = 0; i < digits.length(); i++) {
                select(windows[i], digits.index(i), x, y);
                Fp.negateMasked(y, digits.sign(i));
                if (i == 0) {
                    Fp.copy(sum.x, x);
                    Fp.copy(sum.y, y);
                    Fp.copy(sum.z, Fp.ONE);
                } else {
                    sum.addAffine(x, y);
                }
            }
            Fp.negateMasked(sum.y, digits.negated());
            return sum;
        }

        /** Reads every entry and keeps one, so that the memory touched does not depend on the digit. */
        private static void select(long[] table, int index, long[] x, long[] y) {
            Arrays.fill(x, 0);
            Arrays.fill(y, 0);
            for (int i = 0, at = 0; i < ENTRIES; i++) {
                long mask = (long) (i ^ index) - 1 >> 63;
                for (int l = 0; l < Fp.LIMBS; l++) {
                    x[l] |= table[at + l] & mask;
                }
                for (int l = 0; l < Fp.LIMBS; l++) {
                    y[l] |= table[at + Fp.LIMBS + l] & mask;
                }
                at += 2 * Fp.LIMBS;
            }
        }
    }
}
