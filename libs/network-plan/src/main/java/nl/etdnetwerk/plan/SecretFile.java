package nl.etdnetwerk.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that only its owner can read, at no moment somebody else, and that is whole or not there. */
public final class SecretFile {

    private SecretFile() {}

    /** Writes or replaces it. */
    public static void write(Path file, byte[] content) throws IOException {
        Path partial = Files.createTempFile(file.toAbsolutePath().getParent(), "x", ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(partial, content);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
