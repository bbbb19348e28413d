package nl.etdnetwerk.dvza.resource;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.hl7.fhir.instance.model.api.IBaseResource;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.ResourceReferenceInfo;

/** What comes along with a search: what a match refers to in the element that {@code _include} names. */
final class Includes {

    /** Referred to by nearly everything. */
    static final Set<String> EVERYWHERE = Set.of("Patient", "Practitioner", "Organization");

    private static final Map<String, String> TARGETS = Map.ofEntries(Map.entry("general-practitioner", "Practitioner"),
            Map.entry("medication", "Medication"), Map.entry("related-target", "Observation"), Map.entry("specimen", "Specimen"),
            Map.entry("device", "Device"), Map.entry("patient", "Patient"), Map.entry("performer", "Practitioner"),
            Map.entry("location", "Location"));

    /** Elements of a search parameter that has another name. */
    private static final Map<String, Set<String>> ELEMENTS = Map.of("patient", Set.of("patient", "subject", "beneficiary"));

    private Includes() {}

    /** Type of the resources that come along: the last part, or what the name of the reference stands for. */
    static String target(String include) {
        String last = include.substring(include.lastIndexOf(':') + 1);
        return TARGETS.getOrDefault(last, last);
    }

    /** Of all these, what is asked along with the matches. */
    static <R extends IBaseResource> List<R> of(FhirContext context, Search search, List<R> matches, List<R> all) {
        Set<String> matched = matches.stream().map(Includes::address).collect(Collectors.toSet());
        Set<String> referred = new HashSet<>();
        for (String include : search.includes()) {
            matches.stream().flatMap(m -> context.newTerser().getAllResourceReferences(m).stream()).filter(r -> isIn(r, include))
                    .map(r -> r.getResourceReference().getReferenceElement().toUnqualifiedVersionless().getValue())
                    .filter(a -> a != null && a.startsWith(target(include) + "/")).forEach(referred::add);
        }
        return all.stream().filter(r -> referred.contains(address(r)) && !matched.contains(address(r))).toList();
    }

    private static String address(IBaseResource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }

    /** Whether a reference stands in the element that an include is about, for example {@code related.target} for related-target. */
    private static boolean isIn(ResourceReferenceInfo reference, String include) {
        String[] parts = include.split(":");
        String name = reference.getName();
        // The path begins with the type, or with the first element.
        String path = letters(name.startsWith(parts[0] + ".") ? name.substring(parts[0].length() + 1) : name);
        return parts.length > 1 && ELEMENTS.getOrDefault(parts[1], Set.of(parts[1])).stream().anyMatch(e -> path.startsWith(letters(e)));
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }
}
