package nl.etdnetwerk.polymorphic.message;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Key-value pairs that set pseudonyms of one service provider apart, for example {@code Role=Company} (bsnk.md 3.2). Keys are
 * unique and sorted, both without regard to case.
 */
public record Diversifier(List<Entry> entries) {

    /** One pair, IA5 text without '=' or ','. */
    public record Entry(String key, String value) {

        /** Refuses text that would be another diversifier in a key file, or cannot be in a message. */
        public Entry {
            for (String text : List.of(key, value)) {
                if (!text.chars().allMatch(c -> c < 0x80 && c != '=' && c != ',')) {
                    throw new IllegalArgumentException("diversifier is not IA5 text without '=' and ','");
                }
            }
        }
    }

    /** Refuses unsorted or repeated keys and an empty list. */
    public Diversifier {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("empty diversifier");
        }
        Set<String> seen = new HashSet<>();
        String previous = "";
        for (Entry e : entries) {
            String key = e.key().toLowerCase(Locale.ROOT);
            if (!seen.add(key) || previous.compareTo(key) > 0) {
                throw new IllegalArgumentException("diversifier keys not unique and sorted");
            }
            previous = key;
        }
    }

    /**
     * Reads the text form of key files: {@code Function=Controller,Group=Finance}.
     *
     * @throws IllegalArgumentException when it is not of that form
     */
    public static Diversifier parse(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String pair : text.split(",", -1)) {
            int eq = pair.indexOf('=');
            if (eq < 1) {
                throw new IllegalArgumentException("diversifier is not key=value");
            }
            entries.add(new Entry(pair.substring(0, eq), pair.substring(eq + 1)));
        }
        return new Diversifier(entries);
    }

    /** The text form of key files. */
    public String text() {
        return entries.stream().map(e -> e.key() + "=" + e.value()).collect(Collectors.joining(","));
    }
}
