package nl.etdnetwerk.polymorphic.hash;

import java.math.BigInteger;

import org.bouncycastle.crypto.digests.SHA384Digest;

/**
 * SHA-384, the only hash of the scheme. By BouncyCastle, which takes its input byte by byte where the JDK's digest copies arrays;
 * JDK 17 gets copies of small arrays wrong on some processors (docs/decisions/0006).
 */
public final class Sha384 {

    private static final int BYTES = 48;
    private static final int LEFTMOST_BYTES = 40;

    private Sha384() {}

    /** 48 bytes, over the parts one after the other. */
    public static byte[] digest(byte[]... parts) {
        SHA384Digest digest = new SHA384Digest();
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        return finish(digest);
    }

    /** 48 bytes, over a part of an array and what follows it. */
    public static byte[] digest(byte[] array, int from, int length, byte[] then) {
        SHA384Digest digest = new SHA384Digest();
        digest.update(array, from, length);
        digest.update(then, 0, then.length);
        return finish(digest);
    }

    private static byte[] finish(SHA384Digest digest) {
        byte[] out = new byte[BYTES];
        digest.doFinal(out, 0);
        return out;
    }

    /** The leftmost 320 bits as a number, as signatures use it (bsnk.md 2.9). */
    public static BigInteger leftmost320(byte[]... parts) {
        return new BigInteger(1, digest(parts)).shiftRight(8 * (BYTES - LEFTMOST_BYTES));
    }
}
