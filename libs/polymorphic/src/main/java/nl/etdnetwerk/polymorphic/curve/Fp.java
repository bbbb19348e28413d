package nl.etdnetwerk.polymorphic.curve;

import java.math.BigInteger;

/**
 * Arithmetic modulo the prime p of brainpoolP320r1 (bsnk.md 2.1) on six limbs of 56 bits, in Montgomery form with R = 2^336.
 *
 * <p>An element is a {@code long[6]}, least significant limb first. Limbs are signed and may be loose: sums and differences
 * are taken limb by limb without carries, and the sixteen spare bits of R above p absorb them. The rule a caller keeps: an
 * operand of a multiplication is a sum of at most four multiplication results when the other is at most two, or both at most
 * three; {@link #normalise} turns any longer sum into one with limbs of 56 bits again. No method branches or indexes on the
 * value of an element, except those whose name says so.
 *
 * <p>Six limbs instead of five full words: Java has no add with carry, and with spare bits no carry has to be followed.
 */
final class Fp {

    static final BigInteger P = new BigInteger("d35e472036bc4fb7e13c785ed201e065f98fcfa6f6f40def4f92b9ec7893ec28fcd412b1f1b32e27", 16);
    static final int LIMBS = 6;
    static final int BYTES = 40;

    private static final long MASK = (1L << 56) - 1;
    private static final long P0 = 0xd412b1f1b32e27L, PS0 = P0 << 4;
    private static final long P1 = 0xb9ec7893ec28fcL, PS1 = P1 << 4;
    private static final long P2 = 0xa6f6f40def4f92L, PS2 = P2 << 4;
    private static final long P3 = 0xd201e065f98fcfL, PS3 = P3 << 4;
    private static final long P4 = 0xbc4fb7e13c785eL, PS4 = P4 << 4;
    private static final long P5 = 0xd35e472036L, PS5 = P5 << 4;
    private static final long N0 = 0x1e9ba22a8a9e69L;
    private static final long[] R_SQUARED = limbs(BigInteger.ONE.shiftLeft(672).mod(P));
    private static final long[] PLAIN_ONE = {1, 0, 0, 0, 0, 0};
    private static final byte[] P_MINUS_2 = P.subtract(BigInteger.TWO).toByteArray();
    private static final byte[] P_PLUS_1_OVER_4 = P.add(BigInteger.ONE).shiftRight(2).toByteArray();

    static final long[] ONE = fromBigInteger(BigInteger.ONE);

    private Fp() {}

    private static long[] limbs(BigInteger v) {
        long[] r = new long[LIMBS];
        for (int i = 0; i < LIMBS; i++) {
            r[i] = v.shiftRight(56 * i).longValue() & MASK;
        }
        return r;
    }

    static long[] fromBigInteger(BigInteger v) {
        long[] r = limbs(v.mod(P));
        multiply(r, r, R_SQUARED);
        return r;
    }

    /** Reads 40 bytes big-endian; the value has to be below p, which the caller checks with {@link #isCanonical}. */
    static long[] fromBytes(byte[] b) {
        long[] r = new long[LIMBS];
        for (int i = 0; i < BYTES; i++) {
            int bit = 8 * (BYTES - 1 - i);
            r[bit / 56] |= (b[i] & 0xFFL) << bit % 56;
        }
        multiply(r, r, R_SQUARED);
        return r;
    }

    /** Whether 40 bytes big-endian are a number below p. */
    static boolean isCanonical(byte[] b) {
        return b.length == BYTES && new BigInteger(1, b).compareTo(P) < 0;
    }

