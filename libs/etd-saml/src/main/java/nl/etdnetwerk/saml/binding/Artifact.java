package nl.etdnetwerk.saml.binding;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A type 4 artifact: base64 of 0004, endpoint index (2 bytes), SHA-1 of the issuer's entity ID (20 bytes), message handle (20
 * random bytes) (saml.md 1.3).
 */
public record Artifact(String value, int endpointIndex, byte[] sourceId, byte[] handle) {

    private static final int BYTES = 44;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new artifact of this issuer. */
    public static Artifact create(String entityId, int endpointIndex) {
        byte[] handle = new byte[20];
        RANDOM.nextBytes(handle);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[]{0, 4, (byte) (endpointIndex >> 8), (byte) endpointIndex});
        byte[] source = sourceId(entityId);
        out.writeBytes(source);
        out.writeBytes(handle);
        return new Artifact(Base64.getEncoder().encodeToString(out.toByteArray()), endpointIndex, source, handle);
    }

    /** Reads an artifact; empty when it is malformed or not of type 4. */
    public static Optional<Artifact> parse(String value) {
        byte[] b;
        try {
            b = Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (b.length != BYTES || b[0] != 0 || b[1] != 4) {
            return Optional.empty();
        }
        return Optional
                .of(new Artifact(value, (b[2] & 0xFF) << 8 | b[3] & 0xFF, Arrays.copyOfRange(b, 4, 24), Arrays.copyOfRange(b, 24, 44)));
    }

    /** Whether this issuer made it. */
    public boolean isFrom(String entityId) {
        return MessageDigest.isEqual(sourceId, sourceId(entityId));
    }

    /** The handle in hexadecimal, the key under which the issuer keeps the message. */
    public String handleHex() {
        return HexFormat.of().formatHex(handle);
    }

    private static byte[] sourceId(String entityId) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(entityId.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
