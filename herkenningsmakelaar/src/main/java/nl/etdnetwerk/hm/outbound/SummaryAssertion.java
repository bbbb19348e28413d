package nl.etdnetwerk.hm.outbound;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import nl.etdnetwerk.hm.inbound.PendingLogin;
import nl.etdnetwerk.hm.metadata.Herkenningsmakelaar;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.encryption.EncryptedIdElements;
import nl.etdnetwerk.saml.message.Assertion;
import nl.etdnetwerk.saml.message.EncryptedId;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;

/**
 * The summary assertion for a service provider (saml.md 1.7): what the AD stated, in the HM's name, with the AD's own assertion in
 * Advice. The HM cannot open the EncryptedIDs; it copies them. Advice can be left out for a service provider (finding N6).
 */
@ApplicationScoped
public class SummaryAssertion {

    private static final Duration LIFE = Duration.ofMinutes(2);
    private final Herkenningsmakelaar hm;
    private final NetworkClock clock;
    private final Set<String> withoutAdvice;

    /** With the service providers that get no Advice. */
    public SummaryAssertion(Herkenningsmakelaar hm, NetworkClock clock,
            @ConfigProperty(name = "hm.without-advice") Optional<List<String>> withoutAdvice) {
        this.hm = hm;
        this.clock = clock;
        this.withoutAdvice = Set.copyOf(withoutAdvice.orElse(List.of()));
    }

    /** The Response around it. */
    byte[] write(PendingLogin login, EntityMetadata ad, Assertion stated, byte[] statedXml) {
        Instant now = clock.instant();
        boolean advice = !withoutAdvice.contains(login.serviceProvider());
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        attributes.put(SamlNames.SERVICE_UUID, List.of(login.serviceUuid()));
        attributes.put(SamlNames.SERVICE_ID, List.of(login.serviceId()));
        List<EncryptedId> ids = stated.encryptedIds().get(SamlNames.ACTING_SUBJECT_ID).stream()
                .map(id -> advice ? EncryptedIdElements.withNewIds(id) : id).toList();
        Assertion assertion = new Assertion(MessageIds.next(), hm.entityId(), now, stated.nameId(), Optional.of(ad.entityId()),
                login.requestId(), login.assertionConsumer(), now.plus(LIFE),
                List.of(login.serviceProvider()), stated.authnInstant(), Optional.of(UUID.randomUUID().toString()), stated.level(),
                List.of(ad.entityId()), attributes,
                Map.of(SamlNames.ACTING_SUBJECT_ID, ids));
        return hm.writer().response(assertion, advice ? List.of(statedXml) : List.of(), now);
    }
}
