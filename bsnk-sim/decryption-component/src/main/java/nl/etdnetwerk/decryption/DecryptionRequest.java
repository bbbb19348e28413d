package nl.etdnetwerk.decryption;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

import nl.etdnetwerk.polymorphic.Refusal;
import nl.etdnetwerk.polymorphic.RefusedException;

/** What a caller sends: a structure under the name that belongs to the path, keys, and what the operation needs more (bsnk.md 4.5). */
@JsonIgnoreProperties(ignoreUnknown = true)
public final class DecryptionRequest {

    /** Service provider keys, PEM with headers. */
    @JsonProperty
    public List<String> serviceProviderKeys = List.of();

    /** Scheme public keys, base64 of the uncompressed point by URN. */
    @JsonProperty
    public Map<String, String> schemeKeys = Map.of();

    /** Key set version of the closing key to use. */
    @JsonProperty
    public String targetClosingKey;

    /** OIN the caller acts as. */
    @JsonProperty
    public String authorizedParty;

    /** Which migration. */
    @JsonProperty
    public String migrationID;

    /** OIN of the service provider that pseudonyms go to. */
    @JsonProperty
    public String targetMigrant;

    /** Its key set version. */
    @JsonProperty
    public String targetMigrantKeySetVersion;

    private final Map<String, Object> others = new LinkedHashMap<>();

    /** Everything else: among it the structure. */
    @JsonAnySetter
    public void other(String name, Object value) {
        others.put(name, value);
    }

    /**
     * The structure under the first of these names that is there.
     *
     * @throws RefusedException ASN1_SEQUENCE_DECODER when it is missing or not base64
     */
    byte[] structure(String... names) {
        for (String name : names) {
            if (others.get(name) instanceof String base64) {
                try {
                    return Base64.getMimeDecoder().decode(base64);
                } catch (IllegalArgumentException e) {
                    throw new RefusedException(Refusal.ASN1_SEQUENCE_DECODER, "not base64");
                }
            }
        }
        throw new RefusedException(Refusal.ASN1_SEQUENCE_DECODER, names[0] + " is missing");
    }

    /** The keys, none where the list is null. */
    List<String> keys() {
        return serviceProviderKeys == null ? List.of() : serviceProviderKeys.stream().map(k -> k == null ? "" : k).toList();
    }

    /** The scheme keys, none where the map is null. */
    Map<String, String> publicKeys() {
        Map<String, String> given = new LinkedHashMap<>();
        if (schemeKeys != null) {
            schemeKeys.forEach((name, point) -> given.put(name, point == null ? "" : point));
        }
        return given;
    }

    Optional<String> party() {
        return Optional.ofNullable(authorizedParty).filter(p -> !p.isBlank());
    }
}
