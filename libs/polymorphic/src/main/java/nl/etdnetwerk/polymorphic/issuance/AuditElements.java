package nl.etdnetwerk.polymorphic.issuance;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

import nl.etdnetwerk.polymorphic.key.SchemeKeySet;

/**
 * Audit elements of 16 bytes (bsnk.md 2.11): counter of 8, seconds of 4 and machine number of 4 bytes, encrypted as one AES
 * block. The counter never repeats within a machine number, so no two blocks are equal. The cipher is our choice; recipients
 * treat the element as opaque.
 */
public final class AuditElements {

    private final SecretKeySpec key;
    private final Clock clock;
    private final int hardwareId;
    private final AtomicLong counter;

    /** Elements that count from the given number; a restart has to continue above what was used. */
    public AuditElements(SchemeKeySet keys, Clock clock, int hardwareId, long firstCounter) {
        this.key = new SecretKeySpec(keys.auditKey(), "AES");
        this.clock = clock;
        this.hardwareId = hardwareId;
        this.counter = new AtomicLong(firstCounter);
    }

    byte[] next() {
        byte[] plain = ByteBuffer.allocate(16).putLong(counter.getAndIncrement()).putInt((int) clock.instant().getEpochSecond())
                .putInt(hardwareId).array();
        return crypt(Cipher.ENCRYPT_MODE, plain);
    }

    /** What the supervisor reads in an element: the plain 16 bytes. */
    public byte[] open(byte[] element) {
        return crypt(Cipher.DECRYPT_MODE, element);
    }

    private byte[] crypt(int mode, byte[] block) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, key);
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
