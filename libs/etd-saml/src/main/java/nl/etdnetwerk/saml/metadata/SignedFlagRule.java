package nl.etdnetwerk.saml.metadata;

import java.util.List;

import nl.etdnetwerk.saml.Findings;

/** A service provider signs its requests and wants signed assertions, and says so (saml.md 3.2). */
final class SignedFlagRule implements MetadataRule {

    @Override
    public void check(MetadataContext c, Findings findings) {
        c.spDescriptor().ifPresent(sp -> List.of("AuthnRequestsSigned", "WantAssertionsSigned")
                .forEach(flag -> findings.require(sp.getAttribute(flag).matches("true|1"), "METADATA_SIGNED_FLAG", "saml.md 3.2",
                        "SPSSODescriptor/@" + flag, "true", sp.getAttribute(flag))));
    }
}
