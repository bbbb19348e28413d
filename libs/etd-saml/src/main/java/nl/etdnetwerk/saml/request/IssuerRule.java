package nl.etdnetwerk.saml.request;

import org.opensaml.saml.saml2.core.Issuer;

import nl.etdnetwerk.saml.Findings;

/** Issuer is a plain entity ID. */
final class IssuerRule implements RequestRule {

    @Override
    public void check(RequestContext c, Findings findings) {
        Issuer issuer = c.request().getIssuer();
        findings.require(
                issuer.getFormat() == null && issuer.getNameQualifier() == null && issuer.getSPNameQualifier() == null
                        && issuer.getSPProvidedID() == null,
                "REQUEST_ISSUER", CLAUSE, "AuthnRequest/Issuer", "no Format or qualifiers", "one of them");
    }
}
