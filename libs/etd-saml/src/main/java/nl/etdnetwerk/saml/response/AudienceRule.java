package nl.etdnetwerk.saml.response;

import java.util.List;

import org.opensaml.saml.saml2.core.AudienceRestriction;

import nl.etdnetwerk.saml.Findings;

/** Every AudienceRestriction includes us, and there is at least one. */
final class AudienceRule implements AssertionRule {

    @Override
    public void check(ResponseContext.OfAssertion c, Findings findings) {
        var restrictions = c.assertion().getConditions() == null
                ? List.<AudienceRestriction>of()
                : c.assertion().getConditions().getAudienceRestrictions();
        boolean all = !restrictions.isEmpty()
                && restrictions.stream().allMatch(r -> r.getAudiences().stream()
                        .anyMatch(a -> a.getURI() != null && a.getURI().trim().equals(c.expected().audience())));
        findings.require(all, "ASSERTION_AUDIENCE", CLAUSE, "Assertion/Conditions/AudienceRestriction", c.expected().audience(),
                restrictions.isEmpty() ? "none" : "others");
    }
}
