package nl.etdnetwerk.saml.response;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.FrameworkVersion;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.SpecificPseudonym;

/** In 1.11 the person's pseudonym stands in plain text, once; in 1.13 it never does (saml.md 0.4, 1.8). */
final class PlainPseudonymRule implements AssertionRule {

    @Override
    public void check(ResponseContext.OfAssertion c, Findings findings) {
        var values = ResponseValidation.values(c.assertion(), SamlNames.TYPE_PSEUDO_PLAIN);
        boolean legacy = c.expected().version() == FrameworkVersion.V1_11;
        boolean ok = legacy ? values.size() == 1 && SpecificPseudonym.isWellFormed(values.get(0)) : values.isEmpty();
        findings.require(ok, "ASSERTION_PLAIN_PSEUDONYM", "saml.md 1.8", "Assertion/AttributeStatement/" + SamlNames.TYPE_PSEUDO_PLAIN,
                legacy ? "one value: 64 hexadecimal digits, @, 32 hexadecimal digits" : "not present", values.size());
    }
}
