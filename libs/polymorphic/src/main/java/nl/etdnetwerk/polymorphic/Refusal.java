package nl.etdnetwerk.polymorphic;

/**
 * Why a structure, key or request was refused. The names are the stable codes of the scheme's decryption component where it
 * has one (bsnk.md 2.7); the others are ours and say so.
 */
public enum Refusal {
    /** The outer object identifier is none of bsnk.md 3.1, or not one that this operation takes. */
    OID_NOT_SUPPORTED,
    /** The bytes are not one strict DER SEQUENCE. */
    ASN1_SEQUENCE_DECODER,
    /** DER, but not the fields of the structure that the object identifier announces (bsnk.md 3.2, 3.3). */
    ASN1_MAPPING_FAILED,
    /** schemeVersion is not 1 (bsnk.md 1.2). Own code. */
    SCHEME_VERSION_NOT_SUPPORTED,
    /** A point is not on the curve, infinite, or not in the 81-byte form (bsnk.md 2.1). Own code. */
    POINT_INVALID,
    /** No scheme public key for this key set, kind and version was given. */
    MATCHING_SCHEME_KEY_NOT_FOUND,
    /** A scheme public key is not 81 bytes long. */
    SCHEME_KEY_INVALID_LENGTH,
    /** A scheme public key has 81 bytes but is not in the uncompressed form. */
    SCHEME_KEY_NOT_UNCOMPRESSED,
    /** A scheme public key has the uncompressed form and is no point of the curve. */
    SCHEME_KEY_NOT_DECODABLE,
    /** A scheme key name is not a urn:nl-gdi-eid:1.0:pp-key. */
    SCHEME_KEY_METADATA_INVALID_STRUCTURE,
    /** Scheme keys of more than one environment were given together. */
    SCHEME_KEYS_ENVIRONMENT_NON_UNIQUE,
    /** More than one identity or pseudonym master key was given for one key set. */
    UNIQUE_MATCHING_SCHEME_KEY_REQUIRED,
    /** The signature does not verify, or its algorithm is not the one that belongs to the envelope (bsnk.md 2.9). */
    SIGNATURE_VERIFICATION_FAILED,
    /** A service provider key file could not be read (bsnk.md 1.4). */
    SERVICE_PROVIDER_KEY_PARSE_FAILED,
    /** The service provider keys belong to more than one recipient. */
    SERVICE_PROVIDER_KEYS_RECIPIENT_NON_UNIQUE,
    /** No decryption key for this recipient and key set version, or the message was made for another public key. */
    MATCHING_SERVICE_PROVIDER_KEY_REQUIRED,
    /** No DRKi key with the same fields and diversifier for a direct encrypted pseudonym. */
    MATCHING_DIRECT_RECEIVE_KEY_REQUIRED,
    /** The message names an authorized party and it is not the one the caller declared. */
    DIRECT_TRANSMISSION_DECRYPTION_NOT_AUTHORIZED,
    /** No closing key for this recipient and (closing) key set version. */
    MATCHING_CLOSING_KEY_REQUIRED,
    /** The decrypted point does not carry an identity (bsnk.md 2.2): wrong key or forged content. Own code. */
    IDENTITY_DECODING_FAILED,
    /** A key delivery (.p7) could not be opened with the given private key (bsnk.md 1.5). Own code. */
    KEY_DELIVERY_FAILED,
    /** No key for the first half of this migration: its migrants, id and diversifier (bsnk.md 2.8). */
    MATCHING_MIGRATION_SOURCE_KEY_REQUIRED,
    /** More than one key for the first half fits, and the request does not tell which. */
    NON_UNIQUE_MATCHES_MIGRATION_SOURCE_KEY,
    /** The request names the migrant that pseudonyms go to without its key set version, or the other way around. */
    INVALID_MIGRATION_TARGET_KEY_SELECTION,
    /** No key for the second half of this migration. */
    MATCHING_MIGRATION_TARGET_KEY_REQUIRED,
    /** A service provider key belongs to neither of the two migrants. */
    SERVICE_PROVIDER_KEYS_UNRELATED_TO_MIGRATION
}
