package nl.etdnetwerk.dvza.resource;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

import nl.etdnetwerk.dvza.data.Patients.PatientRecord;

/** Synthetic R4 resources: vaccinations, as this zorgaanbieder knows them. */
final class R4Data {

    private final PatientRecord person;
    private final String handle;
    private final String zorgaanbieder;

    R4Data(PatientRecord person, UUID handle, String zorgaanbieder) {
        this.person = person;
        this.handle = handle.toString();
        this.zorgaanbieder = zorgaanbieder;
    }

    List<Resource> search(Search s) {
        return all().stream().filter(r -> r.fhirType().equals(s.type())).toList();
    }

    /** The resource of this patient with this type and id. */
    Optional<Resource> read(String type, String id) {
        return all().stream().filter(r -> r.fhirType().equals(type) && r.getIdElement().getIdPart().equals(id)).findFirst();
    }

    List<Resource> all() {
        Patient patient = new Patient();
        patient.setId(handle);
        patient.addName().setText(person.givenNames() + " " + person.surName()).setFamily(person.surName()).addGiven(person.givenNames());
        patient.setBirthDate(java.sql.Date.valueOf(person.dateOfBirth()));
        Practitioner practitioner = new Practitioner();
        practitioner.setId("zorgverlener-" + zorgaanbieder);
        practitioner.addName().setText("Zorgverlener van " + zorgaanbieder);
        Location location = new Location().setName("Priklocatie van " + zorgaanbieder);
        location.setId("locatie-" + zorgaanbieder);
        return List.of(immunization(1, "DKTP", 4), immunization(2, "BMR", 14), patient, practitioner, location);
    }

    private Immunization immunization(int number, String vaccine, int months) {
        Immunization i = new Immunization();
        i.setId("vaccination-" + number + "-" + handle.substring(0, 8));
        i.setStatus(Immunization.ImmunizationStatus.COMPLETED);
        i.setVaccineCode(new CodeableConcept().setText(vaccine));
        i.setPatient(new Reference("Patient/" + handle).setDisplay(person.givenNames() + " " + person.surName()));
        i.addPerformer().setActor(new Reference("Practitioner/zorgverlener-" + zorgaanbieder));
        i.setLocation(new Reference("Location/locatie-" + zorgaanbieder));
        LocalDate at = person.dateOfBirth().plusMonths(months);
        i.setOccurrence(new DateTimeType(at.toString()));
        return i;
    }
}
