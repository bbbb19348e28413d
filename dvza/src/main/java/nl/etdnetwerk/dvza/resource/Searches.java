package nl.etdnetwerk.dvza.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;

import nl.etdnetwerk.medmij.Gegevensdienst;

/** Which searches belong to which gegevensdienst, and with which parameters (medmij.md 3.5). What is not here does not exist. */
final class Searches {

    private static final Map<Gegevensdienst, Map<String, Set<String>>> ALLOWED = Map.of(
            Gegevensdienst.BASISGEGEVENS_ZORG,
            Map.ofEntries(Map.entry("Patient", Set.of("_include")), Map.entry("Coverage", Set.of("_include")),
                    Map.entry("Consent", Set.of("category")), Map.entry("Condition", Set.of()),
                    Map.entry("Observation", Set.of("code", "category", "_include")),
                    Map.entry("Observation/$lastn", Set.of("code", "category", "_include")), Map.entry("NutritionOrder", Set.of()),
                    Map.entry("Flag", Set.of()), Map.entry("AllergyIntolerance", Set.of()),
                    Map.entry("MedicationRequest", Set.of("category", "_include")),
                    Map.entry("Immunization", Set.of("status")), Map.entry("Procedure", Set.of("category")),
                    Map.entry("Encounter", Set.of("class"))),
            Gegevensdienst.HUISARTSGEGEVENS,
            Map.of("Patient", Set.of("_include"), "EpisodeOfCare", Set.of(), "AllergyIntolerance", Set.of("category"), "MedicationRequest",
                    Set.of("periodofuse", "category", "_include"), "Observation",
                    Set.of("code", "date", "_include"), "Composition", Set.of("type"), "Encounter", Set.of()),
            Gegevensdienst.DOCUMENTEN, Map.of("DocumentReference", Set.of("status", "indexed"), "Binary", Set.of()),
            Gegevensdienst.VACCINATIES, Map.of("Immunization", Set.of("_include")));

    private Searches() {}

    /** Whether this search exists in a FHIR version at all. */
    static boolean exists(Search search, String fhirVersion) {
        return List.of(Gegevensdienst.values()).stream().filter(g -> g.fhirVersion().equals(fhirVersion)).anyMatch(g -> allows(g, search));
    }

    /** Whether a gegevensdienst has this search with these parameters. */
    static boolean allows(Gegevensdienst gegevensdienst, Search search) {
        String name = search.type() + search.operation().map(o -> "/" + o).orElse("");
        Set<String> parameters = ALLOWED.get(gegevensdienst).get(name);
        return parameters != null && parameters.containsAll(search.parameters().keySet());
    }
}
