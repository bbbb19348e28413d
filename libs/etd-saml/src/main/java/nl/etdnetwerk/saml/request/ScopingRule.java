package nl.etdnetwerk.saml.request;

import org.opensaml.saml.saml2.core.IDPList;

import nl.etdnetwerk.saml.Findings;

/** An IDPList in Scoping names at least one identity provider, and each by its entity ID. RequesterID is not looked at. */
final class ScopingRule implements RequestRule {

    @Override
    public void check(RequestContext c, Findings findings) {
        IDPList list = c.request().getScoping() == null ? null : c.request().getScoping().getIDPList();
        if (list == null) {
            return;
        }
        boolean named = !list.getIDPEntrys().isEmpty()
                && list.getIDPEntrys().stream().allMatch(e -> e.getProviderID() != null && !e.getProviderID().isBlank());
        findings.require(named, "REQUEST_SCOPING", CLAUSE, "Scoping/IDPList/IDPEntry/@ProviderID", "one entity ID or more",
                list.getIDPEntrys().size());
    }
}
