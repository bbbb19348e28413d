package nl.etdnetwerk.bsnk.brp;

import java.time.LocalDate;
import java.util.List;

/** A synthetic person. The BSN passes the eleven test and belongs to nobody. */
public record Person(String bsn, String givenNames, String surName, LocalDate dateOfBirth, String placeOfBirth, Status status,
        List<Document> documents) {

    /** Whether the person can be given means. */
    public enum Status {
        /** Lives in the Netherlands. */
        INGEZETENE,
        /** Has moved abroad; keeps the BSN. */
        GEEMIGREERD,
        /** Has died. */
        OVERLEDEN
    }

    /** An identity document: NL-Paspoort, NL-Identiteitskaart or NL-Rijbewijs. */
    public record Document(String type, String number, String status) {

        /** Whether it may be used to identify somebody. */
        public boolean isValid() {
            return status.equals("GELDIG");
        }
    }

    /** Does not show who it is. */
    @Override
    public String toString() {
        return "Person";
    }
}
