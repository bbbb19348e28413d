package nl.etdnetwerk.polymorphic.embedding;

import nl.etdnetwerk.polymorphic.hash.Sha384;

/**
 * The OAEP of bsnk.md 2.2: k = 40, hash length 10, masks of one block of SHA-384, empty label, no padding string. Copies are made
 * byte by byte: JDK 17 gets copies of small arrays wrong on some processors (docs/decisions/0006).
 */
final class Oaep {

    static final int MESSAGE_BYTES = 18;
    static final int SEED_BYTES = 10;
    private static final int DB_BYTES = 29;
    private static final byte[] COUNTER_0 = new byte[4];
    private static final byte[] LABEL_HASH = Sha384.digest();

    private Oaep() {}

    /** 40 bytes 00, masked seed, masked data block. */
    static byte[] encode(byte[] message, byte[] seed) {
        byte[] db = new byte[DB_BYTES];
        for (int i = 0; i < SEED_BYTES; i++) {
            db[i] = LABEL_HASH[i];
        }
        db[SEED_BYTES] = 1;
        for (int i = 0; i < MESSAGE_BYTES; i++) {
            db[SEED_BYTES + 1 + i] = message[i];
        }
        byte[] dbMask = mask(seed, 0, SEED_BYTES);
        byte[] em = new byte[1 + SEED_BYTES + DB_BYTES];
        for (int i = 0; i < DB_BYTES; i++) {
            em[1 + SEED_BYTES + i] = (byte) (db[i] ^ dbMask[i]);
        }
        byte[] seedMask = mask(em, 1 + SEED_BYTES, DB_BYTES);
        for (int i = 0; i < SEED_BYTES; i++) {
            em[1 + i] = (byte) (seed[i] ^ seedMask[i]);
        }
        return em;
    }

    /** The 18-byte message, or null when this is no encoding. The comparison does not stop at the first difference. */
    static byte[] decode(byte[] em) {
        byte[] seedMask = mask(em, 1 + SEED_BYTES, DB_BYTES);
        byte[] seed = new byte[SEED_BYTES];
        for (int i = 0; i < SEED_BYTES; i++) {
            seed[i] = (byte) (em[1 + i] ^ seedMask[i]);
        }
        byte[] dbMask = mask(seed, 0, SEED_BYTES);
        int wrong = em[0];
        for (int i = 0; i < SEED_BYTES; i++) {
            wrong |= em[1 + SEED_BYTES + i] ^ dbMask[i] ^ LABEL_HASH[i];
        }
        wrong |= em[1 + 2 * SEED_BYTES] ^ dbMask[SEED_BYTES] ^ 1;
        byte[] message = new byte[MESSAGE_BYTES];
        for (int i = 0; i < MESSAGE_BYTES; i++) {
            message[i] = (byte) (em[2 + 2 * SEED_BYTES + i] ^ dbMask[SEED_BYTES + 1 + i]);
        }
        return wrong == 0 ? message : null;
    }

    /** MGF1 with counter 0. */
    private static byte[] mask(byte[] of, int from, int length) {
        return Sha384.digest(of, from, length, COUNTER_0);
    }
}
