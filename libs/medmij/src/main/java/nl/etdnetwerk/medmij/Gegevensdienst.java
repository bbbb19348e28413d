package nl.etdnetwerk.medmij;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The gegevensdiensten of medmij.md 3.4, by ascending id; our own DVP and DVZA know those of {@link #BASISGEGEVENS_ZORG}, {@link #HUISARTSGEGEVENS}, {@link #DOCUMENTEN} and {@link #VACCINATIES}. */
public enum Gegevensdienst {
    /** Medicatiegegevens 9.0. */
    MEDICATIEGEGEVENS("31", "Medicatiegegevens", "3.0"),
    /** Medicatiegegevens 9.A. */
    MEDICATIEGEGEVENS_9A("35", "Medicatiegegevens", "3.0"),
    /** Laboratoriumresultaten 2.0. */
    LABORATORIUMRESULTATEN("46", "Laboratoriumresultaten", "3.0"),
    /** Afspraken 2.0. */
    AFSPRAKEN("47", "Afspraken", "3.0", "EA-2.0-AFB-FHIR"),
    /** Basisgegevens Zorg 3.0. */
    BASISGEGEVENS_ZORG("48", "Basisgegevens Zorg", "3.0", "MM-3.0-BZB-FHIR"),
    /** Huisartsgegevens 2.0. */
    HUISARTSGEGEVENS("49", "Huisartsgegevens", "3.0", "MM-2.0-HGB-FHIR"),
    /** Basisgegevens GGZ 2.0. */
    BASISGEGEVENS_GGZ("50", "Basisgegevens GGZ", "3.0", "MM-2.0-GGB-FHIR"),
    /** Documenten 3.0: a list and the documents themselves. */
    DOCUMENTEN("51", "Documenten", "3.0", "MM-3.0-PLB-FHIR", "MM-3.0-PDB-FHIR"),
    /** Meetwaarden vitale functies 2.0. */
    VITALE_FUNCTIES("52", "Meetwaarden vitale functies", "3.0", "MM-2.0-MVB-FHIR"),
    /** Overgevoeligheden 2.0. */
    OVERGEVOELIGHEDEN("54", "Overgevoeligheden", "3.0"),
    /** Medicatiegerelateerde overgevoeligheden 2.A. */
    MEDICATIEGERELATEERDE_OVERGEVOELIGHEDEN("58", "Medicatiegerelateerde overgevoeligheden", "3.0", "MM-2.A-AIB-FHIR"),
    /** Verwijzing naar vragenlijst 2.0. */
    VERWIJZING_NAAR_VRAGENLIJST("59", "Verwijzing naar vragenlijst", "3.0"),
    /** Basisgegevens Langdurige Zorg 3.0. */
    BASISGEGEVENS_LANGDURIGE_ZORG("61", "Basisgegevens Langdurige Zorg", "3.0", "MM-3.0-LZB-FHIR"),
    /** Vaccinaties 1.0. */
    VACCINATIES("63", "Vaccinaties", "4.0", "MM-1.0-VAB-FHIR"),
    /** Integrale Zwangerschapskaart 1.0. */
    INTEGRALE_ZWANGERSCHAPSKAART("65", "Integrale Zwangerschapskaart", "3.0", "GZ-1.0-IZB-FHIR");

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

    /** Codes of the server's system roles; none where the source does not tell them, and then nobody can offer it here. */
    public List<String> systeemrollen() {
        return systeemrollen;
    }

    /** The gegevensdienst with this id. */
    public static Optional<Gegevensdienst> of(String id) {
        return Arrays.stream(values()).filter(g -> g.id.equals(id)).findFirst();
    }
}
