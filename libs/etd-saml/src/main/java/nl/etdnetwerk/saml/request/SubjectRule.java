package nl.etdnetwerk.saml.request;

import nl.etdnetwerk.saml.Findings;

/** A request names no subject and no conditions. */
final class SubjectRule implements RequestRule {

    @Override
    public void check(RequestContext c, Findings findings) {
        findings.require(c.request().getSubject() == null && c.request().getConditions() == null, "REQUEST_SUBJECT", "saml.md 7.6 N86",
                "AuthnRequest", "no Subject and no Conditions",
                "one of them");
    }
}
