package nl.etdnetwerk.kit.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;

import org.jboss.logging.Logger;

import nl.etdnetwerk.kit.peer.BackChannel;

/**
 * One document of stelselbeheer: fetched, checked, and used until a newer good one comes. The last good bytes stay on disk, so
 * that a service starts while stelselbeheer is away.
 */
public final class PublishedDocument<T> {

    private static final int NO_CONTENT = 204;
    private static final Logger LOG = Logger.getLogger(PublishedDocument.class);

    /** Turns bytes into a value, or says why they may not be used. */
    public interface Reader<T> {
        /**
         * Reads.
         *
         * @param current what is in use now
         */
        T read(byte[] bytes, Optional<T> current) throws Unusable;
    }

    /** Where documents come from. */
    public interface Source {
        /** The document now. */
        BackChannel.Answer get(String url) throws IOException;
    }

    /** Why a document may not be used. */
    public static final class Unusable extends Exception {
        /** With a reason for a log line. */
        public Unusable(String why) {
            super(why);
        }
    }

    private final String url;
    private final Path copy;
    /** There when the document was withdrawn; the copy stays, so that an older one cannot come in its place. */
    private final Path withdrawnMark;
    private final Reader<T> reader;
    private volatile T value;
    private T last;
    private byte[] bytes = new byte[0];
    private String lastProblem = "";
    private volatile boolean isWithdrawn;

    /**
     * A document.
     *
     * @param url where it is
     * @param copy where the last good one is kept
     * @param reader what makes a value of it
     */
    public PublishedDocument(String url, Path copy, Reader<T> reader) {
        this.url = url;
        this.copy = copy;
        this.withdrawnMark = copy.resolveSibling(copy.getFileName() + ".withdrawn");
        this.reader = reader;
    }

    /** What is in use. */
    public Optional<T> value() {
        return Optional.ofNullable(value);
    }

    /** Uses the copy on disk, if there is a good one. */
    public synchronized void restore() {
        isWithdrawn = Files.exists(withdrawnMark);
        try {
            if (Files.isRegularFile(copy)) {
                bytes = Files.readAllBytes(copy);
                last = reader.read(bytes, Optional.empty());
                value = isWithdrawn ? null : last;
            }
        } catch (IOException | Unusable e) {
            bytes = new byte[0];
            LOG.warnf("copy of %s not usable: %s", copy.getFileName(), e.getMessage());
        }
    }

    /** Fetches; true when what is in use now is up to date. */
    public synchronized boolean refresh(Source source) {
        try {
            BackChannel.Answer answer = source.get(url);
            if (answer.status() == NO_CONTENT) {
                return withdrawn();
            }
            if (!answer.isOk()) {
                return problem("status " + answer.status());
            }
            boolean isSame = Arrays.equals(answer.body(), bytes);
            if (!isSame || value == null) {
                last = reader.read(answer.body(), isSame ? Optional.empty() : Optional.ofNullable(last));
                value = last;
                bytes = answer.body();
                isWithdrawn = false;
                Files.createDirectories(copy.getParent());
                Path partial = copy.resolveSibling(copy.getFileName() + ".part");
                Files.write(partial, bytes);
                Files.move(partial, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                Files.deleteIfExists(withdrawnMark);
            }
            lastProblem = "";
            return true;
        } catch (IOException | Unusable e) {
            return problem(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Whatever a document makes of its reader, the others are refreshed.
            return problem(e.toString());
        }
    }

    /**
     * Stelselbeheer has no such document any more: nobody is left to be in it. That is another thing than one that is empty or broken,
     * which leaves the last good copy where it is; and where there never was one, it has still to come.
     */
    private boolean withdrawn() throws IOException {
        if (value != null) {
            LOG.warnf("%s was withdrawn", copy.getFileName());
            Files.write(withdrawnMark, new byte[0]);
            value = null;
            isWithdrawn = true;
        }
        return isWithdrawn;
    }

    /** Whether it was there, and is there no longer because stelselbeheer says so. */
    public boolean isWithdrawn() {
        return isWithdrawn;
    }

    /** One line for each new problem, not one for each try. */
    private boolean problem(String what) {
        if (!what.equals(lastProblem)) {
            LOG.warnf("%s not refreshed, %s: %s", copy.getFileName(), value == null ? "none in use" : "last good copy stays in use", what);
            lastProblem = what;
        }
        return false;
    }
}
