package nl.etdnetwerk.testcontainers;

import org.testcontainers.utility.DockerImageName;

/**
 * Where images come from.
 *
 * @param prefix repository without the name
 * @param tag version
 */
record Images(String prefix, String tag) {

    /** Whether they are pulled from a registry when they are not there: only where the prefix names one. */
    boolean areRemote() {
        return prefix.contains("/");
    }

    DockerImageName of(String name) {
        return DockerImageName.parse(prefix + "/" + name + ":" + tag);
    }
}
