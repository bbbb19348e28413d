package nl.etdnetwerk.dvza.resource;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;

import org.hl7.fhir.dstu3.model.AllergyIntolerance;
import org.hl7.fhir.dstu3.model.Attachment;
import org.hl7.fhir.dstu3.model.CodeableConcept;
import org.hl7.fhir.dstu3.model.Composition;
import org.hl7.fhir.dstu3.model.Condition;
import org.hl7.fhir.dstu3.model.Consent;
import org.hl7.fhir.dstu3.model.Coverage;
import org.hl7.fhir.dstu3.model.DateTimeType;
import org.hl7.fhir.dstu3.model.DocumentReference;
import org.hl7.fhir.dstu3.model.Encounter;
import org.hl7.fhir.dstu3.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.dstu3.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.dstu3.model.EpisodeOfCare;
import org.hl7.fhir.dstu3.model.Flag;
import org.hl7.fhir.dstu3.model.Immunization;
import org.hl7.fhir.dstu3.model.InstantType;
import org.hl7.fhir.dstu3.model.MedicationRequest;
import org.hl7.fhir.dstu3.model.NutritionOrder;
import org.hl7.fhir.dstu3.model.Observation;
import org.hl7.fhir.dstu3.model.Patient;
import org.hl7.fhir.dstu3.model.Period;
import org.hl7.fhir.dstu3.model.Procedure;
import org.hl7.fhir.dstu3.model.Quantity;
import org.hl7.fhir.dstu3.model.Resource;

import nl.etdnetwerk.dvza.data.Patients.PatientRecord;

/** Synthetic STU3 resources. They follow from the date of birth and the zorgaanbieder, so that every person has its own at each and always the same. No BSN in any. */
final class Stu3Data {

    private static final String SNOMED = "http://snomed.info/sct";
    private static final String LOINC = "http://loinc.org";
    private static final String NHG45 = "https://referentiemodel.nhg.org/tabellen/nhg-tabel-45-diagnostische-bepalingen";
    private final PatientRecord person;
    private final int seed;

    Stu3Data(PatientRecord person, String zorgaanbieder) {
        this.person = person;
        this.seed = person.dateOfBirth().getDayOfYear() + Math.floorMod(zorgaanbieder.hashCode(), 97);
    }

    List<Resource> search(Search s) {
        return switch (s.type()) {
            case "Patient" -> List.of(patient());
            case "Coverage" -> List.of(identified("coverage", coverage()));
            case "Consent" -> s.asks("category", "11291000146105") ? List.of(identified("consent", consent())) : List.of();
            case "Condition" -> List.of(identified("condition", condition()));
            case "Observation" -> observations(s);
            case "NutritionOrder" -> List.of(identified("nutrition", nutrition()));
            case "Flag" -> List.of(identified("flag",
                    new Flag().setStatus(Flag.FlagStatus.ACTIVE).setCode(concept(SNOMED, "77386006", "Let op: bijzondere situatie"))));
            case "AllergyIntolerance" -> List.of(identified("allergy", allergy()));
            case "MedicationRequest" -> s.asks("category", "16076005") ? List.of(identified("medication", medication())) : List.of();
            case "Immunization" -> List.of(identified("immunization", immunization()));
            case "Procedure" -> List.of(identified("procedure", procedure()));
            case "Encounter" -> List.of(identified("encounter", encounter()));
            case "EpisodeOfCare" -> List.of(identified("episode", new EpisodeOfCare().setStatus(EpisodeOfCare.EpisodeOfCareStatus.ACTIVE)
                    .addType(concept("https://referentiemodel.nhg.org/tabellen/nhg-tabel-24-subjectieve-klacht", "R05", "Hoesten"))
                    .setPeriod(new Period().setStart(date(30)))));
            case "Composition" -> List.of(identified("soep", composition()));
            case "DocumentReference" -> List.of(document(1, "Ontslagbrief"), document(2, "Laboratoriumverslag"));
            default -> List.of();
        };
    }

    private static <T extends Resource> T identified(String id, T resource) {
        resource.setId(id + "-1");
        return resource;
    }

    private static CodeableConcept concept(String system, String code, String text) {
        CodeableConcept c = new CodeableConcept().setText(text);
        c.addCoding().setSystem(system).setCode(code).setDisplay(text);
        return c;
    }

    private Date date(int daysAgo) {
        return java.sql.Date.valueOf(java.time.LocalDate.of(2026, 1, 1).minusDays(daysAgo + seed % 20));
    }

    private Patient patient() {
        Patient p = identified("patient", new Patient());
        p.addName().setText(person.givenNames() + " " + person.surName()).setFamily(person.surName()).addGiven(person.givenNames());
        p.setGender(person.dateOfBirth().getDayOfYear() % 2 == 0 ? AdministrativeGender.FEMALE : AdministrativeGender.MALE);
        p.setBirthDate(java.sql.Date.valueOf(person.dateOfBirth()));
        return p;
    }

    private Coverage coverage() {
        return new Coverage().setStatus(Coverage.CoverageStatus.ACTIVE)
                .setType(concept("http://hl7.org/fhir/v3/ActCode", "HIP", "Basisverzekering"))
                .setSubscriberId("P" + (100000 + person.dateOfBirth().getDayOfYear()));
    }

