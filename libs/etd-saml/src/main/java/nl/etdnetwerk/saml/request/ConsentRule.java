package nl.etdnetwerk.saml.request;

import nl.etdnetwerk.saml.Findings;

/** Consent is absent or unspecified. */
final class ConsentRule implements RequestHeadRule {

    @Override
    public void check(RequestHead c, Findings findings) {
        String consent = c.request().getConsent();
        findings.require(consent == null || consent.equals("urn:oasis:names:tc:SAML:2.0:consent:unspecified"), "REQUEST_CONSENT",
                c.clause(),
                c.at("@Consent"), "unspecified or absent",
                consent);
    }
}
