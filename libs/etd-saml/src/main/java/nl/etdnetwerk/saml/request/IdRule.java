package nl.etdnetwerk.saml.request;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.message.MessageIds;

/** The request has an ID that is an NCName. */
final class IdRule implements RequestHeadRule {

    @Override
    public void check(RequestHead c, Findings findings) {
        String id = c.request().getID();
        findings.require(MessageIds.isId(id), "REQUEST_ID", c.clause(), c.at("@ID"), "an NCName",
                id);
    }
}
