package nl.etdnetwerk.saml.request;

import nl.etdnetwerk.saml.Findings;

/** Consent is absent or unspecified. */
final class ConsentRule implements RequestRule {

    @Override
    public void check(RequestContext c, Findings findings) {
        String consent = c.request().getConsent();
        findings.require(consent == null || consent.equals("urn:oasis:names:tc:SAML:2.0:consent:unspecified"), "REQUEST_CONSENT", CLAUSE,
                "AuthnRequest/@Consent", "unspecified or absent",
                consent);
    }
}
