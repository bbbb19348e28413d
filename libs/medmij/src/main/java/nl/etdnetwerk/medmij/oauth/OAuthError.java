package nl.etdnetwerk.medmij.oauth;

import java.util.Locale;

/** Error codes of RFC 6749, 6750 and 9126 that MedMij uses (medmij.md 1.9, 2.5). */
public enum OAuthError {
    /** Missing, doubled or malformed parameter. */
    INVALID_REQUEST,
    /** Client unknown, or the certificate is not its own. */
    INVALID_CLIENT,
    /** Code or token unknown, expired, used, or of another. */
    INVALID_GRANT,
    /** Scope malformed, or of a zorgaanbieder not served here. */
    INVALID_SCOPE,
    /** Refused, cancelled or not available: told apart by nobody. */
    ACCESS_DENIED,
    /** response_type is not code. */
    UNSUPPORTED_RESPONSE_TYPE,
    /** grant_type unknown. */
    UNSUPPORTED_GRANT_TYPE,
    /** Access token unknown, expired or of another client. */
    INVALID_TOKEN,
    /** Access token does not cover this. */
    INSUFFICIENT_SCOPE,
    /** Failure on our side. */
    SERVER_ERROR,
    /** Too busy, or something we need is away. */
    TEMPORARILY_UNAVAILABLE;

    /** The value on the wire. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
