package nl.etdnetwerk.saml.response;

import nl.etdnetwerk.saml.Findings;

/** A Response has no Extensions; a forged one would hide the original there. */
final class ResponseExtensionsRule implements ResponseRule {

    @Override
    public void check(ResponseContext c, Findings findings) {
        findings.require(c.response().getExtensions() == null, "RESPONSE_EXTENSIONS", CLAUSE, "Response/Extensions", "not present",
                "present");
    }
}
