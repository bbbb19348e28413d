package nl.etdnetwerk.saml.request;

import org.opensaml.saml.saml2.core.LogoutRequest;

import nl.etdnetwerk.saml.Findings;

/** A LogoutRequest names who it is about (saml.md 1.13). */
final class LogoutNameIdRule implements RequestHeadRule {

    @Override
    public void check(RequestHead c, Findings findings) {
        if (c.request() instanceof LogoutRequest logout) {
            boolean named = logout.getNameID() != null && logout.getNameID().getValue() != null;
            findings.require(named, "LOGOUT_NAME_ID", c.clause(), c.at("NameID"), "a name", null);
        }
    }
}