    private Consent consent() {
        Consent c = new Consent().setStatus(Consent.ConsentState.ACTIVE).setDateTime(date(400));
        c.addCategory(concept(SNOMED, "11291000146105", "Behandelaanwijzing"));
        return c;
    }

    private Condition condition() {
        return new Condition().setClinicalStatus(Condition.ConditionClinicalStatus.ACTIVE)
                .setCode(seed % 2 == 0 ? concept(SNOMED, "38341003", "Hypertensie") : concept(SNOMED, "195967001", "Astma"))
                .setOnset(new DateTimeType(date(800)));
    }

    private List<Resource> observations(Search s) {
        List<Resource> found = new ArrayList<>();
        add(found, s.parameters().containsKey("code") && s.codes("code").contains("365980008"),
                () -> observation("tobacco", concept(SNOMED, "365980008", "Tabakgebruik"))
                        .setValue(concept(SNOMED, "8517006", "Gestopt met roken")));
        add(found, s.parameters().containsKey("code") && s.codes("code").contains("85354-9"), () -> {
            Observation bp = observation("bloodpressure", concept(LOINC, "85354-9", "Bloeddruk"));
            bp.addComponent().setCode(concept(LOINC, "8480-6", "Systolisch"))
                    .setValue(new Quantity().setValue(120 + seed % 25).setUnit("mm[Hg]"));
            bp.addComponent().setCode(concept(LOINC, "8462-4", "Diastolisch"))
                    .setValue(new Quantity().setValue(75 + seed % 15).setUnit("mm[Hg]"));
            return bp;
        });
        add(found, s.parameters().getOrDefault("code", List.of()).stream().anyMatch(c -> c.startsWith(NHG45)),
                () -> observation("glucose", concept(NHG45, "3208", "Glucose nuchter"))
                        .setValue(new Quantity().setValue(4.5 + seed % 20 / 10.0).setUnit("mmol/l")));
        return found;
    }

    private static void add(List<Resource> found, boolean when, Supplier<Observation> what) {
        if (when) {
            found.add(what.get());
        }
    }

    private Observation observation(String id, CodeableConcept code) {
        return identified(id,
                new Observation().setStatus(Observation.ObservationStatus.FINAL).setCode(code).setEffective(new DateTimeType(date(14))));
    }

    private NutritionOrder nutrition() {
        NutritionOrder n = new NutritionOrder().setStatus(NutritionOrder.NutritionOrderStatus.ACTIVE).setDateTime(date(60));
        n.getOralDiet().addType(concept(SNOMED, "386619000", "Zoutarm dieet"));
        return n;
    }

    private AllergyIntolerance allergy() {
        return new AllergyIntolerance().setClinicalStatus(AllergyIntolerance.AllergyIntoleranceClinicalStatus.ACTIVE)
                .setVerificationStatus(AllergyIntolerance.AllergyIntoleranceVerificationStatus.CONFIRMED)
                .addCategory(AllergyIntolerance.AllergyIntoleranceCategory.MEDICATION)
                .setCode(concept(SNOMED, "91936005", "Allergie voor penicilline")).setAssertedDate(date(900));
    }

    private MedicationRequest medication() {
        return new MedicationRequest().setStatus(MedicationRequest.MedicationRequestStatus.ACTIVE)
                .setIntent(MedicationRequest.MedicationRequestIntent.ORDER)
                .setCategory(concept(SNOMED, "16076005", "Medicatieafspraak"))
                .setMedication(concept("urn:oid:2.16.840.1.113883.2.4.4.7", "67903", "Paracetamol 500 mg tablet"))
                .setAuthoredOn(date(20));
    }

    private Immunization immunization() {
        return new Immunization().setStatus(Immunization.ImmunizationStatus.COMPLETED)
                .setVaccineCode(concept(SNOMED, "333598008", "Griepvaccin")).setDate(date(100)).setNotGiven(false)
                .setPrimarySource(true);
    }

    private Procedure procedure() {
        return new Procedure().setStatus(Procedure.ProcedureStatus.COMPLETED)
                .setCategory(concept(SNOMED, "387713003", "Chirurgische verrichting"))
                .setCode(concept(SNOMED, "80146002", "Appendectomie")).setPerformed(new DateTimeType(date(3000)));
    }

    private Encounter encounter() {
        Encounter e = new Encounter().setStatus(Encounter.EncounterStatus.FINISHED)
                .setPeriod(new Period().setStart(date(45)).setEnd(date(44)));
        e.setClass_(new org.hl7.fhir.dstu3.model.Coding("http://hl7.org/fhir/v3/ActCode", "IMP", "Opname"));
        e.addReason(concept(SNOMED, "29857009", "Pijn op de borst"));
        return e;
    }

    private Composition composition() {
        return new Composition().setStatus(Composition.CompositionStatus.FINAL).setType(concept(LOINC, "67781-5", "SOEP-verslag"))
                .setDate(date(10)).setTitle("Consult: hoesten sinds een week");
    }

    private DocumentReference document(int number, String title) {
        DocumentReference d = new DocumentReference().setStatus(DocumentReferenceStatus.CURRENT).setType(concept(LOINC, "18842-5", title))
                .setDescription(title);
        d.setId("document-" + number);
        d.setIndexedElement(new InstantType(date(5 * number)));
        d.addContent()
                .setAttachment(new Attachment().setContentType("application/pdf").setTitle(title).setUrl("Binary/document-" + number));
        return d;
    }
}
