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
            return Point.decode(Base64.getDecoder().decode(in.text()));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.POINT_INVALID, "pseudonymValue is no point");
        }
    }
}
