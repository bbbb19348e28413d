package nl.etdnetwerk.farewell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whether files are others than at the beginning: all of them there, and the same at two looks, so that none is half written. */
final class FileWatch {

    private final List<Path> files;
    private final List<byte[]> begun;
    private List<byte[]> last;

    /** From what the files are now; those that are not there yet count as empty. */
    FileWatch(List<Path> files) {
        this.files = List.copyOf(files);
        this.begun = read();
        this.last = begun;
    }

    /** Looks; true when the files are new, whole and steady. */
    boolean areNew() {
        List<byte[]> now = read();
        boolean steady = same(now, last) && now.stream().allMatch(content -> content.length > 0);
        last = now;
        return steady && !same(now, begun);
    }

    private static boolean same(List<byte[]> one, List<byte[]> other) {
        for (int i = 0; i < one.size(); i++) {
            if (!Arrays.equals(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private List<byte[]> read() {
        List<byte[]> contents = new ArrayList<>();
        for (Path file : files) {
            try {
                contents.add(Files.readAllBytes(file));
            } catch (IOException e) {
                contents.add(new byte[0]);
            }
        }
        return contents;
    }
}
