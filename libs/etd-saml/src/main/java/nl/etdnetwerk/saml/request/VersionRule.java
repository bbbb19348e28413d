package nl.etdnetwerk.saml.request;

import org.opensaml.saml.common.SAMLVersion;

import nl.etdnetwerk.saml.Findings;

/** Version is 2.0. */
final class VersionRule implements RequestRule {

    @Override
    public void check(RequestContext c, Findings findings) {
        findings.require(SAMLVersion.VERSION_20.equals(c.request().getVersion()), "REQUEST_VERSION", CLAUSE, "AuthnRequest/@Version", "2.0",
                c.request().getVersion());
    }
}
