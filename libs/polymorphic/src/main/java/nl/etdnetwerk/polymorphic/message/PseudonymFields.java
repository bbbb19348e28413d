package nl.etdnetwerk.polymorphic.message;

import java.util.Base64;

import nl.etdnetwerk.polymorphic.Refusal;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.curve.Point;

/** Fields that a decrypted pseudonym and a migration intermediary share (bsnk.md 3.6). */
final class PseudonymFields {

    private PseudonymFields() {}

    static IdentifierType type(Der.Reader in) {
        try {
            return IdentifierType.of(in.smallNumber());
        } catch (IllegalArgumentException e) {
            throw Der.Reader.mismatch(e.getMessage());
        }
    }

    static Point point(Der.Reader in) {
        try {
            String text = in.text();
            byte[] bytes = Base64.getDecoder().decode(text);
            // One way of writing a point only (bsnk.md 3.6): what is read is byte for byte what would be written.
            if (bytes.length != Point.UNCOMPRESSED_BYTES || !Base64.getEncoder().encodeToString(bytes).equals(text)) {
                throw new IllegalArgumentException("not as it would be written");
            }
            return Point.decode(bytes);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.POINT_INVALID, "pseudonymValue is no point");
        }
    }
}
