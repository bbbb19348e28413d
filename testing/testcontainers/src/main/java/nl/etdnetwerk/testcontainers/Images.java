package nl.etdnetwerk.testcontainers;

import java.util.List;

import org.testcontainers.utility.DockerImageName;

/**
 * Where images come from.
 *
 * @param prefix repository without the name
 * @param tag version
 */
record Images(String prefix, String tag) {

    /** All there are. */
    static final List<String> NAMES = List.of("stelselbeheer", "bsnk", "decryptie", "authenticatiedienst", "hm", "dvp", "dvza", "netwerk",
            "postgres");

    /** Whether they are pulled from a registry when they are not there: only where the prefix names one. */
    boolean areRemote() {
        return prefix.contains("/");
    }

    DockerImageName of(String name) {
        return DockerImageName.parse(prefix + "/" + name + ":" + tag);
    }
}
