package nl.etdnetwerk.medmij.oauth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scope of an authorization request for collecting (medmij.md 1.3): in 2.x one name, in 1.x one or more {@code name~id} of
 * the same name.
 *
 * @param zorgaanbieder name without {@code @medmij}
 * @param gegevensdienstIds of a 1.x scope; empty in 2.x
 */
public record Scope(String zorgaanbieder, List<String> gegevensdienstIds) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9.-]{3,50}");
    private static final Pattern ITEM = Pattern.compile("([a-z0-9.-]{3,50})~([A-Za-z0-9]{1,30})");
    private static final int MAX_LENGTH = 1024;

    /** Reads a decoded scope; empty when it is of neither form. */
    public static Optional<Scope> parse(String scope) {
        if (scope.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        if (NAME.matcher(scope).matches()) {
            return Optional.of(new Scope(scope, List.of()));
        }
        String name = null;
        List<String> ids = new ArrayList<>();
        for (String item : scope.split(" ", -1)) {
            Matcher m = ITEM.matcher(item);
            if (!m.matches() || name != null && !name.equals(m.group(1)) || ids.contains(m.group(2))) {
                return Optional.empty();
            }
            name = m.group(1);
            ids.add(m.group(2));
        }
        return Optional.of(new Scope(name, List.copyOf(ids)));
    }

    /** The text on the wire. */
    public String text() {
        return gegevensdienstIds.isEmpty()
                ? zorgaanbieder
                : String.join(" ", gegevensdienstIds.stream().map(id -> zorgaanbieder + "~" + id).toList());
    }
}
