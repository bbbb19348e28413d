package nl.etdnetwerk.dvza.resource;

import java.util.List;

import org.hl7.fhir.dstu3.model.CodeableConcept;
import org.hl7.fhir.dstu3.model.DateTimeType;
import org.hl7.fhir.dstu3.model.Medication;
import org.hl7.fhir.dstu3.model.MedicationDispense;
import org.hl7.fhir.dstu3.model.MedicationRequest;
import org.hl7.fhir.dstu3.model.MedicationStatement;
import org.hl7.fhir.dstu3.model.Reference;
import org.hl7.fhir.dstu3.model.Resource;

/** Medication of a patient: agreed, dispensed, used. */
final class Stu3Medication {

    private final Stu3Data of;
    private final Medication medication;

    Stu3Medication(Stu3Data of) {
        this.of = of;
        CodeableConcept product = of.number(0, 2) == 0
                ? Stu3Data.concept("urn:oid:2.16.840.1.113883.2.4.4.7", "67903", "Paracetamol 500 mg tablet")
                : Stu3Data.concept("urn:oid:2.16.840.1.113883.2.4.4.7", "4626", "Metoprolol 50 mg tablet");
        this.medication = of.identified("product", new Medication().setCode(product));
    }

    List<Resource> all() {
        return List.of(medication,
                of.identified("medication", new MedicationRequest().setStatus(MedicationRequest.MedicationRequestStatus.ACTIVE)
                        .setIntent(MedicationRequest.MedicationRequestIntent.ORDER).setSubject(of.subject())
                        .setCategory(Stu3Data.concept(Stu3Data.SNOMED, "16076005", "Medicatieafspraak")).setMedication(product())
                        .setAuthoredOn(of.date(20))),
                of.identified("dispense", new MedicationDispense().setStatus(MedicationDispense.MedicationDispenseStatus.COMPLETED)
                        .setSubject(of.subject()).setCategory(Stu3Data.concept(Stu3Data.SNOMED, "422037009", "Verstrekking"))
                        .setMedication(product()).setWhenHandedOver(of.date(18))),
                of.identified("use", new MedicationStatement().setStatus(MedicationStatement.MedicationStatementStatus.ACTIVE)
                        .setSubject(of.subject()).setTaken(MedicationStatement.MedicationStatementTaken.Y)
                        .setCategory(Stu3Data.concept("urn:oid:2.16.840.1.113883.2.4.3.11.60.20.77.5.3", "6", "Medicatiegebruik"))
                        .setMedication(product()).setEffective(new DateTimeType(of.date(17)))));
    }

    private Reference product() {
        return new Reference("Medication/" + medication.getIdElement().getIdPart()).setDisplay(medication.getCode().getText());
    }
}
