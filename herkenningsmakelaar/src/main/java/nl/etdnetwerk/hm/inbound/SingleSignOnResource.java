package nl.etdnetwerk.hm.inbound;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

import io.vertx.core.http.HttpServerRequest;
import nl.etdnetwerk.hm.artifact.Answers;
import nl.etdnetwerk.hm.choice.Logins;
import nl.etdnetwerk.hm.metadata.Herkenningsmakelaar;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.saml.ArtifactResolver;
import nl.etdnetwerk.kit.saml.ReplayGuard;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.Validated;
import nl.etdnetwerk.saml.binding.Artifact;
import nl.etdnetwerk.saml.binding.PostBinding;
import nl.etdnetwerk.saml.binding.RedirectBinding;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.Service;
import nl.etdnetwerk.saml.message.AuthnRequest;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.message.Status;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.request.RequestValidation;

/** SingleSignOnService in its three bindings (saml.md 1.3, 1.4). */
@Path(Herkenningsmakelaar.VERSION_PATH + "/sso")
public class SingleSignOnResource {

    private static final int MAX_RELAY_STATE = 80;
    private final Herkenningsmakelaar hm;
    private final NetworkDirectory directory;
    private final RequestedService requestedService;
    private final Logins logins;
    private final Answers answers;
    private final ReplayGuard replays;
    private final NetworkClock clock;
    private final TraceEvents trace;
    private final BrowserSession session;
    private final ArtifactResolver resolver;
    private final BackChannel channel;
    private final RequestValidation validation;

    /** With what a login needs. */
    public SingleSignOnResource(Herkenningsmakelaar hm, NetworkDirectory directory, RequestedService requestedService, Logins logins,
            Answers answers, ReplayGuard replays, NetworkClock clock,
            TraceEvents trace, BrowserSession session, ArtifactResolver resolver, BackChannel channel, EtdConfig config) {
        this.hm = hm;
        this.directory = directory;
        this.requestedService = requestedService;
        this.logins = logins;
        this.answers = answers;
        this.replays = replays;
        this.clock = clock;
        this.trace = trace;
        this.session = session;
        this.resolver = resolver;
        this.channel = channel;
        this.validation = new RequestValidation(directory::participant,
                java.util.Set.of(hm.url("/sso/redirect"), hm.url("/sso/post"), hm.url("/sso/artifact")), config.clockSkew());
    }

    /** HTTP-Redirect. */
    @GET
    @Path("redirect")
    public Response redirect(HttpServerRequest request) {
        String query = request.query();
        Validated<AuthnRequest> read = validation.authnRequestInQuery(query, clock.instant());
        return handle(read, RedirectBinding.read(query, new Findings()).flatMap(RedirectBinding.Received::relayState),
                query == null ? 0 : query.length(), "signature over the query");
    }

    /** HTTP-POST. */
    @POST
    @Path("post")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response post(@RestForm("SAMLRequest") String request, @RestForm("RelayState") String relayState) {
        byte[] xml = PostBinding.message(request);
        return handle(validation.authnRequest(xml, clock.instant()), Optional.ofNullable(relayState), xml.length, "enveloped signature");
    }

    /** HTTP-Artifact. */
    @GET
    @Path("artifact")
    public Response artifact(@RestQuery("SAMLart") List<String> artifact, @RestQuery("RelayState") String relayState) {
        String value = ArtifactResolver.single(artifact);
        EntityMetadata sender = ArtifactResolver.issuer(value, directory.participantsOf("DV"));
        ArtifactResolver.Fetched fetched = resolver.resolve(value, sender, hm.writer(), channel);
        return handle(validation.authnRequest(fetched.message(), clock.instant()), Optional.ofNullable(relayState), fetched.size(),
                "enveloped signature, by artifact");
    }

    private Response handle(Validated<AuthnRequest> read, Optional<String> relayState, int size, String verified) {
        Optional<AuthnRequest> valid = read.valid();
        if (valid.isEmpty()) {
            trace.report("", read.value().map(AuthnRequest::issuer).orElse("?"), hm.entityId(), "AuthnRequest", List.of(), "refused", size,
                    read.findings().get(0).code());
            throw new PageException("REQUEST_REFUSED", 400, read.findings());
        }
        AuthnRequest request = valid.get();
        if (relayState.filter(r -> r.getBytes(StandardCharsets.UTF_8).length > MAX_RELAY_STATE).isPresent()) {
            throw new PageException("RELAY_STATE_TOO_LONG", 400);
        }
        if (!replays.isFirst(request.issuer(), request.id())) {
            throw new PageException("REQUEST_REPLAYED", 400);
        }
        trace.report(request.id(), request.issuer(), hm.entityId(), "AuthnRequest", List.of(request.id()), verified, size, "ok");
        EntityMetadata sender = directory.participant(request.issuer()).orElseThrow();
        String assertionConsumer = assertionConsumer(request, sender);
        Optional<Service> service = requestedService.find(request, sender);
        Optional<List<String>> audience = service.flatMap(s -> requestedService.audience(request, sender, s));
        if (audience.isEmpty()) {
            return answers.status(Status.unsupported("Unknown service or audience"), request.id(), request.issuer(), assertionConsumer,
                    relayState, request.id());
        }
        return Pages
                .go("/keuze/" + logins.begin(login(request, sender, assertionConsumer, relayState, service.get(), audience.get())).flow());
    }

    private static String assertionConsumer(AuthnRequest request, EntityMetadata sender) {
        var sp = sender.serviceProvider().orElseThrow();
        if (request.assertionConsumerServiceIndex().isPresent()) {
            return sp.assertionConsumer(request.assertionConsumerServiceIndex().getAsInt()).orElseThrow().location();
        }
        return request.assertionConsumerServiceUrl()
                .orElseGet(() -> sp.assertionConsumers().stream().filter(a -> a.binding().equals(SamlNames.BINDING_ARTIFACT))
                        .max(java.util.Comparator.comparing(EntityMetadata.IndexedEndpoint::isDefault)).orElseThrow().location());
    }

    private PendingLogin login(AuthnRequest request, EntityMetadata sender, String assertionConsumer, Optional<String> relayState,
            Service service, List<String> audience) {
        LevelOfAssurance asked = request.minimumLevel().orElse(LevelOfAssurance.LOA1);
        LevelOfAssurance level = asked.satisfies(service.definition().minimumLevel()) ? asked : service.definition().minimumLevel();
        Optional<String> intermediated = service.instance().intermediates()
                .flatMap(uuid -> directory.catalogue().flatMap(c -> c.byUuid(uuid))).map(s -> s.provider().name());
        return new PendingLogin(MessageIds.next(), request.id(), request.issuer(), service.provider().name(), assertionConsumer, relayState,
                service.instance().uuid(), service.instance().serviceId(),
                service.definition().description(), intermediated, level, request.forceAuthn() || !service.instance().ssoSupport(),
                audience,
                request.extensions().getOrDefault(SamlNames.GEGEVENSDIENST_ID, List.of()), session.binding(), Optional.empty(),
                Optional.empty());
    }
}
