package nl.etdnetwerk.saml.request;

import org.opensaml.saml.saml2.core.AuthnContextComparisonTypeEnumeration;
import org.opensaml.saml.saml2.core.RequestedAuthnContext;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.LevelOfAssurance;

/** RequestedAuthnContext is a minimum with exactly one known level. */
final class RequestedAuthnContextRule implements RequestRule {

    @Override
    public void check(RequestContext c, Findings findings) {
        RequestedAuthnContext context = c.request().getRequestedAuthnContext();
        if (context == null) {
            return;
        }
        findings.require(context.getComparison() == AuthnContextComparisonTypeEnumeration.MINIMUM, "REQUEST_LEVEL_COMPARISON", CLAUSE,
                "RequestedAuthnContext/@Comparison", "minimum",
                context.getComparison());
        var refs = context.getAuthnContextClassRefs();
        findings.require(refs.size() == 1 && LevelOfAssurance.of(refs.get(0).getURI()).isPresent(), "REQUEST_LEVEL", CLAUSE,
                "RequestedAuthnContext/AuthnContextClassRef",
                "one assurance-class URI", refs.size() == 1 ? refs.get(0).getURI() : refs.size());
    }
}
