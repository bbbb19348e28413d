package nl.etdnetwerk.saml.response;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.xml.VersionAttribute;

/** Version is 2.0 and there is an ID. */
final class ResponseVersionRule implements ResponseRule {

    @Override
    public void check(ResponseContext c, Findings findings) {
        findings.require(VersionAttribute.is20(c.response()) && c.response().getID() != null, "RESPONSE_VERSION",
                CLAUSE, "Response/@Version", "2.0, with an ID",
                VersionAttribute.found(c.response()));
    }
}
