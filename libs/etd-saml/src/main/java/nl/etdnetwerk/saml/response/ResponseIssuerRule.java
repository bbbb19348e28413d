package nl.etdnetwerk.saml.response;

import nl.etdnetwerk.saml.Findings;

/** The Response comes from whom we asked. */
final class ResponseIssuerRule implements ResponseRule {

    @Override
    public void check(ResponseContext c, Findings findings) {
        IssuerCheck.check(c.response().getIssuer(), c.expected().responder(), "RESPONSE_ISSUER", CLAUSE, "Response/Issuer", findings);
    }
}
