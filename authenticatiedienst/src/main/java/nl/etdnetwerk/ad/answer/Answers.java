package nl.etdnetwerk.ad.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import nl.etdnetwerk.ad.authentication.PendingAuthentication;
import nl.etdnetwerk.ad.bsnk.BsnkClient;
import nl.etdnetwerk.ad.means.MeansRegister;
import nl.etdnetwerk.ad.metadata.Authenticatiedienst;
import nl.etdnetwerk.ad.recipients.Recipients;
import nl.etdnetwerk.ad.sso.IssuedNames;
import nl.etdnetwerk.ad.sso.SingleSignOnSession;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.saml.ArtifactStore;
import nl.etdnetwerk.kit.saml.MessageAddress;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.encryption.IdEncrypter;
import nl.etdnetwerk.saml.encryption.NameIdentifier;
import nl.etdnetwerk.saml.message.Assertion;
import nl.etdnetwerk.saml.message.EncryptedId;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.message.Status;
import nl.etdnetwerk.saml.metadata.EntityIds;

/** Makes the answer and sends the person back to the HM with an artifact for it. */
@ApplicationScoped
public class Answers {

    private static final Duration LIFE = Duration.ofMinutes(2);
    private final Authenticatiedienst ad;
    private final Recipients recipients;
    private final MeansRegister means;
    private final BsnkClient bsnk;
    private final ArtifactStore store;
    private final NetworkClock clock;
    private final TraceEvents trace;
    private final IssuedNames names;
    private final SingleSignOnSession sso;
    private final SpecificPseudonyms pseudonyms;

    /** With BSNk and the artifact store. */
    public Answers(Authenticatiedienst ad, Recipients recipients, MeansRegister means, BsnkClient bsnk, ArtifactStore store,
            NetworkClock clock, TraceEvents trace, IssuedNames names,
            SingleSignOnSession sso, SpecificPseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
        this.ad = ad;
        this.recipients = recipients;
        this.means = means;
        this.bsnk = bsnk;
        this.store = store;
        this.clock = clock;
        this.trace = trace;
        this.names = names;
        this.sso = sso;
    }

    /** An answer without assertion. */
    public Response status(Status status, PendingAuthentication a) {
        return send(ad.writer().response(status, a.requestId(), a.assertionConsumer(), clock.instant()), a,
                status.second().orElse(status.top()));
    }

    /** An answer about the person, with an identifier for every recipient. */
    public Response assertion(PendingAuthentication a) {
        Recipients.Plan plan = recipients.of(a).orElseThrow(() -> new PageException("LOGIN_GONE", 400));
        MeansRegister.Means person = means.find(a.person().orElseThrow()).orElseThrow(() -> new PageException("LOGIN_GONE", 400));
        String serviceProvider = a.audience().get(0);
        Instant now = clock.instant();
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        attributes.put(SamlNames.SERVICE_UUID, List.of(a.serviceUuid()));
        attributes.put(SamlNames.REPRESENTATION, List.of("false"));
        String oin = EntityIds.oin(serviceProvider).orElseThrow();
        if (plan.plainPseudonym()) {
            attributes.put(SamlNames.TYPE_PSEUDO_PLAIN, List.of(pseudonyms.of(person.name(), oin)));
        }
        List<EncryptedId> ids = encrypted(plan, person, oin, a);
        String nameId = UUID.randomUUID().toString();
        sso.id().ifPresent(id -> names.note(nameId, id));
        Assertion assertion = new Assertion(MessageIds.next(), ad.entityId(), now, SamlNames.TRANSIENT, nameId, Optional.empty(),
                a.requestId(), a.assertionConsumer(), now.plus(LIFE), List.of(a.hm(), serviceProvider),
                a.authnInstant().orElse(now), Optional.of(UUID.randomUUID().toString()), a.reached().orElseThrow(), List.of(ad.oin()),
                attributes, ids.isEmpty() ? Map.of() : Map.of(SamlNames.ACTING_SUBJECT_ID, ids));
        return send(ad.writer().response(assertion, List.of(), now), a, "ok");
    }

    private List<EncryptedId> encrypted(Recipients.Plan plan, MeansRegister.Means person, String oin, PendingAuthentication a) {
        List<NameIdentifier> names = new ArrayList<>();
        if (!plan.recipients().isEmpty()) {
            bsnk.transform(person, plan.recipients(), a.authnInstant().orElseThrow(), a.reached().orElseThrow(), a.requestId()).forEach(
                    t -> names.add(new NameIdentifier(t.recipient().type(), Base64.getEncoder().encodeToString(t.structure()))));
        }
        if (plan.pseudonym()) {
            names.add(new NameIdentifier(SamlNames.TYPE_PSEUDO, pseudonyms.of(person.name(), oin)));
        }
        return names.stream().map(n -> IdEncrypter.encrypt(n, plan.certificates())).toList();
    }

    private Response send(byte[] response, PendingAuthentication a, String outcome) {
        String artifact = store.keep(response, a.hm(), ad.entityId());
        trace.report(a.requestId(), ad.entityId(), a.hm(), "Response sent", List.of(a.requestId()), "signed, by artifact", response.length,
                outcome);
        return Pages.go(MessageAddress.withArtifact(a.assertionConsumer(), artifact, a.relayState()));
    }
}
