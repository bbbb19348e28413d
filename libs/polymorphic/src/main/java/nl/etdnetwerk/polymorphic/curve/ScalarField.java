package nl.etdnetwerk.polymorphic.curve;

import java.math.BigInteger;

/**
 * Arithmetic modulo the group order q (bsnk.md 2.1) for secret scalars: Montgomery multiplication on ten limbs of 32 bits,
 * without a branch or index that depends on a value. Speed does not matter here; a login needs a handful of these.
 */
final class ScalarField {

    static final BigInteger Q = new BigInteger("d35e472036bc4fb7e13c785ed201e065f98fcfa5b68f12a32d482ec7ee8658e98691555b44c59311", 16);
    private static final int LIMBS = 10;
    private static final long MASK = 0xFFFFFFFFL;
    private static final long[] Q_LIMBS = limbs(Q);
    private static final long N0 = Q.modInverse(BigInteger.ONE.shiftLeft(32)).negate().longValue() & MASK;
    private static final long[] R_SQUARED = limbs(BigInteger.ONE.shiftLeft(640).mod(Q));
    private static final long[] PLAIN_ONE = limbs(BigInteger.ONE);
    private static final byte[] Q_MINUS_2 = Q.subtract(BigInteger.TWO).toByteArray();

    private ScalarField() {}

    private static long[] limbs(BigInteger v) {
        long[] r = new long[LIMBS];
        for (int i = 0; i < LIMBS; i++) {
            r[i] = v.shiftRight(32 * i).longValue() & MASK;
        }
        return r;
    }

    private static long[] read(byte[] b) {
        long[] r = new long[LIMBS];
        for (int i = 0; i < Scalar.BYTES; i++) {
            int bit = 8 * (Scalar.BYTES - 1 - i);
            r[bit / 32] |= (b[i] & 0xFFL) << bit % 32;
        }
        return r;
    }

    private static byte[] write(long[] v) {
        byte[] out = new byte[Scalar.BYTES];
        for (int i = 0; i < Scalar.BYTES; i++) {
            int bit = 8 * (Scalar.BYTES - 1 - i);
            out[i] = (byte) (v[bit / 32] >>> bit % 32);
        }
        return out;
    }

    /** a * b / R mod q, for a, b below q. */
    private static long[] montgomery(long[] a, long[] b) {
        long[] t = new long[LIMBS + 2];
        for (int i = 0; i < LIMBS; i++) {
            long carry = 0;
            for (int j = 0; j < LIMBS; j++) {
                long s = t[j] + a[i] * b[j] + carry;
                t[j] = s & MASK;
                carry = s >>> 32;
            }
            long s = t[LIMBS] + carry;
            t[LIMBS] = s & MASK;
            t[LIMBS + 1] = s >>> 32;
            long m = t[0] * N0 & MASK;
            carry = t[0] + m * Q_LIMBS[0] >>> 32;
            for (int j = 1; j < LIMBS; j++) {
                s = t[j] + m * Q_LIMBS[j] + carry;
                t[j - 1] = s & MASK;
                carry = s >>> 32;
            }
            s = t[LIMBS] + carry;
            t[LIMBS - 1] = s & MASK;
            t[LIMBS] = t[LIMBS + 1] + (s >>> 32);
        }
        return reduceOnce(t);
    }

    /** v - q when v >= q, v otherwise; v has one limb more than q and is below 2q. */
    private static long[] reduceOnce(long[] v) {
        long[] d = new long[LIMBS];
        long borrow = 0;
        for (int i = 0; i < LIMBS; i++) {
            long s = v[i] - Q_LIMBS[i] + borrow;
            d[i] = s & MASK;
            borrow = s >> 32;
        }
        long keep = v[LIMBS] + borrow >> 63;
        long[] r = new long[LIMBS];
        for (int i = 0; i < LIMBS; i++) {
            r[i] = v[i] & keep | d[i] & ~keep;
        }
        return r;
    }

    static byte[] multiply(byte[] a, byte[] b) {
        return write(montgomery(montgomery(read(a), R_SQUARED), read(b)));
    }

    static byte[] add(byte[] a, byte[] b) {
        long[] x = read(a);
        long[] y = read(b);
        long[] s = new long[LIMBS + 1];
        long carry = 0;
        for (int i = 0; i < LIMBS; i++) {
            long t = x[i] + y[i] + carry;
            s[i] = t & MASK;
            carry = t >>> 32;
        }
        s[LIMBS] = carry;
        return write(reduceOnce(s));
    }

    /** q - a for a above 0, and 0 for 0. */
    static byte[] negate(byte[] a) {
        long[] x = read(a);
        long[] d = new long[LIMBS + 1];
        long borrow = 0;
        for (int i = 0; i < LIMBS; i++) {
            long t = Q_LIMBS[i] - x[i] + borrow;
            d[i] = t & MASK;
            borrow = t >> 32;
        }
        return write(reduceOnce(d));
    }

    /** a^-1 mod q by Fermat; 0 gives 0. The exponent is public. */
    static byte[] invert(byte[] a) {
        long[] base = montgomery(read(a), R_SQUARED);
        long[] x = montgomery(PLAIN_ONE, R_SQUARED);
        for (byte e : Q_MINUS_2) {
            for (int bit = 7; bit >= 0; bit--) {
                x = montgomery(x, x);
                if ((e >> bit & 1) == 1) {
                    x = montgomery(x, base);
                }
            }
        }
        return write(montgomery(x, PLAIN_ONE));
    }
}
