package nl.etdnetwerk.saml.request;

import org.opensaml.saml.common.SAMLVersion;

import nl.etdnetwerk.saml.Findings;

/** Version is 2.0. */
final class VersionRule implements RequestHeadRule {

    @Override
    public void check(RequestHead c, Findings findings) {
        findings.require(SAMLVersion.VERSION_20.equals(c.request().getVersion()), "REQUEST_VERSION", c.clause(), c.at("@Version"), "2.0",
                c.request().getVersion());
    }
}
