package nl.etdnetwerk.saml;

import java.util.ArrayList;
import java.util.List;

/** A collection of findings that rules add to. Not safe to share between threads. */
public final class Findings {

    private final List<Finding> all = new ArrayList<>();

    /** Adds one. */
    public void add(String code, String clause, String location, String expected, Object found) {
        all.add(new Finding(code, clause, location, expected, found == null ? "nothing" : String.valueOf(found)));
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
