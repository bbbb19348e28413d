package nl.etdnetwerk.dvza.resource;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.hl7.fhir.dstu3.model.AllergyIntolerance;
import org.hl7.fhir.dstu3.model.Attachment;
import org.hl7.fhir.dstu3.model.CodeableConcept;
import org.hl7.fhir.dstu3.model.Coding;
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
import org.hl7.fhir.dstu3.model.NutritionOrder;
import org.hl7.fhir.dstu3.model.Organization;
import org.hl7.fhir.dstu3.model.Patient;
import org.hl7.fhir.dstu3.model.Period;
import org.hl7.fhir.dstu3.model.Practitioner;
import org.hl7.fhir.dstu3.model.Procedure;
import org.hl7.fhir.dstu3.model.Reference;
import org.hl7.fhir.dstu3.model.Resource;

import nl.etdnetwerk.dvza.data.Patients.PatientRecord;

/**
 * Synthetic STU3 resources. They follow from the date of birth and the zorgaanbieder, so that every person has its own at each and always
 * the same. No BSN in any: a patient is the handle that this zorgaanbieder keeps.
 */
final class Stu3Data {

    static final String SNOMED = "http://snomed.info/sct";
    static final String LOINC = "http://loinc.org";
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
    private final PatientRecord person;
    private final String zorgaanbieder;
    private final String handle;
    private final int seed;

    Stu3Data(PatientRecord person, UUID handle, String zorgaanbieder) {
        this.person = person;
        this.handle = handle.toString();
        this.zorgaanbieder = zorgaanbieder;
        this.seed = person.dateOfBirth().getDayOfYear() + Math.floorMod(zorgaanbieder.hashCode(), 97);
    }

    /**
     * What a search finds.
     *
     * @throws DateTimeException for a date parameter that is none
     */
    List<Resource> search(Search s) {
        return all().stream().filter(r -> Stu3Filters.matches(r, s)).toList();
    }

    /** The resource of this patient with this type and id. */
    Optional<Resource> read(String type, String id) {
        return all().stream().filter(r -> r.fhirType().equals(type) && r.getIdElement().getIdPart().equals(id)).findFirst();
    }

    /** Everything there is of this patient, and what it refers to. */
    List<Resource> all() {
        List<Resource> all = new ArrayList<>(List.of(patient(), practitioner(), organization(), insurer(), coverage(), consent(),
                condition(), nutrition(), flag(), allergy(), immunization(), procedure(), encounter(), episode(), composition(),
                document(1, "Ontslagbrief"), document(2, "Laboratoriumverslag")));
        all.addAll(new Stu3Medication(this).all());
        all.addAll(new Stu3Observations(this).all());
        return all;
    }

    /** Adds an id that is this patient's alone. */
    <T extends Resource> T identified(String name, T resource) {
        resource.setId(name + "-" + handle.substring(0, 8));
        return resource;
    }

    Reference subject() {
        return new Reference("Patient/" + handle).setDisplay(person.givenNames() + " " + person.surName());
    }

    Reference by() {
        return new Reference("Practitioner/" + practitioner().getIdElement().getIdPart()).setDisplay("Zorgverlener van " + zorgaanbieder);
    }

    static CodeableConcept concept(String system, String code, String text) {
        CodeableConcept c = new CodeableConcept().setText(text);
        c.addCoding().setSystem(system).setCode(code).setDisplay(text);
        return c;
    }

    Date date(int daysAgo) {
        return java.sql.Date.valueOf(TODAY.minusDays(daysAgo + seed % 20));
    }

    /** A whole number from a range, other for other people and zorgaanbieders. */
    int number(int from, int count) {
        return from + seed % count;
    }

    private <T> T one(List<T> choices) {
        return choices.get(seed % choices.size());
    }

    private Patient patient() {
        Patient p = new Patient();
        p.setId(handle);
        p.addName().setText(person.givenNames() + " " + person.surName()).setFamily(person.surName()).addGiven(person.givenNames());
        p.setGender(person.dateOfBirth().getDayOfYear() % 2 == 0 ? AdministrativeGender.FEMALE : AdministrativeGender.MALE);
        p.setBirthDate(java.sql.Date.valueOf(person.dateOfBirth()));
        p.addGeneralPractitioner(by());
        p.setManagingOrganization(new Reference("Organization/" + zorgaanbieder).setDisplay(zorgaanbieder));
        return p;
    }

    private Practitioner practitioner() {
        Practitioner p = new Practitioner();
        p.setId("zorgverlener-" + zorgaanbieder);
        p.addName().setText("Zorgverlener van " + zorgaanbieder);
        return p;
    }

    private Organization organization() {
        Organization o = new Organization().setName(zorgaanbieder);
        o.setId(zorgaanbieder);
        return o;
    }

    private static Organization insurer() {
        Organization o = new Organization().setName("Zorgverzekeraar Voorbeeld");
        o.setId("zorgverzekeraar");
        return o;
    }

