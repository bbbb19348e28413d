package nl.etdnetwerk.polymorphic.signature;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** SHA-384 cut to the leftmost 320 bits, the only hash of the scheme. */
final class Sha384 {

    private static final int BYTES = 40;

    private Sha384() {}

    static BigInteger leftmost320(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-384");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return new BigInteger(1, Arrays.copyOf(digest.digest(), BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
