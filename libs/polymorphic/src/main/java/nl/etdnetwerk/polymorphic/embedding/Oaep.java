package nl.etdnetwerk.polymorphic.embedding;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The OAEP of bsnk.md 2.2: k = 40, hash length 10, masks of one block of SHA-384, empty label, no padding string. */
final class Oaep {

    static final int MESSAGE_BYTES = 18;
    static final int SEED_BYTES = 10;
    private static final int DB_BYTES = 29;
    private static final byte[] LABEL_HASH = Arrays.copyOf(sha384(new byte[0]), SEED_BYTES);

    private Oaep() {}

    /** 40 bytes 00, masked seed, masked data block. */
    static byte[] encode(byte[] message, byte[] seed) {
        byte[] db = new byte[DB_BYTES];
        System.arraycopy(LABEL_HASH, 0, db, 0, SEED_BYTES);
        db[SEED_BYTES] = 1;
        System.arraycopy(message, 0, db, SEED_BYTES + 1, MESSAGE_BYTES);
        byte[] maskedDb = xor(db, mask(seed));
        byte[] maskedSeed = xor(seed, mask(maskedDb));
        byte[] em = new byte[1 + SEED_BYTES + DB_BYTES];
        System.arraycopy(maskedSeed, 0, em, 1, SEED_BYTES);
        System.arraycopy(maskedDb, 0, em, 1 + SEED_BYTES, DB_BYTES);
        return em;
    }

    /** The 18-byte message, or null when this is no encoding. The comparison does not stop at the first difference. */
    static byte[] decode(byte[] em) {
        byte[] maskedSeed = Arrays.copyOfRange(em, 1, 1 + SEED_BYTES);
        byte[] maskedDb = Arrays.copyOfRange(em, 1 + SEED_BYTES, em.length);
        byte[] seed = xor(maskedSeed, mask(maskedDb));
        byte[] db = xor(maskedDb, mask(seed));
        boolean labelOk = MessageDigest.isEqual(Arrays.copyOf(db, SEED_BYTES), LABEL_HASH);
        return labelOk & em[0] == 0 & db[SEED_BYTES] == 1 ? Arrays.copyOfRange(db, SEED_BYTES + 1, DB_BYTES) : null;
    }

    private static byte[] mask(byte[] seed) {
        return sha384(Arrays.copyOf(seed, seed.length + 4));
    }

    private static byte[] xor(byte[] a, byte[] mask) {
        byte[] r = a.clone();
        for (int i = 0; i < r.length; i++) {
            r[i] ^= mask[i];
        }
        return r;
    }

    static byte[] sha384(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-384").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
