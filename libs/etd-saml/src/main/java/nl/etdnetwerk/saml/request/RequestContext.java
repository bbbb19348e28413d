package nl.etdnetwerk.saml.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.opensaml.saml.saml2.core.AuthnRequest;

import nl.etdnetwerk.saml.FrameworkVersion;
import nl.etdnetwerk.saml.metadata.EntityMetadata;

/** What the rules look at: the request, its sender's metadata, and the receiver's own addresses, clock and version. */
record RequestContext(AuthnRequest request, EntityMetadata sender, Set<String> destinations, Instant now, Duration skew,
        FrameworkVersion version) {}
