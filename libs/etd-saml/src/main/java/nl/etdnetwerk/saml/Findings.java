package nl.etdnetwerk.saml;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A collection of findings that rules add to. Not safe to share between threads. */
public final class Findings {

    private static final int MAX_SHOWN = 200;
    /** What a sender wrote must not begin a log line of its own. */
    private static final Pattern UNSHOWABLE = Pattern.compile("[\\p{Cntrl}\u2028\u2029\u0085]");
    private final List<Finding> all = new ArrayList<>();

    /** Adds one; what was found is cut to a length that fits a log line. */
    public void add(String code, String clause, String location, String expected, Object found) {
        String text = found == null ? "nothing" : String.valueOf(found);
        String shown = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
        all.add(new Finding(code, clause, location, expected, UNSHOWABLE.matcher(shown).replaceAll("?")));
    }

    /** Adds one unless the condition holds. */
    public void require(boolean condition, String code, String clause, String location, String expected, Object found) {
        if (!condition) {
            add(code, clause, location, expected, found);
        }
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** What was collected so far. */
    public List<Finding> list() {
        return List.copyOf(all);
    }
}
