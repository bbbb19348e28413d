package nl.etdnetwerk.ad.inbound;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestQuery;

import nl.etdnetwerk.ad.answer.Answers;
import nl.etdnetwerk.ad.authentication.Authentications;
import nl.etdnetwerk.ad.authentication.PendingAuthentication;
import nl.etdnetwerk.ad.metadata.Authenticatiedienst;
import nl.etdnetwerk.ad.recipients.Recipients;
import nl.etdnetwerk.ad.sso.SingleSignOnSession;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.saml.Arrival;
import nl.etdnetwerk.kit.saml.ArtifactResolver;
import nl.etdnetwerk.kit.saml.IncomingRequests;
import nl.etdnetwerk.kit.saml.RelayStates;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.binding.Artifact;
import nl.etdnetwerk.saml.message.AuthnRequest;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.message.Status;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.request.RequestValidation;

/** SingleSignOnService by artifact: fetches the request, validates it, and starts with login or, under SSO, with consent. */
@Path(Authenticatiedienst.VERSION_PATH + "/sso/artifact")
public class SingleSignOnResource {

    private final Authenticatiedienst ad;
    private final NetworkDirectory directory;
    private final Authentications authentications;
    private final SingleSignOnSession sso;
    private final Recipients recipients;
    private final Answers answers;
    private final ArtifactResolver resolver;
    private final BackChannel channel;
    private final BrowserSession session;
    private final IncomingRequests requests;
    private final NetworkClock clock;
    private final TraceEvents trace;
    private final RequestValidation validation;

    /** With what an authentication needs. */
    public SingleSignOnResource(Authenticatiedienst ad, NetworkDirectory directory, Authentications authentications,
            SingleSignOnSession sso, Recipients recipients, Answers answers,
            ArtifactResolver resolver, BackChannel channel, BrowserSession session, IncomingRequests requests, NetworkClock clock,
            TraceEvents trace, EtdConfig config) {
        this.ad = ad;
        this.directory = directory;
        this.authentications = authentications;
        this.sso = sso;
        this.recipients = recipients;
        this.answers = answers;
        this.resolver = resolver;
        this.channel = channel;
        this.session = session;
        this.requests = requests;
        this.clock = clock;
        this.trace = trace;
        this.validation = new RequestValidation(directory::participant, Set.of(ad.singleSignOn()), config.clockSkew());
    }

    /** HTTP-Artifact. */
    @GET
    public Response artifact(@RestQuery("SAMLart") List<String> artifact, @RestQuery("SAMLRequest") String posted,
            @RestQuery("RelayState") String relayState) {
        RelayStates.check(relayState);
        // Before anything is used up: a browser that has to ask again can.
        session.requireSettled();
        ArtifactResolver.Fetched fetched = resolver.fetch(artifact, posted, directory.participantsOf("HM"), ad.writer(), channel);
        Arrival arrival = Arrival.byArtifact("AuthnRequest", ad.entityId(), fetched);
        AuthnRequest request = requests.accept(validation.authnRequest(fetched.message(), clock.instant()), arrival);
        requests.taken(request, arrival, "ok");
        return start(request, fetched.sender(), Optional.ofNullable(relayState));
    }

    /** The catalogue is leading: what a HM leaves out or asks too low is not what the service needs (saml.md 0.4). */
    private LevelOfAssurance level(AuthnRequest request) {
        LevelOfAssurance least = directory.catalogue().flatMap(c -> c.byUuid(request.extension(SamlNames.SERVICE_UUID).orElse("")))
                .map(s -> s.definition().minimumLevel()).orElse(LevelOfAssurance.LOA4);
        return LevelOfAssurance.highest(request.minimumLevel().orElse(least), least);
    }

    private Response start(AuthnRequest request, EntityMetadata hm, Optional<String> relayState) {
        String consumer = hm.serviceProvider().orElseThrow().assertionConsumer(request.assertionConsumerServiceIndex().orElse(-1))
                .map(EntityMetadata.IndexedEndpoint::location)
                .orElseThrow(() -> new PageException("REQUEST_REFUSED", 400));
        PendingAuthentication a = new PendingAuthentication(MessageIds.next(), request.id(), hm.entityId(), consumer, relayState,
                request.extension(SamlNames.SERVICE_UUID).orElse(""),
                request.extensions().getOrDefault(SamlNames.INTENDED_AUDIENCE, List.of()),
                request.extensions().getOrDefault(SamlNames.GEGEVENSDIENST_ID, List.of()),
                level(request), request.forceAuthn(), session.binding(), Optional.empty(),
                Optional.empty(), Optional.empty());
        if (recipients.of(a).isEmpty() || !ad.level().satisfies(a.level())) {
            return answers.status(Status.unsupported("Unknown service or audience, or level not available"), a);
        }
        Optional<PendingAuthentication> known = sso.continueWith(a);
        authentications.put(known.orElse(a));
        known.ifPresent(k -> trace.report(a.requestId(), "gebruiker", ad.entityId(), "Authentication", List.of(a.requestId()),
                "single sign-on session", 0, "ok"));
        return Pages.go((known.isPresent() ? "/toestemming/" : "/inloggen/") + a.flow());
    }
}
