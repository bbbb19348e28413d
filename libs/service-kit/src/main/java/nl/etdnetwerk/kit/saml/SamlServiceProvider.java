package nl.etdnetwerk.kit.saml;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.store.ShortLivedStore;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.Validated;
import nl.etdnetwerk.saml.binding.RedirectBinding;
import nl.etdnetwerk.saml.encryption.IdDecrypter;
import nl.etdnetwerk.saml.encryption.NameIdentifier;
import nl.etdnetwerk.saml.message.Assertion;
import nl.etdnetwerk.saml.message.AuthnRequest;
import nl.etdnetwerk.saml.message.EncryptedId;
import nl.etdnetwerk.saml.message.LogoutRequest;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.message.MessageWriter;
import nl.etdnetwerk.saml.message.Response;
import nl.etdnetwerk.saml.message.Status;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.response.Expectation;
import nl.etdnetwerk.saml.response.ResponseValidation;

/** The service provider side towards the HM: asks with a signed redirect, gets the answer by artifact (saml.md 1). */
public final class SamlServiceProvider {

    private static final String KIND = "authnrequest";
    private static final Duration PENDING = Duration.ofMinutes(15);

    private final MessageWriter writer;
    private final BackChannel channel;
    private final String assertionConsumer;
    private final IdDecrypter decrypter;
    private final Shared shared;

    /** What all service providers of a process share. */
    public record Shared(NetworkDirectory directory, ShortLivedStore store, ArtifactResolver resolver, NetworkClock clock,
            TraceEvents trace, ReplayGuard replays, Duration skew) {}

    /**
     * A request that waits for its answer.
     *
     * @param id of the AuthnRequest
     * @param binding of the browser that started it
     * @param hm entity ID that was asked
     * @param level least level
     * @param purpose of the caller's own, opaque here
     * @param flow id that the flow is traced by
     * @param service UUID of the service that was asked for
     */
    public record Pending(String id, String binding, String hm, LevelOfAssurance level, String purpose, String flow,
            String service) {}

    /** The answer to a request. */
    public sealed interface Answer {
        /** What was asked. */
        Pending pending();
    }

    /** The person authenticated; names are what the EncryptedIDs for us held. */
    public record LoggedIn(Pending pending, Assertion assertion, List<NameIdentifier> names) implements Answer {

        /** Values of one type of name. */
        public List<String> values(String type) {
            return names.stream().filter(n -> n.type().equals(type)).map(NameIdentifier::value).toList();
        }
    }

    /** The person did not; the status says why. */
    public record NotLoggedIn(Pending pending, Status status) implements Answer {}

    /** A service provider with its key, its own TLS identity, and the address that artifacts arrive at. */
    public SamlServiceProvider(String entityId, SigningKey key, BackChannel channel, String assertionConsumer, Shared shared) {
        this.writer = new MessageWriter(entityId, key);
        this.channel = channel;
        this.assertionConsumer = assertionConsumer;
        this.decrypter = new IdDecrypter(entityId, List.of(key));
        this.shared = shared;
    }

    /** Entity ID. */
    public String entityId() {
        return writer.entityId();
    }

    /**
     * Starts an authentication and gives the URL to send the browser to.
     *
     * @param flow id to trace by; the request's own id when absent
     * @throws PageException HM_UNKNOWN when there is no HM in the network yet, SERVICE_UNKNOWN when the catalogue does not have the service
     */
    public String begin(String binding, String purpose, LevelOfAssurance level, OptionalInt service, Map<String, List<String>> extensions,
            Optional<String> flow) {
        EntityMetadata hm = shared.directory().herkenningsmakelaar()
                .orElseThrow(() -> new PageException("HM_UNKNOWN", 503));
        String destination = hm.singleSignOn(SamlNames.BINDING_REDIRECT).orElseThrow(() -> new PageException("HM_UNKNOWN", 503));
        String id = MessageIds.next();
        AuthnRequest request = new AuthnRequest(id, shared.clock().instant(), destination, writer.entityId(), false, OptionalInt.of(0),
                Optional.empty(), Optional.empty(), service, Optional.empty(),
                Optional.of(level), extensions);
        // What the catalogue does not have yet nobody can be logged in to, and an answer could not be held to it.
        String asked = shared.directory().participant(writer.entityId())
                .flatMap(own -> shared.directory().catalogue()
                        .flatMap(c -> c.requested(own, service, request.extension(SamlNames.ZORGAANBIEDERNAAM))))
                .map(s -> s.instance().uuid()).orElseThrow(() -> new PageException("SERVICE_UNKNOWN", 503));
        shared.store().put(KIND, id, new Pending(id, binding, hm.entityId(), level, purpose, flow.orElse(id), asked), PENDING);
        String query = RedirectBinding.query(writer.unsigned(request), Optional.of(id), writer.key());
        shared.trace().report(flow.orElse(id), writer.entityId(), hm.entityId(), "AuthnRequest sent",
                flow.map(f -> List.of(f, id)).orElse(List.of(id)), "signed query, rsa-sha256", query.length(), "ok");
        return MessageAddress.withQuery(destination, query);
    }

