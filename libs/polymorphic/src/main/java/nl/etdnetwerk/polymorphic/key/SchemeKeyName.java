package nl.etdnetwerk.polymorphic.key;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import nl.etdnetwerk.polymorphic.Refusal;
import nl.etdnetwerk.polymorphic.RefusedException;

/**
 * Which scheme public key: {@code urn:nl-gdi-eid:1.0:pp-key:<ENV>:<SKSV>:<U|IP_P|PP_P>:<keyVersion>} (bsnk.md 1.4).
 *
 * @param environment for example TEST
 * @param schemeKeySetVersion SKSV
 * @param kind U, IP_P or PP_P
 * @param keyVersion version of U; of no meaning for the other two, of which a key set has one each
 */
public record SchemeKeyName(String environment, long schemeKeySetVersion, Kind kind, long keyVersion) {

    /** The three public keys of a scheme key set. */
    public enum Kind {
        /** BSNk's signing key. */
        U,
        /** Identity master Y. */
        IP_P,
        /** Pseudonym master Z. */
        PP_P
    }

    private static final Pattern URN = Pattern
            .compile("urn:nl-gdi-eid:1\\.0:pp-key:([^:]{1,64}):([1-9][0-9]{0,8}):(U|IP_P|PP_P):([1-9][0-9]{0,8})");

    /**
     * Reads the URN.
     *
     * @throws RefusedException SCHEME_KEY_METADATA_INVALID_STRUCTURE
     */
    public static SchemeKeyName parse(String urn) {
        Matcher m = URN.matcher(urn);
        if (!m.matches()) {
            throw new RefusedException(Refusal.SCHEME_KEY_METADATA_INVALID_STRUCTURE, "not a pp-key URN");
        }
        return new SchemeKeyName(m.group(1), Long.parseLong(m.group(2)), Kind.valueOf(m.group(3)), Long.parseLong(m.group(4)));
    }

    /** The URN. */
    public String urn() {
        return "urn:nl-gdi-eid:1.0:pp-key:" + environment + ":" + schemeKeySetVersion + ":" + kind + ":" + keyVersion;
    }
}
