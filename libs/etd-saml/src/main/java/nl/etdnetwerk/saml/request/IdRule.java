package nl.etdnetwerk.saml.request;

import nl.etdnetwerk.saml.Findings;

/** The request has an ID that is an NCName. */
final class IdRule implements RequestHeadRule {

    @Override
    public void check(RequestHead c, Findings findings) {
        String id = c.request().getID();
        findings.require(id != null && id.matches("[A-Za-z_][A-Za-z0-9_.-]{0,255}"), "REQUEST_ID", c.clause(), c.at("@ID"), "an NCName",
                id);
    }
}
