package nl.etdnetwerk.saml.request;

import java.time.Duration;
import java.time.Instant;

import nl.etdnetwerk.saml.Findings;

/** IssueInstant is not in the future and not older than five minutes. */
final class IssueInstantRule implements RequestHeadRule {

    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    @Override
    public void check(RequestHead c, Findings findings) {
        Instant issued = c.request().getIssueInstant();
        findings.require(issued != null && !issued.isAfter(c.now().plus(c.skew())) && !issued.isBefore(c.now().minus(MAX_AGE)),
                "REQUEST_ISSUE_INSTANT", c.clause(),
                c.at("@IssueInstant"), "between " + c.now().minus(MAX_AGE) + " and " + c.now().plus(c.skew()), issued);
    }
}
