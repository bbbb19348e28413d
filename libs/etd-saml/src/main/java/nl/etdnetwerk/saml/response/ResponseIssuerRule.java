package nl.etdnetwerk.saml.response;

import org.opensaml.saml.saml2.core.Issuer;

import nl.etdnetwerk.saml.Findings;

/** The Response comes from whom we asked. */
final class ResponseIssuerRule implements ResponseRule {

    @Override
    public void check(ResponseContext c, Findings findings) {
        Issuer issuer = c.response().getIssuer();
        String found = issuer == null || issuer.getValue() == null ? null : issuer.getValue().trim();
        findings.require(c.expected().responder().equals(found), "RESPONSE_ISSUER", CLAUSE, "Response/Issuer", c.expected().responder(),
                found);
    }
}
