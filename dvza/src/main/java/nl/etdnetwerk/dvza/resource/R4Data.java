package nl.etdnetwerk.dvza.resource;

import java.time.LocalDate;
import java.util.List;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Resource;

import nl.etdnetwerk.dvza.data.Patients.PatientRecord;

/** Synthetic R4 resources: vaccinations. */
final class R4Data {

    private final PatientRecord person;

    R4Data(PatientRecord person) {
        this.person = person;
    }

    List<Resource> search(Search s) {
        return s.type().equals("Immunization") ? List.of(immunization(1, "DKTP", 4), immunization(2, "BMR", 14)) : List.of();
    }

    private Immunization immunization(int number, String vaccine, int months) {
        Immunization i = new Immunization();
        i.setId("vaccination-" + number);
        i.setStatus(Immunization.ImmunizationStatus.COMPLETED);
        i.setVaccineCode(new CodeableConcept().setText(vaccine));
        LocalDate at = person.dateOfBirth().plusMonths(months);
        i.setOccurrence(new DateTimeType(at.toString()));
        return i;
    }
}
