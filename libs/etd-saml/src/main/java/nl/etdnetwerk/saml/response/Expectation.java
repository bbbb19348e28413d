package nl.etdnetwerk.saml.response;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import nl.etdnetwerk.saml.FrameworkVersion;
import nl.etdnetwerk.saml.LevelOfAssurance;

/**
 * What a requester expects of the answer to one request.
 *
 * @param requestId ID of its AuthnRequest
 * @param recipient its assertion consumer service, where the artifact arrived
 * @param audience its entity ID
 * @param responder entity ID it asked
 * @param minimumLevel least level of assurance
 * @param serviceUuid UUID the answer has to be about, where known
 * @param serviceId ServiceID of the same, where known
 * @param authorities what may stand as AuthenticatingAuthority; where that is looked at
 * @param skew how far the responder's clock may differ
 * @param version framework version of the login
 */
public record Expectation(String requestId, String recipient, String audience, String responder, LevelOfAssurance minimumLevel,
        Optional<String> serviceUuid, Optional<String> serviceId, Optional<Set<String>> authorities, Duration skew,
        FrameworkVersion version) {

    /** Of any ServiceID and any AuthenticatingAuthority. */
    public Expectation(String requestId, String recipient, String audience, String responder, LevelOfAssurance minimumLevel,
            Optional<String> serviceUuid, Duration skew, FrameworkVersion version) {
        this(requestId, recipient, audience, responder, minimumLevel, serviceUuid, Optional.empty(), Optional.empty(), skew, version);
    }

    /** The same in version 1.13. */
    public Expectation(String requestId, String recipient, String audience, String responder, LevelOfAssurance minimumLevel,
            Optional<String> serviceUuid, Duration skew) {
        this(requestId, recipient, audience, responder, minimumLevel, serviceUuid, skew, FrameworkVersion.V1_13);
    }

    /** The same, about the service with this ServiceID too. */
    public Expectation ofService(String id) {
        return new Expectation(requestId, recipient, audience, responder, minimumLevel, serviceUuid, Optional.of(id), authorities, skew,
                version);
    }

    /** The same, authenticated by one of these. */
    public Expectation by(Set<String> known) {
        return new Expectation(requestId, recipient, audience, responder, minimumLevel, serviceUuid, serviceId,
                Optional.of(Set.copyOf(known)), skew, version);
    }
}
