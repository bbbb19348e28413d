package nl.etdnetwerk.testsupport;

import java.util.List;

/** Documents that no reader may swallow: none of them may be answered with what it names, or with an error of the server's own. */
public final class HostileXml {

    private static final int DEPTH = 20_000;
    private static final int LARGE = 700_000;

    private HostileXml() {}

    /** A DTD with a file, entities that grow, elements without end, a text too large, and things that are no XML. */
    public static List<String> documents() {
        return List.of("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><x>&c;</x>",
                "<x>".repeat(DEPTH) + "</x>".repeat(DEPTH), "<x>" + "a".repeat(LARGE) + "</x>", "<x", "", "geen xml", "\u0000\u0001<x/>");
    }
}
