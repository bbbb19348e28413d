package nl.etdnetwerk.saml.request;

import org.opensaml.saml.saml2.core.NameIDPolicy;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.SamlNames;

/** NameIDPolicy is absent or asks for a transient name. */
final class NameIdPolicyRule implements RequestRule {

    @Override
    public void check(RequestContext c, Findings findings) {
        NameIDPolicy policy = c.request().getNameIDPolicy();
        findings.require(policy == null || policy.getFormat() == null || policy.getFormat().equals(SamlNames.TRANSIENT),
                "REQUEST_NAME_ID_POLICY", CLAUSE,
                "AuthnRequest/NameIDPolicy/@Format", "transient or absent", policy == null ? null : policy.getFormat());
    }
}
