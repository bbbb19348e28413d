package nl.etdnetwerk.launcher.network;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import nl.etdnetwerk.plan.State;

/**
 * The turn of one command that starts or stops processes of a state folder; others wait for theirs. It ends with the process that
 * has it, whatever became of that.
 */
final class StateLock implements AutoCloseable {

    private final FileChannel file;

    private StateLock(FileChannel file) {
        this.file = file;
    }

    /** Waits for its turn. */
    static StateLock of(State state) throws IOException {
        Path path = state.file("run/lock");
        Files.createDirectories(path.getParent());
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            System.err.println("netwerk: een andere opdracht start of stopt dit netwerk; even wachten");
            file.lock();
        }
        return new StateLock(file);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
