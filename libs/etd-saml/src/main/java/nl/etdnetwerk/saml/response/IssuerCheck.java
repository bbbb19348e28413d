package nl.etdnetwerk.saml.response;

import org.opensaml.saml.saml2.core.Issuer;

import nl.etdnetwerk.saml.Findings;

/** An Issuer names an entity plainly: the expected one, without Format or qualifiers (saml.md 1.6, 7.3 N39). */
final class IssuerCheck {

    private IssuerCheck() {}

    /**
     * Checks one.
     *
     * @param code of a finding about who it names; with _FORMAT of one about how
     * @param location of the Issuer
     */
    static void check(Issuer issuer, String expected, String code, String clause, String location, Findings findings) {
        String found = issuer == null || issuer.getValue() == null ? null : issuer.getValue().trim();
        findings.require(expected.equals(found), code, clause, location, expected, found);
        findings.require(issuer == null || issuer.getFormat() == null && issuer.getNameQualifier() == null
                && issuer.getSPNameQualifier() == null && issuer.getSPProvidedID() == null, code + "_FORMAT", clause, location,
                "no Format or qualifiers", "one of them");
    }
}