    /** The URL to send the browser to for a logout with eTD (saml.md 1.13); empty when the HM offers none. */
    public Optional<String> logout(String nameId, Optional<String> sessionIndex) {
        Optional<EntityMetadata> hm = shared.directory().herkenningsmakelaar();
        return hm.flatMap(m -> m.singleLogout(SamlNames.BINDING_REDIRECT)).map(destination -> {
            String id = MessageIds.next();
            byte[] xml = writer.unsigned(
                    new LogoutRequest(id, shared.clock().instant(), destination, writer.entityId(), SamlNames.TRANSIENT, nameId,
                            sessionIndex));
            String query = RedirectBinding.query(xml, Optional.empty(), writer.key());
            shared.trace().report(id, writer.entityId(), hm.get().entityId(), "LogoutRequest sent", List.of(id),
                    "signed query, rsa-sha256", query.length(), "ok");
            return MessageAddress.withQuery(destination, query);
        });
    }

    /** What the request of this browser is for, if it still waits. */
    public Optional<String> purpose(String relayState, String binding) {
        return shared.store().get(KIND, relayState == null ? "" : relayState, Pending.class).filter(p -> p.binding().equals(binding))
                .map(Pending::purpose);
    }

    /**
     * Takes the answer: the pending request of this same browser, the artifact, signatures, every rule, no replay, decryption.
     *
     * @throws PageException NO_SUCH_REQUEST, RESPONSE_REFUSED with findings, RESPONSE_REPLAYED, RESPONSE_NOT_DECRYPTABLE, IDENTIFIER_NOT_ASKED, and those of
     *         {@link ArtifactResolver}
     */
    public Answer finish(String artifact, String relayState, String binding) {
        // A foreign artifact pasted into somebody's browser finds no request of that browser (saml.md 7.4 N60).
        Pending pending = shared.store().get(KIND, relayState == null ? "" : relayState, Pending.class)
                .filter(p -> p.binding().equals(binding))
                .orElseThrow(() -> new PageException("NO_SUCH_REQUEST", 400));
        EntityMetadata hm = shared.directory().participant(pending.hm()).orElseThrow(() -> new PageException("HM_UNKNOWN", 503));
        ArtifactResolver.Fetched fetched = shared.resolver().resolve(artifact, hm, writer, channel);
        // Only now: an HM that is away for a minute has not used the artifact, and the same address works when it is back.
        shared.store().take(KIND, relayState, Pending.class).orElseThrow(() -> new PageException("NO_SUCH_REQUEST", 400));
        Expectation expected = new Expectation(pending.id(), assertionConsumer, writer.entityId(), hm.entityId(), pending.level(),
                Optional.of(pending.service()), shared.skew()).ofService(serviceId(pending)).by(ads());
        Validated<Response> read = ResponseValidation.validate(fetched.message(), hm, expected, shared.clock().instant());
        List<String> ids = List.of(pending.flow(), pending.id(), fetched.resolveId());
        String outcome = read.isValid()
                ? read.value().map(r -> r.status().isSuccess() ? "ok" : r.status().code()).orElse("ok")
                : read.findings().get(0).code();
        shared.trace().report(pending.flow(), hm.entityId(), writer.entityId(), "Response", ids,
                "ArtifactResponse and Assertion signatures of the HM", fetched.size(), outcome);
        Response response = read.valid().orElseThrow(() -> new PageException("RESPONSE_REFUSED", 400, read.findings()));
        if (response.assertion().isEmpty()) {
            return new NotLoggedIn(pending, response.status());
        }
        Assertion assertion = response.assertion().get();
        if (!shared.replays().isFirstAssertion(assertion.issuer(), assertion.id())) {
            throw new PageException("RESPONSE_REPLAYED", 400);
        }
        List<EncryptedId> mine = assertion.encryptedIds().getOrDefault(SamlNames.ACTING_SUBJECT_ID, List.of()).stream()
                .filter(decrypter::isRecipient).toList();
        List<NameIdentifier> names = mine.stream().map(decrypter::decrypt).flatMap(Optional::stream).toList();
        if (names.isEmpty() || names.size() != mine.size()) {
            throw new PageException("RESPONSE_NOT_DECRYPTABLE", 400);
        }
        if (!areOf(pending.service(), names)) {
            throw new PageException("IDENTIFIER_NOT_ASKED", 400);
        }
        return new LoggedIn(pending, assertion, names);
    }

    private String serviceId(Pending pending) {
        return shared.directory().catalogue().flatMap(c -> c.byUuid(pending.service())).map(s -> s.instance().serviceId())
                .orElseThrow(() -> new PageException("SERVICE_UNKNOWN", 503));
    }

    private Set<String> ads() {
        return shared.directory().participantsOf("AD").stream().map(EntityMetadata::entityId).collect(Collectors.toSet());
    }

    /** What was not asked for is not taken either: it may be more than this party may know (saml.md 7.3 N42). */
    private boolean areOf(String serviceUuid, List<NameIdentifier> names) {
        return shared.directory().catalogue().flatMap(c -> c.byUuid(serviceUuid).map(c::typesGiven))
                .map(types -> names.stream().allMatch(n -> types.contains(n.type()))).orElse(false);
    }
}
