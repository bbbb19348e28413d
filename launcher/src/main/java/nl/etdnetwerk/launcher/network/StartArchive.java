package nl.etdnetwerk.launcher.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Classes of a service as the JVM has them ready: written when a first process stops, used by every later start. What the JDK in
 * use offers: an AOT cache from 25 on, an AppCDS archive before. An archive of another build or JDK is not used but made anew.
 */
final class StartArchive {

    /** System property that, set to false, leaves archives alone: for a network that starts once, where writing them only costs time. */
    static final String SWITCH = "etd.start-archive";
    private static final int AOT_SINCE = 25;
    private final Path folder;
    private final String key;

    /** In a folder, for the program of a service. */
    StartArchive(Path folder, String name, Path jar) throws IOException {
        this.folder = folder;
        this.key = name + "-" + Runtime.version().feature() + "-" + Long.toHexString(Files.getLastModifiedTime(jar).toMillis());
    }

    /** Options of the JVM: to use the archive where there is one, else to write it at the end. */
    List<String> options() throws IOException {
        if (!Boolean.parseBoolean(System.getProperty(SWITCH, "true"))) {
            return List.of();
        }
        Files.createDirectories(folder);
        boolean aot = Runtime.version().feature() >= AOT_SINCE;
        Path file = folder.resolve(key + (aot ? ".aot" : ".jsa"));
        if (Files.exists(file)) {
            return aot
                    ? List.of("-XX:AOTCache=" + file, "-Xlog:aot=off", "-Xlog:cds=off")
                    : List.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
        }
        forgetOthers();
        return aot
                ? List.of("-XX:AOTCacheOutput=" + file, "-Xlog:aot=off", "-Xlog:cds=off")
                : List.of("-XX:ArchiveClassesAtExit=" + file, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
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
