package nl.etdnetwerk.saml;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A pseudonym of one person for one service provider, made by the party that knows the person: 64 hexadecimal digits that differ
 * for every service provider, {@code @}, and 32 hexadecimal digits, in upper case (saml.md 1.7, 1.8). What the two parts are made
 * of is not published; see docs/open-points.md.
 */
public final class SpecificPseudonym {

    private static final int LOCAL_BYTES = 32;
    private static final int MAKER_BYTES = 16;
    private static final Pattern FORM = Pattern.compile("[0-9A-F]{64}@[0-9A-F]{32}");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private SpecificPseudonym() {}

    /**
     * The text of its two parts.
     *
     * @param local 32 bytes of this person at this service provider
     * @param maker 16 bytes of whoever made it
     * @throws IllegalArgumentException for other lengths
     */
    public static String of(byte[] local, byte[] maker) {
        if (local.length != LOCAL_BYTES || maker.length != MAKER_BYTES) {
            throw new IllegalArgumentException("32 and 16 bytes");
        }
        return HEX.formatHex(local) + '@' + HEX.formatHex(maker);
    }

    /** Whether a value has the form; null has not. */
    public static boolean isWellFormed(String value) {
        return value != null && FORM.matcher(value).matches();
    }
}