    /** The element as 40 bytes big-endian, fully reduced. */
    static byte[] toBytes(long[] a) {
        long[] v = canonical(a);
        byte[] out = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            int bit = 8 * (BYTES - 1 - i);
            out[i] = (byte) (v[bit / 56] >>> bit % 56);
        }
        return out;
    }

    /** The plain (not Montgomery) value in [0, p), limbs of 56 bits. */
    private static long[] canonical(long[] a) {
        long[] v = new long[LIMBS];
        multiply(v, a, PLAIN_ONE);
        // The product lies in (-p/2^8, p + p/2^8): one conditional addition and one conditional subtraction settle it.
        long negative = v[5] >> 63;
        addMasked(v, negative, 1);
        long[] t = v.clone();
        addMasked(t, -1L, -1);
        long keep = t[5] >> 63;
        for (int i = 0; i < LIMBS; i++) {
            v[i] = v[i] & keep | t[i] & ~keep;
        }
        return v;
    }

    private static void addMasked(long[] v, long mask, long sign) {
        v[0] += sign * (P0 & mask);
        v[1] += sign * (P1 & mask);
        v[2] += sign * (P2 & mask);
        v[3] += sign * (P3 & mask);
        v[4] += sign * (P4 & mask);
        v[5] += sign * (P5 & mask);
        normalise(v);
    }

    /** Whether a is zero modulo p. Constant time. */
    static boolean isZero(long[] a) {
        long[] v = canonical(a);
        return (v[0] | v[1] | v[2] | v[3] | v[4] | v[5]) == 0;
    }

    static void add(long[] r, long[] a, long[] b) {
        for (int i = 0; i < LIMBS; i++) {
            r[i] = a[i] + b[i];
        }
    }

    static void subtract(long[] r, long[] a, long[] b) {
        for (int i = 0; i < LIMBS; i++) {
            r[i] = a[i] - b[i];
        }
    }

    /** r = a * n for a small n; the result is n units loose. */
    static void scale(long[] r, long[] a, int n) {
        for (int i = 0; i < LIMBS; i++) {
            r[i] = a[i] * n;
        }
    }

    static void copy(long[] r, long[] a) {
        System.arraycopy(a, 0, r, 0, LIMBS);
    }

    /** r = -r where mask is all ones, r unchanged where it is zero. */
    static void negateMasked(long[] r, long mask) {
        for (int i = 0; i < LIMBS; i++) {
            r[i] = (r[i] ^ mask) - mask;
        }
    }

    /** Carries the limbs so that all but the top one lie in [0, 2^56). */
    static void normalise(long[] r) {
        r[1] += r[0] >> 56;
        r[0] &= MASK;
        r[2] += r[1] >> 56;
        r[1] &= MASK;
        r[3] += r[2] >> 56;
        r[2] &= MASK;
        r[4] += r[3] >> 56;
        r[3] &= MASK;
        r[5] += r[4] >> 56;
        r[4] &= MASK;
    }

    /** r = a^-1, and 0 for 0, by Fermat; the exponent is public. */
    static void invert(long[] r, long[] a) {
        power(r, a, P_MINUS_2);
    }

    /** r = a^((p+1)/4), a square root of a where there is one (p = 3 mod 4, bsnk.md 2.1); the caller squares to see. */
    static void squareRoot(long[] r, long[] a) {
        power(r, a, P_PLUS_1_OVER_4);
    }

    private static void power(long[] r, long[] a, byte[] publicExponent) {
        long[][] table = new long[16][LIMBS];
        copy(table[0], ONE);
        for (int i = 1; i < 16; i++) {
            multiply(table[i], table[i - 1], a);
        }
        long[] x = ONE.clone();
        for (byte e : publicExponent) {
            for (int shift = 4; shift >= 0; shift -= 4) {
                square(x, x);
                square(x, x);
                square(x, x);
                square(x, x);
                multiply(x, x, table[e >> shift & 15]);
            }
        }
        copy(r, x);
    }

    static void multiply(long[] r, long[] a, long[] b) {
        long a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3], a4 = a[4], a5 = a[5];
        long as0 = a0 << 4, as1 = a1 << 4, as2 = a2 << 4, as3 = a3 << 4, as4 = a4 << 4, as5 = a5 << 4;
        long b0 = b[0], b1 = b[1], b2 = b[2], b3 = b[3], b4 = b[4], b5 = b[5];
        long bs0 = b0 << 4, bs1 = b1 << 4, bs2 = b2 << 4, bs3 = b3 << 4, bs4 = b4 << 4, bs5 = b5 << 4;
        long c0 = (a0 * b0 & MASK);
        long c1 = (a0 * b1 & MASK) + (a1 * b0 & MASK) + Math.multiplyHigh(as0, bs0);
        long c2 = (a0 * b2 & MASK) + (a1 * b1 & MASK) + (a2 * b0 & MASK) + Math.multiplyHigh(as0, bs1) + Math.multiplyHigh(as1, bs0);
        long c3 = (a0 * b3 & MASK) + (a1 * b2 & MASK) + (a2 * b1 & MASK) + (a3 * b0 & MASK) + Math.multiplyHigh(as0, bs2)
                + Math.multiplyHigh(as1, bs1) + Math.multiplyHigh(as2, bs0);
        long c4 = (a0 * b4 & MASK) + (a1 * b3 & MASK) + (a2 * b2 & MASK) + (a3 * b1 & MASK) + (a4 * b0 & MASK) + Math.multiplyHigh(as0, bs3)
                + Math.multiplyHigh(as1, bs2) + Math.multiplyHigh(as2, bs1) + Math.multiplyHigh(as3, bs0);
        long c5 = (a0 * b5 & MASK) + (a1 * b4 & MASK) + (a2 * b3 & MASK) + (a3 * b2 & MASK) + (a4 * b1 & MASK) + (a5 * b0 & MASK)
                + Math.multiplyHigh(as0, bs4) + Math.multiplyHigh(as1, bs3) + Math.multiplyHigh(as2, bs2) + Math.multiplyHigh(as3, bs1)
                + Math.multiplyHigh(as4, bs0);
        long c6 = (a1 * b5 & MASK) + (a2 * b4 & MASK) + (a3 * b3 & MASK) + (a4 * b2 & MASK) + (a5 * b1 & MASK) + Math.multiplyHigh(as0, bs5)
                + Math.multiplyHigh(as1, bs4) + Math.multiplyHigh(as2, bs3) + Math.multiplyHigh(as3, bs2) + Math.multiplyHigh(as4, bs1)
                + Math.multiplyHigh(as5, bs0);
        long c7 = (a2 * b5 & MASK) + (a3 * b4 & MASK) + (a4 * b3 & MASK) + (a5 * b2 & MASK) + Math.multiplyHigh(as1, bs5)
                + Math.multiplyHigh(as2, bs4) + Math.multiplyHigh(as3, bs3) + Math.multiplyHigh(as4, bs2) + Math.multiplyHigh(as5, bs1);
        long c8 = (a3 * b5 & MASK) + (a4 * b4 & MASK) + (a5 * b3 & MASK) + Math.multiplyHigh(as2, bs5) + Math.multiplyHigh(as3, bs4)
                + Math.multiplyHigh(as4, bs3) + Math.multiplyHigh(as5, bs2);
        long c9 = (a4 * b5 & MASK) + (a5 * b4 & MASK) + Math.multiplyHigh(as3, bs5) + Math.multiplyHigh(as4, bs4)
                + Math.multiplyHigh(as5, bs3);
        long c10 = (a5 * b5 & MASK) + Math.multiplyHigh(as4, bs5) + Math.multiplyHigh(as5, bs4);
        long c11 = Math.multiplyHigh(as5, bs5);
        reduce(r, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11);
    }

    static void square(long[] r, long[] a) {
        long a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3], a4 = a[4], a5 = a[5];
        long as0 = a0 << 4, as1 = a1 << 4, as2 = a2 << 4, as3 = a3 << 4, as4 = a4 << 4, as5 = a5 << 4;
        long c0 = (a0 * a0 & MASK);
        long c1 = (((a0 * a1 & MASK)) << 1) + Math.multiplyHigh(as0, as0);
        long c2 = (((a0 * a2 & MASK) + Math.multiplyHigh(as0, as1)) << 1) + (a1 * a1 & MASK);
        long c3 = (((a0 * a3 & MASK) + (a1 * a2 & MASK) + Math.multiplyHigh(as0, as2)) << 1) + Math.multiplyHigh(as1, as1);
        long c4 = (((a0 * a4 & MASK) + (a1 * a3 & MASK) + Math.multiplyHigh(as0, as3) + Math.multiplyHigh(as1, as2)) << 1)
                + (a2 * a2 & MASK);
        long c5 = (((a0 * a5 & MASK) + (a1 * a4 & MASK) + (a2 * a3 & MASK) + Math.multiplyHigh(as0, as4)
                + Math.multiplyHigh(as1, as3)) << 1) + Math.multiplyHigh(as2, as2);
        long c6 = (((a1 * a5 & MASK) + (a2 * a4 & MASK) + Math.multiplyHigh(as0, as5) + Math.multiplyHigh(as1, as4)
                + Math.multiplyHigh(as2, as3)) << 1) + (a3 * a3 & MASK);
        long c7 = (((a2 * a5 & MASK) + (a3 * a4 & MASK) + Math.multiplyHigh(as1, as5) + Math.multiplyHigh(as2, as4)) << 1)
                + Math.multiplyHigh(as3, as3);
        long c8 = (((a3 * a5 & MASK) + Math.multiplyHigh(as2, as5) + Math.multiplyHigh(as3, as4)) << 1) + (a4 * a4 & MASK);
        long c9 = (((a4 * a5 & MASK) + Math.multiplyHigh(as3, as5)) << 1) + Math.multiplyHigh(as4, as4);
        long c10 = ((Math.multiplyHigh(as4, as5)) << 1) + (a5 * a5 & MASK);
        long c11 = Math.multiplyHigh(as5, as5);
        reduce(r, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11);
    }

    private static void reduce(long[] r, long c0, long c1, long c2, long c3, long c4, long c5, long c6, long c7, long c8, long c9, long c10,
            long c11) {
        long m, ms;
        m = c0 * N0 & MASK;
        ms = m << 4;
        c0 += m * P0 & MASK;
        c1 += Math.multiplyHigh(ms, PS0);
        c1 += m * P1 & MASK;
        c2 += Math.multiplyHigh(ms, PS1);
        c2 += m * P2 & MASK;
        c3 += Math.multiplyHigh(ms, PS2);
        c3 += m * P3 & MASK;
        c4 += Math.multiplyHigh(ms, PS3);
        c4 += m * P4 & MASK;
        c5 += Math.multiplyHigh(ms, PS4);
        c5 += m * P5 & MASK;
        c6 += Math.multiplyHigh(ms, PS5);
        c1 += c0 >> 56;
        m = c1 * N0 & MASK;
        ms = m << 4;
        c1 += m * P0 & MASK;
        c2 += Math.multiplyHigh(ms, PS0);
        c2 += m * P1 & MASK;
        c3 += Math.multiplyHigh(ms, PS1);
        c3 += m * P2 & MASK;
        c4 += Math.multiplyHigh(ms, PS2);
        c4 += m * P3 & MASK;
        c5 += Math.multiplyHigh(ms, PS3);
        c5 += m * P4 & MASK;
        c6 += Math.multiplyHigh(ms, PS4);
        c6 += m * P5 & MASK;
        c7 += Math.multiplyHigh(ms, PS5);
        c2 += c1 >> 56;
        m = c2 * N0 & MASK;
        ms = m << 4;
        c2 += m * P0 & MASK;
        c3 += Math.multiplyHigh(ms, PS0);
        c3 += m * P1 & MASK;
        c4 += Math.multiplyHigh(ms, PS1);
        c4 += m * P2 & MASK;
        c5 += Math.multiplyHigh(ms, PS2);
        c5 += m * P3 & MASK;
        c6 += Math.multiplyHigh(ms, PS3);
        c6 += m * P4 & MASK;
        c7 += Math.multiplyHigh(ms, PS4);
        c7 += m * P5 & MASK;
        c8 += Math.multiplyHigh(ms, PS5);
        c3 += c2 >> 56;
        m = c3 * N0 & MASK;
        ms = m << 4;
        c3 += m * P0 & MASK;
        c4 += Math.multiplyHigh(ms, PS0);
        c4 += m * P1 & MASK;
        c5 += Math.multiplyHigh(ms, PS1);
        c5 += m * P2 & MASK;
        c6 += Math.multiplyHigh(ms, PS2);
        c6 += m * P3 & MASK;
        c7 += Math.multiplyHigh(ms, PS3);
        c7 += m * P4 & MASK;
        c8 += Math.multiplyHigh(ms, PS4);
        c8 += m * P5 & MASK;
        c9 += Math.multiplyHigh(ms, PS5);
        c4 += c3 >> 56;
        m = c4 * N0 & MASK;
        ms = m << 4;
        c4 += m * P0 & MASK;
        c5 += Math.multiplyHigh(ms, PS0);
        c5 += m * P1 & MASK;
        c6 += Math.multiplyHigh(ms, PS1);
        c6 += m * P2 & MASK;
        c7 += Math.multiplyHigh(ms, PS2);
        c7 += m * P3 & MASK;
        c8 += Math.multiplyHigh(ms, PS3);
        c8 += m * P4 & MASK;
        c9 += Math.multiplyHigh(ms, PS4);
        c9 += m * P5 & MASK;
        c10 += Math.multiplyHigh(ms, PS5);
        c5 += c4 >> 56;
        m = c5 * N0 & MASK;
        ms = m << 4;
        c5 += m * P0 & MASK;
        c6 += Math.multiplyHigh(ms, PS0);
        c6 += m * P1 & MASK;
        c7 += Math.multiplyHigh(ms, PS1);
        c7 += m * P2 & MASK;
        c8 += Math.multiplyHigh(ms, PS2);
        c8 += m * P3 & MASK;
        c9 += Math.multiplyHigh(ms, PS3);
        c9 += m * P4 & MASK;
        c10 += Math.multiplyHigh(ms, PS4);
        c10 += m * P5 & MASK;
        c11 += Math.multiplyHigh(ms, PS5);
        c6 += c5 >> 56;
        c7 += c6 >> 56;
        c8 += c7 >> 56;
        c9 += c8 >> 56;
        c10 += c9 >> 56;
        c11 += c10 >> 56;
        r[0] = c6 & MASK;
        r[1] = c7 & MASK;
        r[2] = c8 & MASK;
        r[3] = c9 & MASK;
        r[4] = c10 & MASK;
        r[5] = c11;
    }
}
