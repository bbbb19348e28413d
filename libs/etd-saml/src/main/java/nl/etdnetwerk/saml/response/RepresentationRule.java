package nl.etdnetwerk.saml.response;

import java.util.List;
import java.util.Objects;

import org.opensaml.saml.saml2.core.Attribute;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.SamlNames;

/**
 * The person acts for itself. An answer about somebody who is represented, or whose mandate is limited to a branch, must not be taken
 * for a login of the person (saml.md 7.3 N41, N44); representation is no part of this network.
 */
final class RepresentationRule implements AssertionRule {

    private static final List<String> OF_ANOTHER = List.of("urn:etoegang:core:LegalSubjectID", "urn:etoegang:core:IntermediateSubjectID");
    private static final String RESTRICTION = "urn:etoegang:1.9:ServiceRestriction:";

    @Override
    public void check(ResponseContext.OfAssertion c, Findings findings) {
        c.assertion().getAttributeStatements().stream().flatMap(s -> s.getAttributes().stream()).map(Attribute::getName)
                .filter(Objects::nonNull).filter(name -> OF_ANOTHER.contains(name) || name.startsWith(RESTRICTION))
                .forEach(name -> findings.add("ASSERTION_REPRESENTATION", "saml.md 1.8", "Assertion/AttributeStatement/" + name,
                        "a person that acts for itself", "present"));
        var represented = ResponseValidation.values(c.assertion(), SamlNames.REPRESENTATION);
        findings.require(represented.stream().allMatch(v -> v.equals("false") || v.equals("0")), "ASSERTION_REPRESENTATION", "saml.md 2.3",
                "Assertion/AttributeStatement/" + SamlNames.REPRESENTATION, "false", represented);
    }
}
