package nl.etdnetwerk.hm.login;

import java.util.List;
import java.util.Optional;

import nl.etdnetwerk.hm.artifact.Requester;
import nl.etdnetwerk.saml.FrameworkVersion;
import nl.etdnetwerk.saml.LevelOfAssurance;

/**
 * A login on its way, from the service provider's request to the answer.
 *
 * @param flow id of this login in addresses and forms of the HM
 * @param requester who asked, and where the answer goes
 * @param version framework version of the address that it was asked at
 * @param serviceProviderName what people see
 * @param serviceUuid service instance
 * @param serviceId of the same
 * @param serviceName what people see
 * @param intermediated name of the provider whose service is intermediated
 * @param level least level
 * @param forceAuthn no single sign-on
 * @param audience entity IDs the identifiers are meant for, the service provider first
 * @param gegevensdiensten ids that were chosen
 * @param wishedAds entity IDs of the ADs that the service provider wants it done at; empty for all
 * @param binding browser that started it
 * @param ad entity ID of the chosen AD
 * @param adRequestId ID of our AuthnRequest to it
 */
public record PendingLogin(String flow, Requester requester, FrameworkVersion version, String serviceProviderName, String serviceUuid,
        String serviceId, String serviceName, Optional<String> intermediated, LevelOfAssurance level, boolean forceAuthn,
        List<String> audience, List<String> gegevensdiensten, List<String> wishedAds, String binding,
        Optional<String> ad, Optional<String> adRequestId) {

    /** ID of the service provider's AuthnRequest. */
    public String requestId() {
        return requester.requestId();
    }

    /** Entity ID of the service provider. */
    public String serviceProvider() {
        return requester.serviceProvider();
    }

    /** The same login, sent to an AD. */
    public PendingLogin at(String adEntityId, String requestToAd) {
        return new PendingLogin(flow, requester, version, serviceProviderName, serviceUuid, serviceId, serviceName, intermediated, level,
                forceAuthn, audience, gegevensdiensten, wishedAds, binding, Optional.of(adEntityId), Optional.of(requestToAd));
    }
}
