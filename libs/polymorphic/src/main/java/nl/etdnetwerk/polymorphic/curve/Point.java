package nl.etdnetwerk.polymorphic.curve;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A point of brainpoolP320r1 in affine coordinates, known to lie on the curve, or the point at infinity.
 *
 * <p>Encodings (bsnk.md 2.1): uncompressed {@code 04 X Y} of 81 bytes in messages, compressed {@code 02|03 X} of 41 bytes
 * in some key files; X and Y are 40 bytes big-endian.
 */
public final class Point {

    /** Length of the uncompressed encoding in bytes. */
    public static final int UNCOMPRESSED_BYTES = 81;

    /** Length of the compressed encoding in bytes. */
    public static final int COMPRESSED_BYTES = 41;

    private static final long[] A = Fp
            .fromBigInteger(new BigInteger("3ee30b568fbab0f883ccebd46d3f3bb8a2a73513f5eb79da66190eb085ffa9f492f375a97d860eb4", 16));
    private static final long[] B = Fp
            .fromBigInteger(new BigInteger("520883949dfdbc42d3ad198640688a6fe13f41349554b49acc31dccd884539816f5eb4ac8fb1f1a6", 16));

    /** The neutral element. */
    public static final Point INFINITY = new Point(new byte[Fp.BYTES], new byte[Fp.BYTES], true);

    /** The generator G (bsnk.md 2.1). */
    public static final Point G = decode(HexFormat.of()
            .parseHex("0443bd7e9afb53d8b85289bcc48ee5bfe6f20137d10a087eb6e7871e2a10a599c710af8d0d39e20611"
                    + "14fdd05545ec1cc8ab4093247f77275e0743ffed117182eaa9c77877aaac6ac7d35245d1692e8ee1"));

    private final byte[] x;
    private final byte[] y;
    private final boolean infinity;

    private Point(byte[] x, byte[] y, boolean infinity) {
        this.x = x;
        this.y = y;
        this.infinity = infinity;
    }

    /** A point that arithmetic produced and that is therefore on the curve. */
    static Point trusted(long[] x, long[] y) {
        return new Point(Fp.toBytes(x), Fp.toBytes(y), false);
    }

    /**
     * Reads an uncompressed (81 bytes) or compressed (41 bytes) point and checks that it is on the curve.
     *
     * @throws IllegalArgumentException for any other form or length, a coordinate not below p, a point off the curve
     */
    public static Point decode(byte[] encoded) {
        if (encoded.length == UNCOMPRESSED_BYTES && encoded[0] == 4) {
            byte[] x = Arrays.copyOfRange(encoded, 1, 41);
            byte[] y = Arrays.copyOfRange(encoded, 41, 81);
            if (!Fp.isCanonical(x) || !Fp.isCanonical(y)) {
                throw new IllegalArgumentException("point coordinate not below p");
            }
            long[] left = new long[Fp.LIMBS];
            Fp.square(left, Fp.fromBytes(y));
            Fp.subtract(left, left, rightHandSide(Fp.fromBytes(x)));
            if (!Fp.isZero(left)) {
                throw new IllegalArgumentException("point not on the curve");
            }
            return new Point(x, y, false);
        }
        if (encoded.length == COMPRESSED_BYTES && (encoded[0] == 2 || encoded[0] == 3)) {
            return fromX(Arrays.copyOfRange(encoded, 1, 41), encoded[0] == 3)
                    .orElseThrow(() -> new IllegalArgumentException("point not on the curve"));
        }
        throw new IllegalArgumentException("not an encoded point of this curve");
    }

    /**
     * The point with this X (40 bytes big-endian) and an odd or even Y, or empty when no such point exists. Used to embed an
     * identity (bsnk.md 2.2).
     */
    public static Optional<Point> fromX(byte[] x, boolean oddY) {
        if (!Fp.isCanonical(x)) {
            return Optional.empty();
        }
        long[] rhs = rightHandSide(Fp.fromBytes(x));
        long[] root = new long[Fp.LIMBS];
        Fp.squareRoot(root, rhs);
        long[] check = new long[Fp.LIMBS];
        Fp.square(check, root);
        Fp.subtract(check, check, rhs);
        if (!Fp.isZero(check)) {
            return Optional.empty();
        }
        byte[] y = Fp.toBytes(root);
        if ((y[Fp.BYTES - 1] & 1) == 1 != oddY) {
            Fp.negateMasked(root, -1L);
            y = Fp.toBytes(root);
        }
        return Optional.of(new Point(x.clone(), y, false));
    }

    private static long[] rightHandSide(long[] x) {
        long[] r = new long[Fp.LIMBS];
        Fp.square(r, x);
        Fp.add(r, r, A);
        Fp.multiply(r, r, x);
        Fp.add(r, r, B);
        Fp.normalise(r);
        return r;
    }

    /** Whether this is the neutral element. */
    public boolean isInfinity() {
        return infinity;
    }

    /** The X coordinate, 40 bytes big-endian; zeros for infinity. */
    public byte[] x() {
        return x.clone();
    }

    /** The Y coordinate, 40 bytes big-endian; zeros for infinity. */
    public byte[] y() {
        return y.clone();
    }

    /** The 81-byte form {@code 04 X Y}; infinity has none. */
    public byte[] encode() {
        requireFinite();
        byte[] out = new byte[UNCOMPRESSED_BYTES];
        out[0] = 4;
        System.arraycopy(x, 0, out, 1, 40);
        System.arraycopy(y, 0, out, 41, 40);
        return out;
    }

    /** The 41-byte form {@code 02|03 X}; infinity has none. */
    public byte[] encodeCompressed() {
        requireFinite();
        byte[] out = new byte[COMPRESSED_BYTES];
        out[0] = (byte) (2 + (y[39] & 1));
        System.arraycopy(x, 0, out, 1, 40);
        return out;
    }

    private void requireFinite() {
        if (infinity) {
            throw new IllegalStateException("infinity has no encoding");
        }
    }

    byte[] rawX() {
        return x;
    }

    byte[] rawY() {
        return y;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Point p && infinity == p.infinity && Arrays.equals(x, p.x) && Arrays.equals(y, p.y);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(x);
    }

    /** Nothing that identifies: a point may be somebody's pseudonym. */
    @Override
    public String toString() {
        return infinity ? "Point[infinity]" : "Point";
    }
}
