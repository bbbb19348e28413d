package nl.etdnetwerk.testcontainers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a supplier tells stelselbeheer about its party: the same as {@code netwerk party add}. */
public final class PartyRegistration {

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final List<Map<String, Object>> services = new ArrayList<>();

    private PartyRegistration(String name, String value) {
        fields.put(name, value);
        fields.put("hostnames", List.of());
        fields.put("bsnAuthorised", false);
    }

    /** With signed SAML metadata as bytes (UTF-8). */
    public static PartyRegistration of(byte[] metadata) {
        return new PartyRegistration("metadata", new String(metadata, StandardCharsets.UTF_8));
    }

    /** With signed SAML metadata in a file. */
    public static PartyRegistration of(Path metadata) throws IOException {
        return of(Files.readAllBytes(metadata));
    }

    /** With metadata that stelselbeheer fetches: an address that its container can reach. */
    public static PartyRegistration at(String metadataUrl) {
        return new PartyRegistration("metadataUrl", metadataUrl);
    }

    /** Hostnames for the whitelist of MedMij. */
    public PartyRegistration hostnames(String... names) {
        fields.put("hostnames", List.of(names));
        return this;
    }

    /** On the authorisation list BSN. */
    public PartyRegistration bsnAuthorised() {
        fields.put("bsnAuthorised", true);
        return this;
    }

    /**
     * It is a PGO server.
     *
     * @param organisation name as people see it
     * @param clientHostname client id, a hostname of its certificate
     * @param minimumLevel loa1 - loa4
     */
    public PartyRegistration dvp(String organisation, String clientHostname, String minimumLevel) {
        fields.put("dvp", Map.of("organisatienaam", organisation, "clientHostname", clientHostname, "minimumLevel", minimumLevel));
        return this;
    }

    /**
     * It is a zorgaanbieder.
     *
     * @param name ends with @medmij
     * @param minimumLevel loa1 - loa4
     * @param endpoints authorizationEndpoint, tokenEndpoint, and FHIR addresses by version 3.0 and 4.0
     * @param gegevensdiensten ids, for example 48
     */
    public PartyRegistration zorgaanbieder(String name, String minimumLevel, Endpoints endpoints, List<String> gegevensdiensten) {
        fields.put("zorgaanbieder", Map.of("naam", name, "minimumLevel", minimumLevel, "authorizationEndpoint", endpoints.authorization(),
                "tokenEndpoint", endpoints.token(), "resourceEndpoints", endpoints.fhir(), "gegevensdiensten", gegevensdiensten));
        return this;
    }

    /** It is another service provider with this name; its services are added with {@link #service}. */
    public PartyRegistration serviceProvider(String name) {
        fields.put("organisatienaam", name);
        return this;
    }

    /**
     * A service of its own.
     *
     * @param index last part of the ServiceID in its metadata
     * @param name as people see it
     * @param minimumLevel loa1 - loa4
     * @param identifierTypes BSN, PseudoID, Pseudo or Pseudo-1.9, all of which are given
     */
    public PartyRegistration service(int index, String name, String minimumLevel, String... identifierTypes) {
        services.add(Map.of("index", index, "naam", name, "minimumLevel", minimumLevel, "identifierTypes", List.of(identifierTypes)));
        fields.put("diensten", services);
        return this;
    }

    /** Addresses of a zorgaanbieder. */
    public record Endpoints(String authorization, String token, Map<String, String> fhir) {}

    Map<String, Object> fields() {
        return fields;
    }
}
