package nl.etdnetwerk.saml.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import nl.etdnetwerk.saml.LevelOfAssurance;

/**
 * A request for authentication (saml.md 1.4, 2.1).
 *
 * @param id unique for twelve months
 * @param issueInstant UTC
 * @param destination SingleSignOnService Location of the receiver
 * @param issuer entity ID
 * @param forceAuthn true: no single sign-on
 * @param assertionConsumerServiceIndex index in the sender's metadata
 * @param assertionConsumerServiceUrl tolerated instead of the index
 * @param protocolBinding beside that URL: the binding of the answer
 * @param attributeConsumingServiceIndex which service; absent means the default one
 * @param providerName display only
 * @param minimumLevel RequestedAuthnContext; the catalogue stays leading
 * @param extensions attributes in Extensions, name to values
 * @param identityProviders entity IDs in Scoping/IDPList; absent without a wish, and an empty list is one that nobody fulfils (saml.md 7.6 N88)
 */
public record AuthnRequest(String id, Instant issueInstant, String destination, String issuer, boolean forceAuthn,
        OptionalInt assertionConsumerServiceIndex, Optional<String> assertionConsumerServiceUrl, Optional<String> protocolBinding,
        OptionalInt attributeConsumingServiceIndex, Optional<String> providerName, Optional<LevelOfAssurance> minimumLevel,
        Map<String, List<String>> extensions, Optional<List<String>> identityProviders) implements Request {

    /** Without Scoping. */
    public AuthnRequest(String id, Instant issueInstant, String destination, String issuer, boolean forceAuthn,
            OptionalInt assertionConsumerServiceIndex, Optional<String> assertionConsumerServiceUrl, Optional<String> protocolBinding,
            OptionalInt attributeConsumingServiceIndex, Optional<String> providerName, Optional<LevelOfAssurance> minimumLevel,
            Map<String, List<String>> extensions) {
        this(id, issueInstant, destination, issuer, forceAuthn, assertionConsumerServiceIndex, assertionConsumerServiceUrl, protocolBinding,
                attributeConsumingServiceIndex, providerName, minimumLevel, extensions, Optional.empty());
    }

    /** The same request, with a wish for these identity providers. */
    public AuthnRequest at(List<String> wished) {
        return new AuthnRequest(id, issueInstant, destination, issuer, forceAuthn, assertionConsumerServiceIndex,
                assertionConsumerServiceUrl, protocolBinding, attributeConsumingServiceIndex, providerName, minimumLevel, extensions,
                Optional.of(List.copyOf(wished)));
    }

    /** The first value of an extension. */
    public Optional<String> extension(String name) {
        return extensions.getOrDefault(name, List.of()).stream().findFirst();
    }
}
