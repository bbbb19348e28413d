package nl.etdnetwerk.saml.metadata;

import nl.etdnetwerk.saml.Findings;

/** An identity provider answers artifacts (saml.md 3.4). */
final class ArtifactResolutionRule implements MetadataRule {

    @Override
    public void check(MetadataContext c, Findings findings) {
        c.entity().identityProvider().ifPresent(i -> findings.require(!i.artifactResolution().isEmpty(), "METADATA_ARTIFACT_RESOLUTION",
                "saml.md 3.4", "IDPSSODescriptor", "an ArtifactResolutionService", "none"));
    }
}
