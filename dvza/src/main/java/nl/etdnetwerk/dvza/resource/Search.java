package nl.etdnetwerk.dvza.resource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A FHIR search as it was asked.
 *
 * @param type resource type
 * @param operation for example {@code $lastn}
 * @param parameters decoded, name to values
 */
public record Search(String type, Optional<String> operation, Map<String, List<String>> parameters) {

    static final String INCLUDE = "_include";

    /** One alternative of a token parameter: {@code system|code}, of which either may be missing. */
    record Token(Optional<String> system, String code) {

        /** Whether a code is meant; a system alone means all of its codes. */
        boolean means(String otherSystem, String otherCode) {
            return system.map(s -> s.equals(otherSystem)).orElse(true) && (code.isEmpty() || code.equals(otherCode));
        }

        private static Token of(String text) {
            int bar = text.indexOf('|');
            return new Token(bar < 0 ? Optional.empty() : Optional.of(text.substring(0, bar)), text.substring(bar + 1));
        }
    }

    /** Values of a token parameter: all of them have to hold, and of each one of its alternatives. */
    List<List<Token>> tokens(String name) {
        return parameters.getOrDefault(name, List.of()).stream().map(v -> List.of(v.split(",")).stream().map(Token::of).toList()).toList();
    }

    /** What is to come along, for example {@code Patient:general-practitioner}. */
    List<String> includes() {
        return parameters.getOrDefault(INCLUDE, List.of());
    }

    /** The address of this search under an endpoint, with its parameters as they were understood. */
    String address(String base) {
        String query = parameters.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .flatMap(e -> e.getValue().stream().map(v -> e.getKey() + "=" + URLEncoder.encode(v, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
        return base + type + operation.map(o -> "/" + o).orElse("") + (query.isEmpty() ? "" : "?" + query);
    }

    /**
     * Whether a day lies within what a date parameter asks, for example {@code ge2026-01-01}; a day that goes on without end does so
     * from its beginning.
     *
     * @throws DateTimeException for anything that is no day with or without a prefix
     */
    boolean holds(String name, LocalDate day, boolean goesOn) {
        return parameters.getOrDefault(name, List.of()).stream().allMatch(v -> isWithin(v, day, goesOn));
    }

    private static boolean isWithin(String value, LocalDate day, boolean goesOn) {
        String prefix = value.matches("[a-z]{2}.*") ? value.substring(0, 2) : "eq";
        String text = value.matches("[a-z]{2}.*") ? value.substring(2) : value;
        LocalDate asked = LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        return switch (prefix) {
            case "eq" -> goesOn ? !day.isAfter(asked) : day.equals(asked);
            case "ge" -> goesOn || !day.isBefore(asked);
            case "gt" -> goesOn || day.isAfter(asked);
            case "le" -> !day.isAfter(asked);
            case "lt" -> day.isBefore(asked);
            default -> throw new DateTimeException("prefix");
        };
    }
}
