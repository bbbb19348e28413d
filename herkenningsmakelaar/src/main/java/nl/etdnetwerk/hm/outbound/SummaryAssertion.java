package nl.etdnetwerk.hm.outbound;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import nl.etdnetwerk.hm.login.PendingLogin;
import nl.etdnetwerk.hm.metadata.Herkenningsmakelaar;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.saml.FrameworkVersion;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.encryption.EncryptedIdElements;
import nl.etdnetwerk.saml.message.Assertion;
import nl.etdnetwerk.saml.message.EncryptedId;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;

/**
 * The summary assertion for a service provider (saml.md 1.7): what the AD stated, in the HM's name, with the AD's own assertion in
 * Advice. The HM cannot open the EncryptedIDs; it copies them. Advice can be left out for a service provider (finding N6). In 1.11
 * the person is named by the pseudonym that the AD made for this service provider, in plain text (docs/decisions/0009).
 */
@ApplicationScoped
public class SummaryAssertion {

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

    /** The assertion for the service provider. */
    Assertion of(PendingLogin login, EntityMetadata ad, Assertion stated) {
        Instant now = clock.instant();
        FrameworkVersion version = login.version();
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        attributes.put(SamlNames.SERVICE_UUID, List.of(login.serviceUuid()));
        attributes.put(SamlNames.SERVICE_ID, List.of(login.serviceId()));
        String name = stated.nameId();
        if (version == FrameworkVersion.V1_11) {
            List<String> pseudonym = stated.attributes().get(SamlNames.TYPE_PSEUDO_PLAIN);
            attributes.put(SamlNames.TYPE_PSEUDO_PLAIN, pseudonym);
            name = pseudonym.get(0);
        }
        Map<String, List<EncryptedId>> ids = new LinkedHashMap<>();
        Optional.ofNullable(stated.encryptedIds().get(SamlNames.ACTING_SUBJECT_ID)).ifPresent(found -> ids.put(
                SamlNames.ACTING_SUBJECT_ID,
                found.stream().map(id -> hasAdvice(login) ? EncryptedIdElements.withNewIds(id) : id).toList()));
        return new Assertion(MessageIds.next(), hm.entityId(), now, version.nameIdFormat(), name, Optional.of(ad.entityId()),
                login.requestId(), login.requester().assertionConsumer().location(), now.plus(version.life()),
                List.of(login.serviceProvider()),
                stated.authnInstant(), Optional.of(UUID.randomUUID().toString()), stated.level(), List.of(ad.entityId()), attributes, ids);
    }

    /** What goes into its Advice. */
    List<byte[]> advice(PendingLogin login, byte[] statedXml) {
        return hasAdvice(login) ? List.of(statedXml) : List.of();
    }

    private boolean hasAdvice(PendingLogin login) {
        return !withoutAdvice.contains(login.serviceProvider());
    }
}
