package nl.etdnetwerk.saml;

import java.util.Arrays;
import java.util.Optional;

/** Levels of assurance in ascending order (saml.md 1.7). */
public enum LevelOfAssurance {
    /** Level 1. */
    LOA1("loa1"),
    /** Level 2, eIDAS low. */
    LOA2("loa2"),
    /** Level 2+. */
    LOA2PLUS("loa2plus"),
    /** Level 3, eIDAS substantial. */
    LOA3("loa3"),
    /** Level 4, eIDAS high; never by single sign-on. */
    LOA4("loa4");

    private final String uri;

    LevelOfAssurance(String name) {
        this.uri = "urn:etoegang:core:assurance-class:" + name;
    }

    /** The AuthnContextClassRef. */
    public String uri() {
        return uri;
    }

    /** The level with this URI, compared exactly after trimming (saml.md 6.4 P33). */
    public static Optional<LevelOfAssurance> of(String uri) {
        return Arrays.stream(values()).filter(l -> l.uri.equals(uri == null ? null : uri.trim())).findFirst();
    }

    /** Whether this level is enough where the other is asked. */
    public boolean satisfies(LevelOfAssurance minimum) {
        return compareTo(minimum) >= 0;
    }

    /** The higher of two: what a request asks and what the catalogue asks at least. */
    public static LevelOfAssurance highest(LevelOfAssurance one, LevelOfAssurance other) {
        return one.satisfies(other) ? one : other;
    }
}
