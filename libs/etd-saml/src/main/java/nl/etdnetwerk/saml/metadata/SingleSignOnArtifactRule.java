package nl.etdnetwerk.saml.metadata;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.SamlNames;

/** An identity provider takes requests by artifact (saml.md 1.3). */
final class SingleSignOnArtifactRule implements MetadataRule {

    @Override
    public void check(MetadataContext c, Findings findings) {
        c.entity().identityProvider().ifPresent(i -> findings.require(c.entity().singleSignOn(SamlNames.BINDING_ARTIFACT).isPresent(),
                "METADATA_SSO_ARTIFACT", "saml.md 1.3", "IDPSSODescriptor", "a SingleSignOnService with HTTP-Artifact", "none"));
    }
}
