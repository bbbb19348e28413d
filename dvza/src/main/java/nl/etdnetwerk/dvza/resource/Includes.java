package nl.etdnetwerk.dvza.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.hl7.fhir.instance.model.api.IBaseResource;

import ca.uhn.fhir.context.FhirContext;

/** What comes along with a search: of what {@code _include} names, those that a match refers to. */
final class Includes {

    /** Referred to by nearly everything. */
    static final Set<String> EVERYWHERE = Set.of("Patient", "Practitioner", "Organization");

    private static final Map<String, String> TARGETS = Map.ofEntries(Map.entry("general-practitioner", "Practitioner"),
            Map.entry("medication", "Medication"), Map.entry("related-target", "Observation"), Map.entry("specimen", "Specimen"),
            Map.entry("device", "Device"), Map.entry("patient", "Patient"), Map.entry("performer", "Practitioner"),
            Map.entry("location", "Location"));

    private Includes() {}

    /** Type of the resources that come along: the last part, or what the name of the reference stands for. */
    static String target(String include) {
        String last = include.substring(include.lastIndexOf(':') + 1);
        return TARGETS.getOrDefault(last, last);
    }

    /** Of all these, what is asked along with the matches. */
    static <R extends IBaseResource> List<R> of(FhirContext context, Search search, List<R> matches, List<R> all) {
        Set<String> types = search.includes().stream().map(Includes::target).collect(Collectors.toSet());
        if (types.isEmpty()) {
            return List.of();
        }
        Set<String> referred = matches.stream().flatMap(m -> context.newTerser().getAllResourceReferences(m).stream())
                .map(r -> r.getResourceReference().getReferenceElement().toUnqualifiedVersionless().getValue()).filter(v -> v != null)
                .collect(Collectors.toSet());
        List<R> found = new ArrayList<>(all);
        found.removeIf(r -> !types.contains(r.fhirType()) || matches.contains(r)
                || !referred.contains(r.fhirType() + "/" + r.getIdElement().getIdPart()));
        return found;
    }
}
