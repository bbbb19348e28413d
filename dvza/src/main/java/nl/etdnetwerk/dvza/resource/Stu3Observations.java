package nl.etdnetwerk.dvza.resource;

import java.math.BigDecimal;
import java.util.List;

import org.hl7.fhir.dstu3.model.CodeableConcept;
import org.hl7.fhir.dstu3.model.DateTimeType;
import org.hl7.fhir.dstu3.model.Observation;
import org.hl7.fhir.dstu3.model.Quantity;
import org.hl7.fhir.dstu3.model.Resource;

/** Measurements and findings of a patient, one of each kind: so the last of each is the same as all. */
final class Stu3Observations {

    static final String NHG45 = "https://referentiemodel.nhg.org/tabellen/nhg-tabel-45-diagnostische-bepalingen";
    private static final String UCUM = "http://unitsofmeasure.org";
    private final Stu3Data of;

    Stu3Observations(Stu3Data of) {
        this.of = of;
    }

    List<Resource> all() {
        Observation pressure = observation("bloodpressure", loinc("85354-9", "Bloeddruk"));
        pressure.addComponent().setCode(loinc("8480-6", "Systolisch")).setValue(quantity(of.number(120, 25), "mm[Hg]"));
        pressure.addComponent().setCode(loinc("8462-4", "Diastolisch")).setValue(quantity(of.number(75, 15), "mm[Hg]"));
        Observation function = observation("function", snomed("118228005", "Functionele status"));
        function.addCategory(snomed("118228005", "Functionele status"));
        Observation lab = observation("lab", Stu3Data.concept(NHG45, "3208", "Glucose nuchter"));
        lab.addCategory(snomed("275711006", "Laboratoriumonderzoek"));
        return List.of(pressure,
                observation("tobacco", snomed("365980008", "Tabakgebruik")).setValue(snomed("8517006", "Gestopt met roken")),
                observation("alcohol", snomed("228273003", "Alcoholgebruik")).setValue(snomed("105542008", "Drinkt geen alcohol")),
                observation("living", snomed("365508006", "Woonsituatie")).setValue(snomed("224255008", "Woont zelfstandig")),
                observation("weight", loinc("29463-7", "Lichaamsgewicht")).setValue(quantity(of.number(60, 30), "kg")),
                observation("height", loinc("8302-2", "Lichaamslengte")).setValue(quantity(of.number(160, 30), "cm")),
                function.setValue(snomed("371153006", "Zelfstandig")),
                lab.setValue(new Quantity().setValue(BigDecimal.valueOf(of.number(45, 20), 1)).setUnit("mmol/l").setSystem(UCUM)
                        .setCode("mmol/L")));
    }

    private static CodeableConcept snomed(String code, String text) {
        return Stu3Data.concept(Stu3Data.SNOMED, code, text);
    }

    private static CodeableConcept loinc(String code, String text) {
        return Stu3Data.concept(Stu3Data.LOINC, code, text);
    }

    private static Quantity quantity(int value, String unit) {
        return new Quantity().setValue(value).setUnit(unit).setSystem(UCUM).setCode(unit);
    }

    private Observation observation(String id, CodeableConcept code) {
        return of.identified(id, new Observation().setStatus(Observation.ObservationStatus.FINAL).setCode(code).setSubject(of.subject())
                .setEffective(new DateTimeType(of.date(14))));
    }
}
