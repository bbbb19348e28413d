package nl.etdnetwerk.saml.request;

import org.opensaml.saml.saml2.core.Issuer;

import nl.etdnetwerk.saml.Findings;

/** Issuer is a plain entity ID. */
final class IssuerRule implements RequestHeadRule {

    @Override
    public void check(RequestHead c, Findings findings) {
        Issuer issuer = c.request().getIssuer();
        findings.require(
                issuer.getFormat() == null && issuer.getNameQualifier() == null && issuer.getSPNameQualifier() == null
                        && issuer.getSPProvidedID() == null,
                "REQUEST_ISSUER", c.clause(), c.at("Issuer"), "no Format or qualifiers", "one of them");
    }
}
