package nl.etdnetwerk.saml.response;

import java.util.List;

import nl.etdnetwerk.saml.Findings;

/** Who authenticated the person is somebody we know as such: for a service provider an AD of the network, for the HM the AD it asked. */
final class AuthenticatingAuthorityRule implements AssertionRule {

    @Override
    public void check(ResponseContext.OfAssertion c, Findings findings) {
        List<String> stated = c.assertion().getAuthnStatements().stream().filter(s -> s.getAuthnContext() != null)
                .flatMap(s -> s.getAuthnContext().getAuthenticatingAuthorities().stream()).map(a -> String.valueOf(a.getURI()).trim())
                .toList();
        findings.require(c.expected().authorities().map(known -> known.containsAll(stated)).orElse(true),
                "ASSERTION_AUTHENTICATING_AUTHORITY", "saml.md 1.7", "Assertion/AuthnStatement/AuthnContext/AuthenticatingAuthority",
                "an AD of the network", stated);
    }
}
