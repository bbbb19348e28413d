package nl.etdnetwerk.saml.request;

import org.opensaml.saml.saml2.core.IDPList;

import nl.etdnetwerk.saml.Findings;

/**
 * An IDPList in Scoping names each identity provider by its entity ID. One without any can be read and fulfilled by nobody (saml.md 7.6
 * N88). RequesterID is not looked at.
 */
final class ScopingRule implements RequestRule {

    @Override
    public void check(RequestContext c, Findings findings) {
        IDPList list = c.request().getScoping() == null ? null : c.request().getScoping().getIDPList();
        if (list == null) {
            return;
        }
        boolean named = list.getIDPEntrys().stream().allMatch(e -> e.getProviderID() != null && !e.getProviderID().isBlank());
        findings.require(named, "REQUEST_SCOPING", CLAUSE, "Scoping/IDPList/IDPEntry/@ProviderID", "an entity ID",
                "none");
    }
}
