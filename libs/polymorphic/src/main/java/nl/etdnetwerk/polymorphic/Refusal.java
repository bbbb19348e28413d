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
    /** A scheme public key has 81 bytes but is not in the uncompressed form, or not on the curve. */
    SCHEME_KEY_NOT_UNCOMPRESSED,
    /** A scheme key name is not a urn:nl-gdi-eid:1.0:pp-key. Own code. */
    SCHEME_KEY_NAME_INVALID,
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
    /** No migration key for this migration, migrants and diversifier (bsnk.md 2.8). Own code. */
    MATCHING_MIGRATION_KEY_REQUIRED
}
