package nl.etdnetwerk.polymorphic.curve;

/**
 * The regular recoding of a scalar into odd signed digits of a fixed width (Joye and Tunstall): as many digits for every
 * scalar, none of them zero, so that a multiplication takes the same steps whatever the scalar is. Works on an odd number: an
 * even k is replaced by q - k, and {@link #negated()} tells it (as a mask) so that the result can be negated.
 */
final class SignedWindows {

    private final byte[] digits;
    private final long negated;

    SignedWindows(Scalar k, int width) {
        byte[] plain = k.raw();
        byte[] opposite = ScalarField.negate(plain);
        int even = (plain[Scalar.BYTES - 1] & 1) - 1;
        byte[] odd = new byte[Scalar.BYTES];
        for (int i = 0; i < odd.length; i++) {
            odd[i] = (byte) (opposite[i] & even | plain[i] & ~even);
        }
        negated = even;
        int count = count(width);
        digits = new byte[count];
        for (int i = 0; i < count; i++) {
            int window = bits(odd, i * width, width + 1) | 1;
            digits[i] = (byte) (i == count - 1 ? window : window - (1 << width));
        }
    }

    /** Number of digits of the given width that cover 320 bits. */
    static int count(int width) {
        return (320 + width - 1) / width;
    }

    private static int bits(byte[] bigEndian, int from, int count) {
        int v = 0;
        for (int i = 0; i < 3; i++) {
            int index = Scalar.BYTES - 1 - from / 8 - i;
            v |= (index >= 0 ? bigEndian[index] & 0xFF : 0) << 8 * i;
        }
        return v >>> from % 8 & (1 << count) - 1;
    }

    int length() {
        return digits.length;
    }

    /** Index of the table entry for digit i: (|d| - 1) / 2. */
    int index(int i) {
        int sign = digits[i] >> 31;
        return (digits[i] ^ sign) - sign >> 1;
    }

    /** All ones when digit i is negative. */
    long sign(int i) {
        return digits[i] >> 31;
    }

    /** All ones when the result has to be negated. */
    long negated() {
        return negated;
    }
}
