package nl.etdnetwerk.polymorphic.curve;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A number modulo the group order q, held as 40 bytes big-endian in [0, q). Often secret: arithmetic on it does not branch on
 * its value and {@link #toString} does not show it.
 */
public final class Scalar {

    /** Length of the encoding in bytes. */
    public static final int BYTES = 40;

    /** The group order q (bsnk.md 2.1). */
    public static final BigInteger ORDER = ScalarField.Q;

    /** The scalar one. */
    public static final Scalar ONE = of(BigInteger.ONE);

    private final byte[] value;

    private Scalar(byte[] value) {
        this.value = value;
    }

    /** The scalar v mod q. */
    public static Scalar of(BigInteger v) {
        byte[] b = v.mod(ORDER).toByteArray();
        byte[] r = new byte[BYTES];
        int length = Math.min(b.length, BYTES);
        System.arraycopy(b, b.length - length, r, BYTES - length, length);
        return new Scalar(r);
    }

    /**
     * Reads 40 bytes big-endian.
     *
     * @throws IllegalArgumentException if the length differs or the value is not in [1, q-1]
     */
    public static Scalar fromBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a scalar is 40 bytes, not " + bytes.length);
        }
        BigInteger v = new BigInteger(1, bytes);
        if (v.signum() == 0 || v.compareTo(ORDER) >= 0) {
            throw new IllegalArgumentException("scalar out of range");
        }
        return new Scalar(bytes.clone());
    }

    /** Uniform in [1, q-1]: 48 random bytes mod (q-1), plus one (bsnk.md 1.3, BSI TR-03111 4.1.1). */
    public static Scalar random(SecureRandom random) {
        byte[] b = new byte[48];
        random.nextBytes(b);
        Scalar scalar = inRange(b);
        Arrays.fill(b, (byte) 0);
        return scalar;
    }

    /** Maps a large uniform number (48 bytes big-endian) to [1, q-1]: h mod (q-1), plus one (bsnk.md 1.3). */
    public static Scalar inRange(byte[] uniform) {
        return of(new BigInteger(1, uniform).mod(ORDER.subtract(BigInteger.ONE)).add(BigInteger.ONE));
    }

    /** this * other mod q. */
    public Scalar multiply(Scalar other) {
        return new Scalar(ScalarField.multiply(value, other.value));
    }

    /** this + other mod q. */
    public Scalar add(Scalar other) {
        return new Scalar(ScalarField.add(value, other.value));
    }

    /** -this mod q. */
    public Scalar negate() {
        return new Scalar(ScalarField.negate(value));
    }

    /** this^-1 mod q; zero gives zero. */
    public Scalar invert() {
        return new Scalar(ScalarField.invert(value));
    }

    /** Whether this is zero. */
    public boolean isZero() {
        int or = 0;
        for (byte b : value) {
            or |= b;
        }
        return or == 0;
    }

    /** 40 bytes big-endian. */
    public byte[] toBytes() {
        return value.clone();
    }

    /** The value in [0, q). Only for what is public or goes into a key file. */
    public BigInteger toBigInteger() {
        return new BigInteger(1, value);
    }

    /** The bytes themselves, not a copy, for the multiplication. */
    byte[] raw() {
        return value;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Scalar s && MessageDigest.isEqual(value, s.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "Scalar[hidden]";
    }
}
