package nl.etdnetwerk.saml.request;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.xml.VersionAttribute;

/** Version is 2.0. */
final class VersionRule implements RequestHeadRule {

    @Override
    public void check(RequestHead c, Findings findings) {
        findings.require(VersionAttribute.is20(c.request()), "REQUEST_VERSION", c.clause(), c.at("@Version"), "2.0",
                VersionAttribute.found(c.request()));
    }
}
