package nl.etdnetwerk.saml.response;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.message.Status;

/** Exactly one plain Assertion on success and none otherwise. */
final class AssertionCountRule implements ResponseRule {

    @Override
    public void check(ResponseContext c, Findings findings) {
        int expected = Status.PREFIX.concat("Success").equals(ResponseValidation.topCode(c.response())) ? 1 : 0;
        findings.require(c.response().getEncryptedAssertions().isEmpty(), "RESPONSE_ENCRYPTED_ASSERTION", CLAUSE,
                "Response/EncryptedAssertion", "not present", "present");
        findings.require(c.response().getAssertions().size() == expected, "RESPONSE_ASSERTION_COUNT", CLAUSE, "Response/Assertion",
                Integer.toString(expected), c.response().getAssertions().size());
    }
}
