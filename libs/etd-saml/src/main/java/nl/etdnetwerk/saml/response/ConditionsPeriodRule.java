package nl.etdnetwerk.saml.response;

import java.time.Instant;

import org.opensaml.saml.saml2.core.Conditions;

import nl.etdnetwerk.saml.Findings;

/** Conditions has both ends of a period that includes now. */
final class ConditionsPeriodRule implements AssertionRule {

    @Override
    public void check(ResponseContext.OfAssertion c, Findings findings) {
        Conditions conditions = c.assertion().getConditions();
        Instant from = conditions == null ? null : conditions.getNotBefore();
        Instant until = conditions == null ? null : conditions.getNotOnOrAfter();
        findings.require(from != null && !from.isAfter(c.now().plus(c.expected().skew())), "ASSERTION_NOT_BEFORE", CLAUSE,
                "Assertion/Conditions/@NotBefore", "not after " + c.now(), from);
        findings.require(until != null && c.now().minus(c.expected().skew()).isBefore(until), "ASSERTION_EXPIRED", CLAUSE,
                "Assertion/Conditions/@NotOnOrAfter", "after " + c.now(), until);
    }
}
