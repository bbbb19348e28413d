package nl.etdnetwerk.stelselbeheer.parties;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a party hands in, as JSON.
 *
 * @param metadataUrl where its SAML metadata is, or
 * @param metadata the SAML metadata itself
 * @param hostnames its MedMij nodes, for the whitelist
 * @param bsnAuthorised whether it may process the BSN; only the scheme operator may set this
 * @param dvp present for a PGO server
 * @param zorgaanbieder present for a zorgaanbieder
 * @param organisatienaam name of a service provider that is neither, as people see it
 * @param diensten services of its own
 */
public record Registration(Optional<String> metadataUrl, Optional<String> metadata, List<String> hostnames, boolean bsnAuthorised,
        Optional<Dvp> dvp, Optional<Zorgaanbieder> zorgaanbieder, Optional<String> organisatienaam, List<Dienst> diensten) {

    /** Absent lists are empty. */
    public Registration {
        hostnames = hostnames == null ? List.of() : List.copyOf(hostnames);
        metadataUrl = metadataUrl == null ? Optional.empty() : metadataUrl;
        metadata = metadata == null ? Optional.empty() : metadata;
        dvp = dvp == null ? Optional.empty() : dvp;
        zorgaanbieder = zorgaanbieder == null ? Optional.empty() : zorgaanbieder;
        organisatienaam = organisatienaam == null ? Optional.empty() : organisatienaam;
        diensten = diensten == null ? List.of() : List.copyOf(diensten);
    }

    /** What it says besides the metadata, which is kept beside it. */
    Registration withoutMetadata() {
        return new Registration(metadataUrl, Optional.empty(), hostnames, bsnAuthorised, dvp, zorgaanbieder, organisatienaam, diensten);
    }

    /** The same with what the scheme operator said of it. */
    Registration authorised(boolean bsn) {
        return new Registration(metadataUrl, metadata, hostnames, bsn, dvp, zorgaanbieder, organisatienaam, diensten);
    }

    /** The name in the catalogue: of the DVP, of the zorgaanbieder, or its own. */
    public Optional<String> naam() {
        return dvp.map(Dvp::organisatienaam).or(() -> zorgaanbieder.map(Zorgaanbieder::korteNaam)).or(() -> organisatienaam);
    }

    /**
     * A service that people can log in to.
     *
     * @param index last part of its ServiceID; the metadata has the AttributeConsumingService
     * @param naam what people see
     * @param minimumLevel for example loa3
     * @param identifierTypes URNs or short names: BSN, PseudoID, Pseudo, Pseudo-1.9; all of them are given. With Pseudo-1.9 it is a
     *        service of framework version 1.11
     */
    public record Dienst(int index, String naam, String minimumLevel, List<String> identifierTypes) {

        /** Absent lists are empty. */
        public Dienst {
            identifierTypes = identifierTypes == null ? List.of() : List.copyOf(identifierTypes);
        }
    }

    /**
     * A PGO server.
     *
     * @param organisatienaam the one name it has everywhere: OCL, catalogue, pages
     * @param clientHostname OAuth client id
     * @param minimumLevel for logging in to the PGO, for example loa3
     */
    public record Dvp(String organisatienaam, String clientHostname, String minimumLevel) {}

    /**
     * A zorgaanbieder with the addresses of its DVZA.
     *
     * @param naam MedMij name, with {@code @medmij}
     * @param minimumLevel for collecting, for example loa3
     * @param resourceEndpoints FHIR address by FHIR version: 3.0 and 4.0
     * @param gegevensdiensten ids
     */
    public record Zorgaanbieder(String naam, String minimumLevel, String authorizationEndpoint, String tokenEndpoint,
            Map<String, String> resourceEndpoints,
            List<String> gegevensdiensten) {

        /** Absent lists are empty. */
        public Zorgaanbieder {
            resourceEndpoints = resourceEndpoints == null ? Map.of() : Map.copyOf(resourceEndpoints);
            gegevensdiensten = gegevensdiensten == null ? List.of() : List.copyOf(gegevensdiensten);
        }

        /** The name in the catalogue and on pages. */
        public String korteNaam() {
            return naam == null ? "" : naam.replaceFirst("@medmij$", "");
        }
    }
}
