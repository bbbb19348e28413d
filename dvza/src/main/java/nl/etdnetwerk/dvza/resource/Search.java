package nl.etdnetwerk.dvza.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A FHIR search as it was asked.
 *
 * @param type resource type
 * @param operation for example {@code $lastn}
 * @param parameters decoded, name to values
 */
public record Search(String type, Optional<String> operation, Map<String, List<String>> parameters) {

    /** Codes of a token parameter, without their system. */
    List<String> codes(String name) {
        return parameters.getOrDefault(name, List.of()).stream().flatMap(v -> List.of(v.split(",")).stream())
                .map(v -> v.substring(v.lastIndexOf('|') + 1)).toList();
    }

    /** Whether a parameter asks for this code, or is not there. */
    boolean asks(String name, String code) {
        return !parameters.containsKey(name) || codes(name).contains(code) || codes(name).contains("");
    }
}
