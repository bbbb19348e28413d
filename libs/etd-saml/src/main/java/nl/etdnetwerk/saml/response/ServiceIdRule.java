package nl.etdnetwerk.saml.response;

import java.util.Optional;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.metadata.EntityIds;

/** The ServiceID of an HM is of the service that was asked for (saml.md 7.3 N38). An AD need not give one (saml.md 2.3). */
final class ServiceIdRule implements AssertionRule {

    @Override
    public void check(ResponseContext.OfAssertion c, Findings findings) {
        var values = ResponseValidation.values(c.assertion(), SamlNames.SERVICE_ID);
        boolean optional = EntityIds.role(c.expected().responder()).equals(Optional.of("AD"));
        boolean ok = values.isEmpty() && optional || values.size() == 1 && c.expected().serviceId().map(values.get(0)::equals).orElse(true);
        findings.require(ok, "ASSERTION_SERVICE_ID", "saml.md 1.8", "Assertion/AttributeStatement/" + SamlNames.SERVICE_ID,
                c.expected().serviceId().orElse("one value"), values);
    }
}
