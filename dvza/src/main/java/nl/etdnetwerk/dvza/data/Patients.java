package nl.etdnetwerk.dvza.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Jdbi;

import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.persons.TestBsn;

/** Who is a patient where, and under which handle. */
@ApplicationScoped
public class Patients {

    private static final int ADULT_FOR_SELF = 16;
    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private final Jdbi jdbi;
    private final NetworkClock clock;
    private final List<PatientRecord> records;
    private volatile Map<UUID, PatientRecord> byHandle = Map.of();

    /** As the files that come with the product have it. */
    private record StoredRecord(String bsnStem, String givenNames, String surName, LocalDate dateOfBirth, List<String> zorgaanbieders) {

        PatientRecord record() {
            return new PatientRecord(TestBsn.of(bsnStem), givenNames, surName, dateOfBirth, zorgaanbieders);
        }
    }

    /** A synthetic patient file: where the person is treated, who it is, and a number that its data follow from. */
    public record PatientRecord(String bsn, String givenNames, String surName, LocalDate dateOfBirth, List<String> zorgaanbieders) {

        /** Enough for who it is to know, and too little for anybody else: initials and year of birth. */
        public String masked() {
            String initials = Arrays.stream((givenNames + " " + surName).split(" ")).filter(w -> !w.isEmpty())
                    .map(w -> w.substring(0, 1) + ".")
                    .collect(Collectors.joining(" "));
            return initials + ", " + dateOfBirth.getYear();
        }

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

    /**
     * The handle for a BSN at a zorgaanbieder: what tokens and consents refer to in its place. Everybody has one, so that having one says
     * nothing about being a patient.
     */
    public UUID handle(String zorgaanbieder, String bsn) {
        return handle(key(), zorgaanbieder, bsn);
    }

    private static UUID handle(byte[] key, String zorgaanbieder, String bsn) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            ByteBuffer first = ByteBuffer.wrap(mac.doFinal((zorgaanbieder + " " + bsn).getBytes(StandardCharsets.UTF_8)));
            return new UUID(first.getLong(), first.getLong());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One for all processes of the service, made by the first that needs it. */
    private byte[] key() {
        return jdbi.inTransaction(h -> {
            byte[] fresh = new byte[KEY_BYTES];
            RANDOM.nextBytes(fresh);
            h.execute("insert into handle_key (key) values (?) on conflict do nothing", fresh);
            return h.createQuery("select key from handle_key").mapTo(byte[].class).one();
        });
    }

    /** The file of a patient who is treated here. */
    public Optional<PatientRecord> find(UUID handle) {
        return Optional.ofNullable(patients().get(handle));
    }

    private Map<UUID, PatientRecord> patients() {
        if (byHandle.isEmpty()) {
            byte[] key = key();
            Map<UUID, PatientRecord> all = new HashMap<>();
            records.forEach(p -> p.zorgaanbieders().forEach(z -> all.put(handle(key, z, p.bsn()), p)));
            byHandle = Map.copyOf(all);
        }
        return byHandle;
    }

    /** The availability test: treated here, with data, and sixteen or older (medmij.md 1.8). */
    public boolean available(UUID handle) {
        return find(handle).filter(
                p -> Period.between(p.dateOfBirth(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)).getYears() >= ADULT_FOR_SELF)
                .isPresent();
    }
}
