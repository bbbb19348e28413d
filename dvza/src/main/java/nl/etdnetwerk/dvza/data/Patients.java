package nl.etdnetwerk.dvza.data;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Jdbi;

import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.persons.TestBsn;

/** Who is a patient where, and under which handle. */
@ApplicationScoped
public class Patients {

    private static final int ADULT_FOR_SELF = 16;
    private final Jdbi jdbi;
    private final NetworkClock clock;
    private final List<PatientRecord> records;

    /** As the files that come with the product have it. */
    private record StoredRecord(String bsnStem, String givenNames, String surName, LocalDate dateOfBirth, List<String> zorgaanbieders) {

        PatientRecord record() {
            return new PatientRecord(TestBsn.of(bsnStem), givenNames, surName, dateOfBirth, zorgaanbieders);
        }
    }

    /** A synthetic patient file: where the person is treated, who it is, and a number that its data follow from. */
    public record PatientRecord(String bsn, String givenNames, String surName, LocalDate dateOfBirth, List<String> zorgaanbieders) {

        /** Does not show who it is. */
        @Override
        public String toString() {
            return "PatientRecord";
        }
    }

    /** Reads the files that come with the product. */
    public Patients(Jdbi jdbi, NetworkClock clock, ObjectMapper json) throws IOException {
        this.jdbi = jdbi;
        this.clock = clock;
        try (InputStream in = Patients.class.getResourceAsStream("/patients.json")) {
            this.records = Arrays.stream(json.readValue(in, StoredRecord[].class)).map(StoredRecord::record).toList();
        }
    }

    /** The handle for a BSN at a zorgaanbieder; made when it is new, so that having one says nothing about being a patient. */
    public UUID handle(String zorgaanbieder, String bsn) {
        jdbi.useHandle(h -> h.execute("insert into patient (handle, zorgaanbieder, bsn) values (?, ?, ?) on conflict do nothing",
                UUID.randomUUID(), zorgaanbieder, bsn));
        return jdbi.withHandle(h -> h.createQuery("select handle from patient where zorgaanbieder = :z and bsn = :b")
                .bind("z", zorgaanbieder).bind("b", bsn).mapTo(UUID.class).one());
    }

    /** The file of a patient who is treated here. */
    public Optional<PatientRecord> find(UUID handle) {
        return jdbi.withHandle(h -> h.createQuery("select zorgaanbieder, bsn from patient where handle = :h").bind("h", handle)
                .map((r, c) -> List.of(r.getString(1), r.getString(2))).findOne())
                .flatMap(row -> records.stream().filter(p -> p.bsn().equals(row.get(1)) && p.zorgaanbieders().contains(row.get(0)))
                        .findFirst());
    }

    /** The availability test: treated here, with data, and sixteen or older (medmij.md 1.8). */
    public boolean available(UUID handle) {
        return find(handle).filter(
                p -> Period.between(p.dateOfBirth(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)).getYears() >= ADULT_FOR_SELF)
                .isPresent();
    }
}
