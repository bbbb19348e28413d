package nl.etdnetwerk.launcher.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Classes of a service as the JVM has them ready, written by {@code netwerk train} and used by every start after it. What the JDK in
 * use offers: an AOT cache from 25 on, an AppCDS archive before. It lies with what was built, because it fits one build and one
 * JDK; without it a start only takes longer.
 */
final class StartArchive {

    private static final int AOT_SINCE = 25;
    private static final String FOLDER = "launcher/target/archive";
    private final Path folder;
    private final String key;
    private final boolean write;

    /**
     * The archive of a program.
     *
     * @param write whether the process writes it when it stops, instead of using it
     */
    StartArchive(Path root, String name, Path jar, boolean write) throws IOException {
        this.folder = root.resolve(FOLDER);
        this.key = name + "-" + Runtime.version() + "-" + Long.toHexString(Files.getLastModifiedTime(jar).toMillis());
        this.write = write;
    }

    /** Options of the JVM; none when there is no archive and none is to be written. */
    List<String> options() throws IOException {
        boolean aot = Runtime.version().feature() >= AOT_SINCE;
        Path file = folder.resolve(key + (aot ? ".aot" : ".jsa"));
        if (write) {
            Files.createDirectories(folder);
            forgetOthers();
            return List.of((aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file, "-Xlog:disable", "-Xlog:all=error");
        }
        return Files.exists(file)
                ? List.of((aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file, "-Xlog:disable", "-Xlog:all=error")
                : List.of();
    }

    /**
     * Where is written for what build and JDK there was training, with or without an archive of each as its result: what failed once
     * is not tried at every start.
     */
    static Path record(Path root) {
        return root.resolve(FOLDER).resolve("trained-" + Runtime.version());
    }

    /** The build and JDK this archive fits. */
    String key() {
        return key;
    }

    private void forgetOthers() throws IOException {
        String prefix = key.substring(0, key.lastIndexOf('-') + 1);
        try (var files = Files.list(folder)) {
            for (Path old : files.filter(f -> f.getFileName().toString().startsWith(prefix)).toList()) {
                Files.delete(old);
            }
        }
    }
}
