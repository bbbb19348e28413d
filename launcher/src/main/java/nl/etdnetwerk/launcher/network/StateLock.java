package nl.etdnetwerk.launcher.network;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The turn of one command that starts or stops processes; others wait for theirs. It ends with the process that has it, whatever became
 * of that.
 */
public final class StateLock implements AutoCloseable {

    private final FileChannel file;

    private StateLock(FileChannel file) {
        this.file = file;
    }

    /** Waits for its turn at a file; within the process that has it already there is nothing to wait for. */
    public static StateLock of(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (file.tryLock() == null) {
                System.err.println("netwerk: een andere opdracht start of stopt dit netwerk; even wachten");
                file.lock();
            }
        } catch (OverlappingFileLockException e) {
            // This process has it: whoever asks knows what goes on.
        }
        return new StateLock(file);
    }

    /** The turn at a file, unless another process has it. */
    static Optional<StateLock> ifFree(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            file.close();
            return Optional.empty();
        }
        return Optional.of(new StateLock(file));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
