package nl.etdnetwerk.saml.response;

import org.opensaml.saml.common.SAMLVersion;

import nl.etdnetwerk.saml.Findings;

/** Version is 2.0 and there is an ID. */
final class ResponseVersionRule implements ResponseRule {

    @Override
    public void check(ResponseContext c, Findings findings) {
        findings.require(SAMLVersion.VERSION_20.equals(c.response().getVersion()) && c.response().getID() != null, "RESPONSE_VERSION",
                CLAUSE, "Response/@Version", "2.0, with an ID",
                c.response().getVersion());
    }
}
