package nl.etdnetwerk.dvza.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import nl.etdnetwerk.medmij.Gegevensdienst;

/** Which searches belong to which gegevensdienst, with which parameters, and what may come along (medmij.md 3.5). What is not here does not exist. */
final class Searches {

    /**
     * Parameters and includes of one search.
     *
     * @param only what a parameter has to say, where a gegevensdienst has a part of a type only; a system without a code means all of it
     */
    private record Allowed(Set<String> parameters, Set<String> includes, Map<String, Search.Token> only) {

        static Allowed with(String... parameters) {
            return new Allowed(Set.of(parameters), Set.of(), Map.of());
        }

        /** With this value only, and never without. */
        Allowed only(String parameter, Optional<String> system, String code) {
            return new Allowed(parameters, includes, Map.of(parameter, new Search.Token(system, code)));
        }

        boolean isKnown(Search search) {
            return parameters.containsAll(search.parameters().keySet()) && includes.containsAll(search.includes());
        }

        boolean isAllowed(Search search) {
            return isKnown(search) && only.entrySet().stream().allMatch(e -> says(search.tokens(e.getKey()), e.getValue()));
        }

        private static boolean says(List<List<Search.Token>> asked, Search.Token only) {
            return !asked.isEmpty() && asked.stream().flatMap(List::stream)
                    .allMatch(t -> t.system().equals(only.system()) && (only.code().isEmpty() || only.code().equals(t.code())));
        }

        Allowed including(String... targets) {
            return new Allowed(Stream.concat(parameters.stream(), Stream.of(Search.INCLUDE)).collect(Collectors.toSet()), Set.of(targets),
                    only);
        }
    }

    private static final Allowed OBSERVATION = Allowed.with("code", "category", "date").including("Observation:related-target",
            "Observation:specimen");
    private static final Allowed PATIENT = Allowed.with().including("Patient:general-practitioner");

    private static final Map<Gegevensdienst, Map<String, Allowed>> ALLOWED = Map.of(
            Gegevensdienst.BASISGEGEVENS_ZORG,
            Map.ofEntries(Map.entry("Patient", PATIENT),
                    Map.entry("Coverage", Allowed.with().including("Coverage:payor:Patient", "Coverage:payor:Organization")),
                    Map.entry("Consent", Allowed.with("category")), Map.entry("Condition", Allowed.with()),
                    Map.entry("Observation", OBSERVATION), Map.entry("Observation/$lastn", OBSERVATION),
                    Map.entry("NutritionOrder", Allowed.with()), Map.entry("Flag", Allowed.with()),
                    Map.entry("AllergyIntolerance", Allowed.with()),
                    Map.entry("MedicationStatement", Allowed.with("category").including("MedicationStatement:medication")),
                    Map.entry("MedicationRequest", Allowed.with("category").including("MedicationRequest:medication")),
                    Map.entry("MedicationDispense", Allowed.with("category").including("MedicationDispense:medication")),
                    Map.entry("DeviceUseStatement", Allowed.with().including("DeviceUseStatement:device")),
                    Map.entry("Immunization", Allowed.with("status")), Map.entry("Procedure", Allowed.with("category")),
                    Map.entry("Encounter", Allowed.with("class")), Map.entry("ProcedureRequest", Allowed.with("status")),
                    Map.entry("ImmunizationRecommendation", Allowed.with()),
                    Map.entry("DeviceRequest", Allowed.with("status").including("DeviceRequest:device")),
                    Map.entry("Appointment", Allowed.with("status"))),
            Gegevensdienst.HUISARTSGEGEVENS,
            Map.of("Patient", PATIENT, "EpisodeOfCare", Allowed.with(), "AllergyIntolerance",
                    Allowed.with("category").only("category", Optional.empty(), "medication"),
                    "MedicationRequest",
                    Allowed.with("periodofuse", "category").including("MedicationRequest:medication")
                            .only("category", Optional.of(Stu3Data.SNOMED), "16076005"),
                    "Observation",
                    Allowed.with("code", "date").including("Observation:related-target", "Observation:specimen").only("code",
                            Optional.of(Stu3Observations.NHG45), ""),
                    "Composition", Allowed.with("type").only("type", Optional.of(Stu3Data.LOINC), "67781-5"), "Encounter",
                    Allowed.with()),
            Gegevensdienst.DOCUMENTEN, Map.of("DocumentReference", Allowed.with("status", "indexed")),
            Gegevensdienst.VACCINATIES,
            Map.of("Immunization",
                    Allowed.with().including("Immunization:patient", "Immunization:performer", "Immunization:location")));

    private Searches() {}

    /** Whether this search exists in a FHIR version at all. */
    static boolean exists(Search search, String fhirVersion) {
        return List.of(Gegevensdienst.values()).stream().filter(g -> g.fhirVersion().equals(fhirVersion))
                .anyMatch(g -> find(g, search).filter(a -> a.isKnown(search)).isPresent());
    }

    /** Whether a gegevensdienst has this search with these parameters. */
    static boolean allows(Gegevensdienst gegevensdienst, Search search) {
        return find(gegevensdienst, search).filter(a -> a.isAllowed(search)).isPresent();
    }

    private static Optional<Allowed> find(Gegevensdienst gegevensdienst, Search search) {
        return Optional.ofNullable(ALLOWED.getOrDefault(gegevensdienst, Map.of())
                .get(search.type() + search.operation().map(o -> "/" + o).orElse("")));
    }

    /**
     * Whether a resource of this type may be read by its id: it is found by a search, or comes along with one (medmij.md 3.2, 5). Of a
     * type that a gegevensdienst has a part of only, an id does not say whether it is of that part.
     */
    static boolean allowsRead(Gegevensdienst gegevensdienst, String type) {
        if (type.equals("Binary")) {
            return gegevensdienst == Gegevensdienst.DOCUMENTEN;
        }
        Map<String, Allowed> searches = ALLOWED.getOrDefault(gegevensdienst, Map.of());
        if (searches.containsKey(type)) {
            return searches.get(type).only().isEmpty();
        }
        return searches.values().stream().flatMap(a -> a.includes().stream())
                .anyMatch(i -> Includes.target(i).equals(type))
                || !searches.isEmpty() && Includes.EVERYWHERE.contains(type);
    }
}
