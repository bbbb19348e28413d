package nl.etdnetwerk.saml.response;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.FrameworkVersion;
import nl.etdnetwerk.saml.SamlNames;

/** There is exactly one ActingSubjectID and all its values are encrypted; in 1.11 there may be none. */
final class ActingSubjectRule implements AssertionRule {

    @Override
    public void check(ResponseContext.OfAssertion c, Findings findings) {
        var found = c.assertion().getAttributeStatements().stream().flatMap(s -> s.getAttributes().stream())
                .filter(a -> SamlNames.ACTING_SUBJECT_ID.equals(a.getName())).toList();
        boolean ok = found.isEmpty() && c.expected().version() == FrameworkVersion.V1_11
                || found.size() == 1 && !found.get(0).getAttributeValues().isEmpty()
                        && found.get(0).getAttributeValues().stream().allMatch(v -> ResponseValidation.encryptedId(v).isPresent());
        findings.require(ok, "ASSERTION_ACTING_SUBJECT", "saml.md 1.8", "Assertion/AttributeStatement/" + SamlNames.ACTING_SUBJECT_ID,
                "one attribute with EncryptedIDs only", found.size());
    }
}
