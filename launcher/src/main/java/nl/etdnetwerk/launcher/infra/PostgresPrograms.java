package nl.etdnetwerk.launcher.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import nl.etdnetwerk.launcher.network.StateLock;
import nl.etdnetwerk.plan.FileTree;

/** PostgreSQL's programs, unpacked once beside what was built, for all state folders of a product. */
final class PostgresPrograms {

    private final Path folder;
    private final Path programs;
    private final Path complete;

    PostgresPrograms(Path root) {
        this.folder = root.resolve("launcher/target/postgresql");
        this.programs = folder.resolve("programs");
        this.complete = folder.resolve("complete");
    }

    /**
     * Starts a database with them; unpacks them where they were never seen to work.
     *
     * @throws IOException when it does not start
     */
    EmbeddedPostgres start(EmbeddedPostgres.Builder database) throws IOException {
        Files.createDirectories(folder);
        // The library leaves what it unpacks open to everybody.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        try (StateLock turn = StateLock.of(folder.resolve("lock"))) {
            if (!Files.exists(complete)) {
                // An unpacking that was killed looks complete to the library.
                FileTree.delete(programs);
            }
            EmbeddedPostgres started = database.setOverrideWorkingDirectory(programs.toFile()).start();
            Files.writeString(complete, "");
            return started;
        }
    }
}
