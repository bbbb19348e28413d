package nl.etdnetwerk.dvp.fhir;

import java.util.List;

import nl.etdnetwerk.medmij.Gegevensdienst;

/** The searches of each gegevensdienst, relative to its resource endpoint (medmij.md 3.5). Values are percent-encoded. */
final class Queries {

    private static final String SCT = "http://snomed.info/sct%7C";

    static final String TODAY = "{today}";

    private Queries() {}

    /** Those of a gegevensdienst; {@link #TODAY} stands for the day of asking, so that what is kept is kept under the same name every day. */
    static List<String> of(Gegevensdienst gegevensdienst) {
        return switch (gegevensdienst) {
            case BASISGEGEVENS_ZORG -> List.of("Patient?_include=Patient:general-practitioner",
                    "Coverage?_include=Coverage:payor:Patient&_include=Coverage:payor:Organization",
                    "Consent?category=" + SCT + "11291000146105", "Condition", "Observation?code=" + SCT + "365980008",
                    "Observation?code=" + SCT + "228273003",
                    "Observation/$lastn?code=" + SCT + "365508006", "NutritionOrder",
                    "Flag", "AllergyIntolerance",
                    "MedicationRequest?category=" + SCT + "16076005&_include=MedicationRequest:medication",
                    "MedicationDispense?category=" + SCT + "422037009&_include=MedicationDispense:medication",
                    "Immunization?status=completed",
                    "Observation/$lastn?code=http://loinc.org%7C85354-9",
                    "Observation/$lastn?code=http://loinc.org%7C29463-7", "Observation/$lastn?code=http://loinc.org%7C8302-2",
                    "Procedure?category=" + SCT + "387713003",
                    "Encounter?class=http://hl7.org/fhir/v3/ActCode%7CIMP,http://hl7.org/fhir/v3/ActCode%7CACUTE,http://hl7.org/fhir/v3/ActCode%7CNONAC");
            case HUISARTSGEGEVENS ->
                List.of("Patient?_include=Patient:general-practitioner", "EpisodeOfCare",
                        "MedicationRequest?periodofuse=ge" + TODAY + "&category=" + SCT + "16076005&_include=MedicationRequest:medication",
                        "AllergyIntolerance?category=medication",
                        "Observation?code=https://referentiemodel.nhg.org/tabellen/nhg-tabel-45-diagnostische-bepalingen%7C",
                        "Composition?type=http://loinc.org%7C67781-5", "Encounter");
            case DOCUMENTEN -> List.of("DocumentReference?status=current");
            case VACCINATIES ->
                List.of("Immunization?_include=Immunization:patient&_include=Immunization:performer&_include=Immunization:location");
            // Others may be offered by a supplier's DVZA: this PGO does not collect them.
            default -> List.of();
        };
    }
}
