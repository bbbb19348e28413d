package nl.etdnetwerk.dvza.resource;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import org.hl7.fhir.dstu3.model.AllergyIntolerance;
import org.hl7.fhir.dstu3.model.CodeableConcept;
import org.hl7.fhir.dstu3.model.Coding;
import org.hl7.fhir.dstu3.model.Composition;
import org.hl7.fhir.dstu3.model.Consent;
import org.hl7.fhir.dstu3.model.DocumentReference;
import org.hl7.fhir.dstu3.model.Encounter;
import org.hl7.fhir.dstu3.model.Immunization;
import org.hl7.fhir.dstu3.model.MedicationDispense;
import org.hl7.fhir.dstu3.model.MedicationRequest;
import org.hl7.fhir.dstu3.model.MedicationStatement;
import org.hl7.fhir.dstu3.model.Observation;
import org.hl7.fhir.dstu3.model.Procedure;
import org.hl7.fhir.dstu3.model.Resource;

/** Parameters of STU3 searches: what in a resource each is about. */
final class Stu3Filters {

    private static final Map<String, Function<Resource, Stream<Coding>>> TOKENS = Map.ofEntries(
            Map.entry("Consent.category", r -> codings(((Consent) r).getCategory())),
            Map.entry("Observation.category", r -> codings(((Observation) r).getCategory())),
            Map.entry("Observation.code", r -> codings(List.of(((Observation) r).getCode()))),
            Map.entry("AllergyIntolerance.category",
                    r -> ((AllergyIntolerance) r).getCategory().stream()
                            .map(c -> new Coding(c.getValue().getSystem(), c.getValue().toCode(), null))),
            Map.entry("MedicationRequest.category", r -> codings(List.of(((MedicationRequest) r).getCategory()))),
            Map.entry("MedicationStatement.category", r -> codings(List.of(((MedicationStatement) r).getCategory()))),
            Map.entry("MedicationDispense.category", r -> codings(List.of(((MedicationDispense) r).getCategory()))),
            Map.entry("Procedure.category", r -> codings(List.of(((Procedure) r).getCategory()))),
            Map.entry("Encounter.class", r -> Stream.of(((Encounter) r).getClass_())),
            Map.entry("Immunization.status",
                    r -> code(((Immunization) r).getStatus().getSystem(), ((Immunization) r).getStatus().toCode())),
            Map.entry("Composition.type", r -> codings(List.of(((Composition) r).getType()))),
            Map.entry("DocumentReference.status",
                    r -> code(((DocumentReference) r).getStatus().getSystem(), ((DocumentReference) r).getStatus().toCode())));

    private static final Map<String, Function<Resource, Date>> DATES = Map.of("Observation.date",
            r -> ((Observation) r).getEffectiveDateTimeType().getValue(), "DocumentReference.indexed",
            r -> ((DocumentReference) r).getIndexed(),
            "MedicationRequest.periodofuse", r -> ((MedicationRequest) r).getAuthoredOn());

    private Stu3Filters() {}

    /**
     * Whether a resource is what a search asks.
     *
     * @throws DateTimeException for a date parameter that is none
     */
    static boolean matches(Resource r, Search s) {
        return r.fhirType().equals(s.type())
                && s.parameters().keySet().stream().filter(p -> !p.equals(Search.INCLUDE)).allMatch(p -> matches(r, s, p));
    }

    private static boolean matches(Resource r, Search s, String parameter) {
        String name = s.type() + "." + parameter;
        if (DATES.containsKey(name)) {
            LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(DATES.get(name).apply(r).getTime()), ZoneId.systemDefault());
            // What is prescribed is used from then on.
            return s.holds(parameter, day, parameter.equals("periodofuse"));
        }
        return TOKENS.containsKey(name) && s.tokens(parameter).stream().allMatch(alternatives -> TOKENS.get(name).apply(r)
                .anyMatch(c -> alternatives.stream().anyMatch(t -> t.means(c.getSystem(), c.getCode()))));
    }

    private static Stream<Coding> codings(List<CodeableConcept> concepts) {
        return concepts.stream().flatMap(c -> c.getCoding().stream());
    }

    private static Stream<Coding> code(String system, String code) {
        return Stream.of(new Coding(system, code, null));
    }
}