    private Coverage coverage() {
        return identified("coverage", new Coverage().setStatus(Coverage.CoverageStatus.ACTIVE)
                .setType(concept("http://hl7.org/fhir/v3/ActCode", "HIP", "Basisverzekering")).setBeneficiary(subject())
                .setSubscriberId("P" + (100000 + person.dateOfBirth().getDayOfYear()))
                .addPayor(new Reference("Organization/zorgverzekeraar").setDisplay("Zorgverzekeraar Voorbeeld")));
    }

    private Consent consent() {
        Consent c = identified("consent", new Consent().setStatus(Consent.ConsentState.ACTIVE).setPatient(subject()).setDateTime(date(400))
                .setPolicyRule("http://wetten.overheid.nl/BWBR0005290"));
        c.addCategory(concept(SNOMED, "11291000146105", "Behandelaanwijzing"));
        return c;
    }

    private Condition condition() {
        return identified("condition", new Condition().setClinicalStatus(Condition.ConditionClinicalStatus.ACTIVE).setSubject(subject())
                .setCode(one(List.of(concept(SNOMED, "38341003", "Hypertensie"), concept(SNOMED, "195967001", "Astma"),
                        concept(SNOMED, "44054006", "Diabetes mellitus type 2"), concept(SNOMED, "396275006", "Artrose"))))
                .setOnset(new DateTimeType(date(800))));
    }

    private NutritionOrder nutrition() {
        NutritionOrder n = identified("nutrition", new NutritionOrder().setStatus(NutritionOrder.NutritionOrderStatus.ACTIVE)
                .setPatient(subject()).setDateTime(date(60)));
        n.getOralDiet().addType(concept(SNOMED, "386619000", "Zoutarm dieet"));
        return n;
    }

    private Flag flag() {
        return identified("flag", new Flag().setStatus(Flag.FlagStatus.ACTIVE).setSubject(subject())
                .setCode(concept(SNOMED, "77386006", "Let op: bijzondere situatie")));
    }

    private AllergyIntolerance allergy() {
        return identified("allergy", new AllergyIntolerance().setClinicalStatus(AllergyIntolerance.AllergyIntoleranceClinicalStatus.ACTIVE)
                .setVerificationStatus(AllergyIntolerance.AllergyIntoleranceVerificationStatus.CONFIRMED).setPatient(subject())
                .addCategory(AllergyIntolerance.AllergyIntoleranceCategory.MEDICATION)
                .setCode(concept(SNOMED, "91936005", "Allergie voor penicilline")).setAssertedDate(date(900)));
    }

    private Immunization immunization() {
        return identified("immunization", new Immunization().setStatus(Immunization.ImmunizationStatus.COMPLETED).setPatient(subject())
                .setVaccineCode(concept(SNOMED, "333598008", "Griepvaccin")).setDate(date(100)).setNotGiven(false).setPrimarySource(true));
    }

    private Procedure procedure() {
        return identified("procedure", new Procedure().setStatus(Procedure.ProcedureStatus.COMPLETED).setSubject(subject())
                .setCategory(concept(SNOMED, "387713003", "Chirurgische verrichting"))
                .setCode(concept(SNOMED, "80146002", "Appendectomie")).setPerformed(new DateTimeType(date(3000))));
    }

    private Encounter encounter() {
        Encounter e = identified("encounter", new Encounter().setStatus(Encounter.EncounterStatus.FINISHED).setSubject(subject())
                .setPeriod(new Period().setStart(date(45)).setEnd(date(44))));
        e.setClass_(new Coding("http://hl7.org/fhir/v3/ActCode", "IMP", "Opname"));
        e.addReason(concept(SNOMED, "29857009", "Pijn op de borst"));
        return e;
    }

    private EpisodeOfCare episode() {
        return identified("episode", new EpisodeOfCare().setStatus(EpisodeOfCare.EpisodeOfCareStatus.ACTIVE).setPatient(subject())
                .addType(concept("https://referentiemodel.nhg.org/tabellen/nhg-tabel-24-subjectieve-klacht", "R05", "Hoesten"))
                .setPeriod(new Period().setStart(date(30))));
    }

    private Composition composition() {
        return identified("soep", new Composition().setStatus(Composition.CompositionStatus.FINAL)
                .setType(concept(LOINC, "67781-5", "SOEP-verslag")).setSubject(subject()).addAuthor(by()).setDate(date(10))
                .setTitle("Consult bij " + zorgaanbieder + ": hoesten sinds een week"));
    }

    private DocumentReference document(int number, String title) {
        DocumentReference d = identified("document-" + number,
                new DocumentReference().setStatus(DocumentReferenceStatus.CURRENT).setType(concept(LOINC, "18842-5", title))
                        .setSubject(subject()).setDescription(title + " van " + zorgaanbieder));
        d.setIndexedElement(new InstantType(date(5 * number)));
        d.addContent().setAttachment(new Attachment().setContentType("application/pdf").setTitle(title)
                .setUrl("Binary/" + d.getIdElement().getIdPart()));
        return d;
    }
}
