package nl.etdnetwerk.saml;

import java.util.regex.Pattern;

/**
 * One thing that is wrong with a message or document. Validation collects all of them. What a sender wrote is in it in a form that can
 * be shown and logged: on one line, and cut to a length.
 *
 * @param code stable, to look up and to search for
 * @param clause where the rule comes from, for example {@code saml.md 1.4}
 * @param location the element or attribute, for example {@code AuthnRequest/@Destination}
 * @param expected what the rule asks
 * @param found what was there; never a secret or an identifier of a person
 */
public record Finding(String code, String clause, String location, String expected, String found) {

    private static final int MAX_SHOWN = 200;
    /** What a sender wrote must not begin a log line of its own. */
    private static final Pattern UNSHOWABLE = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\u0085]");

    /** Makes every part fit for a log line: a location or an expectation may quote a name of the sender's, too. */
    public Finding {
        location = shown(location);
        expected = shown(expected);
        found = shown(found);
    }

    private static String shown(String text) {
        String cut = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
        return UNSHOWABLE.matcher(cut).replaceAll("?");
    }

    @Override
    public String toString() {
        return code + " (" + clause + ") at " + location + ": expected " + expected + ", found " + found;
    }
}
