package nl.etdnetwerk.hm.inbound;

import java.util.List;
import java.util.Optional;

import nl.etdnetwerk.saml.LevelOfAssurance;

/**
 * A login on its way, from the service provider's request to the answer.
 *
 * @param flow id of this login in addresses and forms of the HM
 * @param requestId ID of the service provider's AuthnRequest
 * @param serviceProvider entity ID
 * @param serviceProviderName what people see
 * @param assertionConsumer where the answer goes
 * @param relayState echoed
 * @param serviceUuid service instance
 * @param serviceId of the same
 * @param serviceName what people see
 * @param intermediated name of the provider whose service is intermediated
 * @param level least level
 * @param forceAuthn no single sign-on
 * @param audience entity IDs the identifiers are meant for, the service provider first
 * @param gegevensdiensten ids that were chosen
 * @param binding browser that started it
 * @param ad entity ID of the chosen AD
 * @param adRequestId ID of our AuthnRequest to it
 */
public record PendingLogin(String flow, String requestId, String serviceProvider, String serviceProviderName, String assertionConsumer,
        Optional<String> relayState, String serviceUuid,
        String serviceId, String serviceName, Optional<String> intermediated, LevelOfAssurance level, boolean forceAuthn,
        List<String> audience, List<String> gegevensdiensten, String binding,
        Optional<String> ad, Optional<String> adRequestId) {

    /** The same login, sent to an AD. */
    public PendingLogin at(String adEntityId, String requestToAd) {
        return new PendingLogin(flow, requestId, serviceProvider, serviceProviderName, assertionConsumer, relayState, serviceUuid,
                serviceId, serviceName, intermediated, level, forceAuthn, audience,
                gegevensdiensten, binding, Optional.of(adEntityId), Optional.of(requestToAd));
    }
}
