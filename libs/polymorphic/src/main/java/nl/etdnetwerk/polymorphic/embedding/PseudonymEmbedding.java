package nl.etdnetwerk.polymorphic.embedding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.embedding.IdentityEmbedding.Identifier;
import nl.etdnetwerk.polymorphic.key.SchemeKeySet;

/**
 * The base point W of a person's pseudonyms (bsnk.md 2.3): deterministic in type and identifier. The scheme's own function is
 * not public and nobody outside BSNk sees W, so this one is ours: a keyed MAC as X, counting until it is on the curve. Unlike
 * an unkeyed embedding it gives no way to test a guessed BSN against W.
 */
public final class PseudonymEmbedding {

    private PseudonymEmbedding() {}

    /** W for this person under these masters. */
    public static Point embed(Identifier identifier, SchemeKeySet keys) {
        byte[] id = (identifier.type() + ":" + identifier.value()).getBytes(StandardCharsets.UTF_8);
        for (int counter = 0;; counter++) {
            byte[] x = Arrays.copyOf(keys.embeddingMac(ByteBuffer.allocate(id.length + 4).put(id).putInt(counter).array()), 40);
            x[0] = 0;
            Optional<Point> point = Point.fromX(x, false);
            if (point.isPresent()) {
                return point.get();
            }
        }
    }
}
