package nl.etdnetwerk.saml.response;

import java.util.List;

import org.opensaml.saml.saml2.core.SubjectConfirmation;
import org.opensaml.saml.saml2.core.SubjectConfirmationData;

import nl.etdnetwerk.saml.Findings;

/** One bearer confirmation, for our request, our address and now. */
final class SubjectConfirmationRule implements AssertionRule {

    @Override
    public void check(ResponseContext.OfAssertion c, Findings findings) {
        var confirmations = c.assertion().getSubject() == null
                ? List.<SubjectConfirmation>of()
                : c.assertion().getSubject().getSubjectConfirmations();
        if (confirmations.size() != 1 || !SubjectConfirmation.METHOD_BEARER.equals(confirmations.get(0).getMethod())
                || confirmations.get(0).getSubjectConfirmationData() == null) {
            findings.add("ASSERTION_CONFIRMATION", CLAUSE, "Assertion/Subject/SubjectConfirmation", "one, bearer, with data",
                    confirmations.size());
            return;
        }
        String where = "Assertion/Subject/SubjectConfirmation/SubjectConfirmationData/";
        SubjectConfirmationData data = confirmations.get(0).getSubjectConfirmationData();
        findings.require(c.expected().requestId().equals(data.getInResponseTo()), "ASSERTION_IN_RESPONSE_TO", CLAUSE,
                where + "@InResponseTo", c.expected().requestId(), data.getInResponseTo());
        findings.require(c.expected().recipient().equals(data.getRecipient()), "ASSERTION_RECIPIENT", CLAUSE, where + "@Recipient",
                c.expected().recipient(), data.getRecipient());
        findings.require(data.getNotBefore() == null, "ASSERTION_CONFIRMATION_NOT_BEFORE", CLAUSE, where + "@NotBefore", "not present",
                data.getNotBefore());
        findings.require(data.getNotOnOrAfter() != null && c.now().minus(c.expected().skew()).isBefore(data.getNotOnOrAfter()),
                "ASSERTION_CONFIRMATION_EXPIRED", CLAUSE,
                where + "@NotOnOrAfter", "after " + c.now(), data.getNotOnOrAfter());
    }
}
