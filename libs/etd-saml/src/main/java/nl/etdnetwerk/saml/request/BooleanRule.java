package nl.etdnetwerk.saml.request;

import java.util.List;

import org.w3c.dom.Element;

import nl.etdnetwerk.saml.Findings;

/** ForceAuthn and IsPassive are true or false: what is neither would be taken for false. */
final class BooleanRule implements RequestRule {

    @Override
    public void check(RequestContext c, Findings findings) {
        Element request = c.request().getDOM();
        for (String name : List.of("ForceAuthn", "IsPassive")) {
            findings.require(!request.hasAttribute(name) || request.getAttribute(name).trim().matches("true|false|1|0"), "REQUEST_BOOLEAN",
                    CLAUSE, "AuthnRequest/@" + name, "true or false", request.getAttribute(name));
        }
    }
}
