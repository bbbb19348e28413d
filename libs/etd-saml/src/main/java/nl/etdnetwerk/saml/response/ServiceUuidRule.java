package nl.etdnetwerk.saml.response;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.SamlNames;

/** The answer is about the service that was asked for. */
final class ServiceUuidRule implements AssertionRule {

    @Override
    public void check(ResponseContext.OfAssertion c, Findings findings) {
        var values = ResponseValidation.values(c.assertion(), SamlNames.SERVICE_UUID);
        boolean ok = values.size() == 1 && c.expected().serviceUuid().map(values.get(0)::equals).orElse(true);
        findings.require(ok, "ASSERTION_SERVICE", "saml.md 1.8", "Assertion/AttributeStatement/" + SamlNames.SERVICE_UUID,
                c.expected().serviceUuid().orElse("one value"), values);
    }
}
