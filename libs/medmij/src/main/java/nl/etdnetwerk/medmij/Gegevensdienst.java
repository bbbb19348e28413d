package nl.etdnetwerk.medmij;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The gegevensdiensten of medmij.md 3.4 that the network serves. */
public enum Gegevensdienst {
    /** Basisgegevens Zorg 3.0. */
    BASISGEGEVENS_ZORG("48", "Basisgegevens Zorg", "3.0", "MM-3.0-BZB-FHIR"),
    /** Huisartsgegevens 2.0. */
    HUISARTSGEGEVENS("49", "Huisartsgegevens", "3.0", "MM-2.0-HGB-FHIR"),
    /** Documenten 3.0: a list and the documents themselves. */
    DOCUMENTEN("51", "Documenten", "3.0", "MM-3.0-PLB-FHIR", "MM-3.0-PDB-FHIR"),
    /** Vaccinaties 1.0. */
    VACCINATIES("63", "Vaccinaties", "4.0", "MM-1.0-VAB-FHIR");

    private final String id;
    private final String weergavenaam;
    private final String fhirVersion;
    private final List<String> systeemrollen;

    Gegevensdienst(String id, String weergavenaam, String fhirVersion, String... systeemrollen) {
        this.id = id;
        this.weergavenaam = weergavenaam;
        this.fhirVersion = fhirVersion;
        this.systeemrollen = List.of(systeemrollen);
    }

    /** GegevensdienstId. */
    public String id() {
        return id;
    }

    /** Name for people. */
    public String weergavenaam() {
        return weergavenaam;
    }

    /** Value of the fhirVersion parameter of the media type: 3.0 or 4.0. */
    public String fhirVersion() {
        return fhirVersion;
    }

    /** Codes of the server's system roles. */
    public List<String> systeemrollen() {
        return systeemrollen;
    }

    /** The gegevensdienst with this id. */
    public static Optional<Gegevensdienst> of(String id) {
        return Arrays.stream(values()).filter(g -> g.id.equals(id)).findFirst();
    }
}
