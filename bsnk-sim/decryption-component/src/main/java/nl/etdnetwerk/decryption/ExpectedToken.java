package nl.etdnetwerk.decryption;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;

import jakarta.enterprise.context.ApplicationScoped;

/** The bearer token of the configuration. */
@ApplicationScoped
public class ExpectedToken {

    private static final int SHORTEST = 32;
    private final byte[] header;

    /** Reads the token file. */
    public ExpectedToken(DecryptionConfig config) throws IOException {
        String token = Files.readString(config.tokenFile()).trim();
        if (token.length() < SHORTEST) {
            throw new IllegalStateException("the bearer token has fewer than " + SHORTEST + " characters");
        }
        this.header = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether an Authorization header carries it; constant time. */
    boolean isIn(String authorization) {
        return authorization != null && MessageDigest.isEqual(header, authorization.getBytes(StandardCharsets.UTF_8));
    }
}
