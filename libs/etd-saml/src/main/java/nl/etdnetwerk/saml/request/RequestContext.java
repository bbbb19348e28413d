package nl.etdnetwerk.saml.request;

import org.opensaml.saml.saml2.core.AuthnRequest;

import nl.etdnetwerk.saml.FrameworkVersion;
import nl.etdnetwerk.saml.metadata.EntityMetadata;

/** What the rules for an AuthnRequest look at: the request, its sender's metadata, and the version that it came in by. */
record RequestContext(AuthnRequest request, EntityMetadata sender, FrameworkVersion version) {}
