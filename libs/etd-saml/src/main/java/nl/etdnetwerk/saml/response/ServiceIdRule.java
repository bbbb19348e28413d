package nl.etdnetwerk.saml.response;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.SamlNames;

/** A ServiceID, where there is one, is of the service that was asked for. An AD gives none (saml.md 2.3). */
final class ServiceIdRule implements AssertionRule {

    @Override
    public void check(ResponseContext.OfAssertion c, Findings findings) {
        var values = ResponseValidation.values(c.assertion(), SamlNames.SERVICE_ID);
        boolean ok = values.isEmpty() || values.size() == 1 && c.expected().serviceId().map(values.get(0)::equals).orElse(true);
        findings.require(ok, "ASSERTION_SERVICE_ID", "saml.md 1.8", "Assertion/AttributeStatement/" + SamlNames.SERVICE_ID,
                c.expected().serviceId().orElse("one value"), values);
    }
}
