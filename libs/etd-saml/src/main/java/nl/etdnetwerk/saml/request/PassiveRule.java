package nl.etdnetwerk.saml.request;

import nl.etdnetwerk.saml.Findings;

/** IsPassive is absent or false. */
final class PassiveRule implements RequestRule {

    @Override
    public void check(RequestContext c, Findings findings) {
        findings.require(!Boolean.TRUE.equals(c.request().isPassive()), "REQUEST_PASSIVE", CLAUSE, "AuthnRequest/@IsPassive",
                "false or absent", true);
    }
}
