package nl.etdnetwerk.saml.request;

import java.time.Instant;

import org.opensaml.saml.saml2.core.LogoutRequest;

import nl.etdnetwerk.saml.Findings;

/** A LogoutRequest that says until when it may be used is not used after that (SAML core 3.7.1). */
final class LogoutPeriodRule implements RequestHeadRule {

    @Override
    public void check(RequestHead c, Findings findings) {
        if (c.request() instanceof LogoutRequest logout && logout.getNotOnOrAfter() != null) {
            Instant end = logout.getNotOnOrAfter();
            findings.require(c.now().minus(c.skew()).isBefore(end), "LOGOUT_EXPIRED", c.clause(), c.at("@NotOnOrAfter"),
                    "after " + c.now(), end);
        }
    }
}
