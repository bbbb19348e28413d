package nl.etdnetwerk.saml.message;

/** What every request of the scheme has: an ID that its issuer uses once in twelve months (saml.md 1.2). */
public sealed interface Request permits AuthnRequest, LogoutRequest {

    /** ID, an NCName. */
    String id();

    /** Entity ID of who made it. */
    String issuer();
}
