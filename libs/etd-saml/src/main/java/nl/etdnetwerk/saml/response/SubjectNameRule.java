package nl.etdnetwerk.saml.response;

import java.util.Optional;

import org.opensaml.saml.saml2.core.NameID;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.FrameworkVersion;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.SpecificPseudonym;
import nl.etdnetwerk.saml.metadata.EntityIds;

/**
 * The subject is a transient name; real senders leave the Format out. Only the summary of an HM in 1.11 names the person by a
 * pseudonym; an AD never does (saml.md 1.7, 2.3).
 */
final class SubjectNameRule implements AssertionRule {

    @Override
    public void check(ResponseContext.OfAssertion c, Findings findings) {
        NameID name = c.assertion().getSubject() == null ? null : c.assertion().getSubject().getNameID();
        boolean legacy = c.expected().version() == FrameworkVersion.V1_11
                && !EntityIds.role(c.expected().responder()).equals(Optional.of("AD"));
        boolean ok = name != null && name.getValue() != null && (legacy ? isPseudonym(name) : isTransient(name));
        findings.require(ok, "ASSERTION_NAME_ID", CLAUSE, "Assertion/Subject/NameID",
                legacy ? "a persistent name, a pseudonym" : "a transient name", name == null ? null : name.getFormat());
    }

    private static boolean isTransient(NameID name) {
        return name.getFormat() == null || name.getFormat().equals(SamlNames.TRANSIENT);
    }

    private static boolean isPseudonym(NameID name) {
        return SamlNames.PERSISTENT.equals(name.getFormat()) && SpecificPseudonym.isWellFormed(name.getValue().trim());
    }
}
