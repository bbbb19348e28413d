package nl.etdnetwerk.launcher.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the throw-away network runs that writes the archives of classes, beside the network of the user. */
public final class Training {

    private static final String FOLDER = "launcher/target/training";

    private Training() {}

    /** Its network. */
    public static Network network(Path root) {
        return new Network(root, root.resolve(FOLDER), true);
    }

    /** The turn to train, which is one for all state folders of a product. */
    public static StateLock turn(Path root) throws IOException {
        return StateLock.of(lock(root));
    }

    private static Path lock(Path root) {
        return root.resolve(FOLDER + ".lock");
    }

    /** Stops and forgets what a training left behind that was killed itself; one that still goes on is left alone. */
    static void stopLeftOver(Path root) throws IOException {
        Network network = network(root);
        if (!Files.exists(network.state().folder())) {
            return;
        }
        Optional<StateLock> turn = StateLock.ifFree(lock(root));
        if (turn.isPresent()) {
            try (StateLock held = turn.get()) {
                network.down();
                network.state().delete();
            }
        }
    }
}
