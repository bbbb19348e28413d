package nl.etdnetwerk.saml.response;

import org.opensaml.saml.saml2.core.NameID;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.SamlNames;

/** The subject is a transient name; real senders leave the Format out. */
final class SubjectNameRule implements AssertionRule {

    @Override
    public void check(ResponseContext.OfAssertion c, Findings findings) {
        NameID name = c.assertion().getSubject() == null ? null : c.assertion().getSubject().getNameID();
        boolean ok = name != null && name.getValue() != null && (name.getFormat() == null || name.getFormat().equals(SamlNames.TRANSIENT));
        findings.require(ok, "ASSERTION_NAME_ID", CLAUSE, "Assertion/Subject/NameID", "a transient name",
                name == null ? null : name.getFormat());
    }
}
