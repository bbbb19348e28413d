package nl.etdnetwerk.polymorphic.key;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import nl.etdnetwerk.polymorphic.Refusal;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.curve.Curve;
import nl.etdnetwerk.polymorphic.curve.Curve.FixedBase;
import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.key.SchemeKeyName.Kind;

/** Scheme public keys by name. Tables are made when a key is first used and kept. Safe to share between threads. */
public final class SchemePublicKeys {

    private record Id(long schemeKeySetVersion, Kind kind, long keyVersion) {}

    private static final byte UNCOMPRESSED = 4;
    private final Map<Id, Point> points = new LinkedHashMap<>();
    private final Map<Id, FixedBase> bases = new ConcurrentHashMap<>();

    /**
     * Keys by name.
     *
     * @throws RefusedException SCHEME_KEYS_ENVIRONMENT_NON_UNIQUE
     */
    public SchemePublicKeys(Map<SchemeKeyName, Point> keys) {
        if (keys.keySet().stream().map(SchemeKeyName::environment).distinct().count() > 1) {
            throw new RefusedException(Refusal.SCHEME_KEYS_ENVIRONMENT_NON_UNIQUE, "keys of several environments");
        }
        keys.forEach((name, point) -> points.put(new Id(name.schemeKeySetVersion(), name.kind(), name.keyVersion()), point));
    }

    /**
     * Keys as the decryption component gets them: URN to base64 of the uncompressed point.
     *
     * @throws RefusedException SCHEME_KEY_METADATA_INVALID_STRUCTURE, SCHEME_KEYS_ENVIRONMENT_NON_UNIQUE, SCHEME_KEY_INVALID_LENGTH,
     *         SCHEME_KEY_NOT_UNCOMPRESSED, SCHEME_KEY_NOT_DECODABLE
     */
    public static SchemePublicKeys parse(Map<String, String> base64ByUrn) {
        Map<SchemeKeyName, Point> keys = new LinkedHashMap<>();
        base64ByUrn.forEach((urn, base64) -> keys.put(SchemeKeyName.parse(urn), uncompressed(base64)));
        return new SchemePublicKeys(keys);
    }

    private static Point uncompressed(String base64) {
        byte[] encoded;
        try {
            encoded = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.SCHEME_KEY_INVALID_LENGTH, e);
        }
        if (encoded.length != Point.UNCOMPRESSED_BYTES) {
            throw new RefusedException(Refusal.SCHEME_KEY_INVALID_LENGTH, encoded.length + " bytes");
        }
        if (encoded[0] != UNCOMPRESSED) {
            throw new RefusedException(Refusal.SCHEME_KEY_NOT_UNCOMPRESSED, "another form");
        }
        try {
            return Point.decode(encoded);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.SCHEME_KEY_NOT_DECODABLE, e);
        }
    }

    /**
     * The one identity or pseudonym master key of a key set, ready for verification.
     *
     * @throws RefusedException MATCHING_SCHEME_KEY_NOT_FOUND, UNIQUE_MATCHING_SCHEME_KEY_REQUIRED
     */
    public FixedBase master(long schemeKeySetVersion, Kind kind) {
        List<Id> found = points.keySet().stream().filter(i -> i.schemeKeySetVersion() == schemeKeySetVersion && i.kind() == kind).toList();
        if (found.size() > 1) {
            throw new RefusedException(Refusal.UNIQUE_MATCHING_SCHEME_KEY_REQUIRED, kind + " of key set " + schemeKeySetVersion);
        }
        return get(schemeKeySetVersion, kind, found.isEmpty() ? schemeKeySetVersion : found.get(0).keyVersion());
    }

    /**
     * The key, ready for verification.
     *
     * @throws RefusedException MATCHING_SCHEME_KEY_NOT_FOUND
     */
    public FixedBase get(long schemeKeySetVersion, Kind kind, long keyVersion) {
        Id id = new Id(schemeKeySetVersion, kind, keyVersion);
        Point point = points.get(id);
        if (point == null) {
            throw new RefusedException(Refusal.MATCHING_SCHEME_KEY_NOT_FOUND,
                    kind + " version " + keyVersion + " of key set " + schemeKeySetVersion);
        }
        return bases.computeIfAbsent(id, i -> Curve.fast().fixedBase(point));
    }

    /** The keys as the decryption component wants them, under the given environment name. */
    public Map<String, String> toBase64ByUrn(String environment) {
        Map<String, String> out = new LinkedHashMap<>();
        points.forEach((id, point) -> out.put(
                new SchemeKeyName(environment, id.schemeKeySetVersion(), id.kind(), id.keyVersion()).urn(),
                Base64.getEncoder().encodeToString(point.encode())));
        return out;
    }
}
