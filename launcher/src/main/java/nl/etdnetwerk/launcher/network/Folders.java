package nl.etdnetwerk.launcher.network;

import java.nio.file.Path;

/** Where the command works: what it was called with, for whichever part of it needs that. */
public interface Folders {

    /** Folder of the product. */
    Path root();

    /** Folder for everything that is made at run time. */
    Path state();
}
