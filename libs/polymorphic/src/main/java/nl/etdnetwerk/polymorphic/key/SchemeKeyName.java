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
 * @param keyVersion version of U; equal to SKSV for the other two
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
            .compile("urn:nl-gdi-eid:1\\.0:pp-key:([A-Za-z0-9_-]{1,32}):([0-9]{1,9}):(U|IP_P|PP_P):([0-9]{1,9})");

    /**
     * Reads the URN.
     *
     * @throws RefusedException SCHEME_KEY_NAME_INVALID
     */
    public static SchemeKeyName parse(String urn) {
        Matcher m = URN.matcher(urn);
        if (!m.matches()) {
            throw new RefusedException(Refusal.SCHEME_KEY_NAME_INVALID, "not a pp-key URN");
        }
        return new SchemeKeyName(m.group(1), Long.parseLong(m.group(2)), Kind.valueOf(m.group(3)), Long.parseLong(m.group(4)));
    }

    /** The URN. */
    public String urn() {
        return "urn:nl-gdi-eid:1.0:pp-key:" + environment + ":" + schemeKeySetVersion + ":" + kind + ":" + keyVersion;
    }
}
