package nl.etdnetwerk.polymorphic.message;

import java.math.BigInteger;

/** One extra element of a v2 envelope (bsnk.md 3.3). Keys may occur more than once and in any order. */
public sealed interface ExtraElement {

    /** The key, for example {@code SameID}. */
    String key();

    /** A text value (UTF8String). */
    record Text(String key, String value) implements ExtraElement {}

    /** A number (INTEGER). */
    record Number(String key, BigInteger value) implements ExtraElement {}

    /** Bytes (OCTET STRING). */
    record Bytes(String key, byte[] value) implements ExtraElement {}
}
