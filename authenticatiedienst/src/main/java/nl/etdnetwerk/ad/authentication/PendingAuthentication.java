package nl.etdnetwerk.ad.authentication;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import nl.etdnetwerk.saml.LevelOfAssurance;

/**
 * An authentication on its way.
 *
 * @param flow id in addresses and forms of the AD
 * @param requestId ID of the HM's AuthnRequest
 * @param hm entity ID
 * @param assertionConsumer where the answer goes
 * @param relayState echoed
 * @param serviceUuid service instance
 * @param audience entity IDs, the service provider first
 * @param gegevensdiensten ids that were chosen
 * @param level least level
 * @param forceAuthn no single sign-on
 * @param binding browser that started it
 * @param person account that authenticated
 * @param authnInstant when
 * @param reached level that was reached
 */
public record PendingAuthentication(String flow, String requestId, String hm, String assertionConsumer, Optional<String> relayState,
        String serviceUuid, List<String> audience,
        List<String> gegevensdiensten, LevelOfAssurance level, boolean forceAuthn, String binding, Optional<String> person,
        Optional<Instant> authnInstant, Optional<LevelOfAssurance> reached) {

    /** The same, before anybody logged in. */
    public PendingAuthentication byNobody() {
        return new PendingAuthentication(flow, requestId, hm, assertionConsumer, relayState, serviceUuid, audience, gegevensdiensten, level,
                forceAuthn, binding, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same, with a person. */
    public PendingAuthentication by(String name, Instant at, LevelOfAssurance level) {
        return new PendingAuthentication(flow, requestId, hm, assertionConsumer, relayState, serviceUuid, audience, gegevensdiensten,
                this.level, forceAuthn, binding, Optional.of(name),
                Optional.of(at), Optional.of(level));
    }
}
