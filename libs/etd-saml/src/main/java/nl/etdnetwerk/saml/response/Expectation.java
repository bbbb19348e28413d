package nl.etdnetwerk.saml.response;

import java.time.Duration;
import java.util.Optional;

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
 * @param skew how far the responder's clock may differ
 * @param version framework version of the login
 */
public record Expectation(String requestId, String recipient, String audience, String responder, LevelOfAssurance minimumLevel,
        Optional<String> serviceUuid, Duration skew, FrameworkVersion version) {

    /** In version 1.13. */
    public Expectation(String requestId, String recipient, String audience, String responder, LevelOfAssurance minimumLevel,
            Optional<String> serviceUuid, Duration skew) {
        this(requestId, recipient, audience, responder, minimumLevel, serviceUuid, skew, FrameworkVersion.V1_13);
    }
}
