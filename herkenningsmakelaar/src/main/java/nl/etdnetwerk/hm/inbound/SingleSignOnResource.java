package nl.etdnetwerk.hm.inbound;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import io.vertx.core.http.HttpServerRequest;
import nl.etdnetwerk.hm.artifact.Answers;
import nl.etdnetwerk.hm.artifact.Requester;
import nl.etdnetwerk.hm.choice.SuitableAds;
import nl.etdnetwerk.hm.login.Logins;
import nl.etdnetwerk.hm.login.PendingLogin;
import nl.etdnetwerk.hm.metadata.Herkenningsmakelaar;
import nl.etdnetwerk.hm.metadata.RequestValidations;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.saml.Arrival;
import nl.etdnetwerk.kit.saml.ArtifactResolver;
import nl.etdnetwerk.kit.saml.IncomingRequests;
import nl.etdnetwerk.kit.saml.RelayStates;
import nl.etdnetwerk.kit.saml.SingleField;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.FrameworkVersion;
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
import nl.etdnetwerk.saml.metadata.EntityMetadata.IndexedEndpoint;

/** SingleSignOnService in its three bindings, for every framework version (saml.md 1.2 - 1.4). */
@Path(Herkenningsmakelaar.VERSION_PATH + "/sso")
public class SingleSignOnResource {

    /** Begin of the codes of what can be wrong with the level alone. */
    private static final String LEVEL_FINDINGS = "REQUEST_LEVEL";
    private static final String KIND = "AuthnRequest";
    private final Herkenningsmakelaar hm;
    private final NetworkDirectory directory;
    private final RequestedService requestedService;
    private final Logins logins;
    private final SuitableAds suitable;
    private final Answers answers;
    private final IncomingRequests requests;
    private final NetworkClock clock;
    private final BrowserSession session;
    private final ArtifactResolver resolver;
    private final BackChannel channel;
    private final RequestValidations validations;

    /** With what a login needs. */
    public SingleSignOnResource(Herkenningsmakelaar hm, NetworkDirectory directory, RequestedService requestedService, Logins logins,
            Answers answers, IncomingRequests requests, NetworkClock clock, BrowserSession session, ArtifactResolver resolver,
            BackChannel channel, EtdConfig config,
            SuitableAds suitable) {
        this.suitable = suitable;
        this.hm = hm;
        this.directory = directory;
        this.requestedService = requestedService;
        this.logins = logins;
        this.answers = answers;
        this.requests = requests;
        this.clock = clock;
        this.session = session;
        this.resolver = resolver;
        this.channel = channel;
        this.validations = new RequestValidations(hm, directory, config, "/sso");
    }

    /** HTTP-Redirect. */
    @GET
    @Path("redirect")
    public Response redirect(@RestPath String version, HttpServerRequest request) {
        FrameworkVersion asked = Herkenningsmakelaar.version(version);
        String query = request.query();
        Validated<AuthnRequest> read = validations.of(asked, SamlNames.BINDING_REDIRECT).authnRequestInQuery(query, clock.instant());
        return handle(asked, read, RedirectBinding.read(query, new Findings()).flatMap(RedirectBinding.Received::relayState),
                Arrival.inQuery(KIND, hm.entityId(), query));
    }

    /** HTTP-POST. */
    @POST
    @Path("post")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response post(@RestPath String version, @RestForm("SAMLRequest") List<String> request,
            @RestForm("RelayState") List<String> relayState) {
        byte[] xml = PostBinding.message(SingleField.of(request));
        FrameworkVersion asked = Herkenningsmakelaar.version(version);
        return handle(asked, validations.of(asked, SamlNames.BINDING_POST).authnRequest(xml, clock.instant()),
                Optional.ofNullable(SingleField.of(relayState)), Arrival.posted(KIND, hm.entityId(), xml));
    }

    /** HTTP-Artifact. */
    @GET
    @Path("artifact")
    public Response artifact(@RestPath String version, @RestQuery("SAMLart") List<String> artifact, @RestQuery("SAMLRequest") String posted,
            @RestQuery("RelayState") String relayState) {
        FrameworkVersion asked = Herkenningsmakelaar.version(version);
        ArtifactResolver.Fetched fetched = resolver.fetch(artifact, posted, directory.participantsOf("DV"), hm.writer(), channel);
        return handle(asked, validations.of(asked, SamlNames.BINDING_ARTIFACT).authnRequest(fetched.message(), clock.instant()),
                Optional.ofNullable(relayState), Arrival.byArtifact(KIND, hm.entityId(), fetched));
    }

    private Response handle(FrameworkVersion version, Validated<AuthnRequest> read, Optional<String> relayState, Arrival arrival) {
        RelayStates.check(relayState.orElse(null));
        if (onlyItsLevel(read)) {
            AuthnRequest request = read.value().orElseThrow();
            requests.refused(read, arrival);
            requests.requireFirst(request, arrival);
            return answers.status(Status.unsupported("Level of assurance"), requester(request, sender(request), version, relayState));
        }
        AuthnRequest request = requests.accept(read, arrival);
        requests.taken(request, arrival, "ok");
        EntityMetadata sender = sender(request);
        Requester requester = requester(request, sender, version, relayState);
        Optional<Service> service = requestedService.find(request, sender);
        Optional<List<String>> audience = service.flatMap(s -> requestedService.audience(request, sender, s));
        if (audience.isEmpty()) {
            return answers.status(Status.unsupported("Unknown service or audience"), requester);
        }
        if (service.get().version() != version) {
            return answers.status(Status.unsupported("Service is of framework version " + service.get().version().number()), requester);
        }
        PendingLogin login = login(request, requester, version, service.get(), audience.get());
        if (request.identityProviders().isPresent() && (login.wishedAds().isEmpty() || suitable.of(login).isEmpty())) {
            return answers.status(Status.NO_SUPPORTED_IDP, requester);
        }
        return Pages.go("/keuze/" + logins.begin(login).flow());
    }

    /**
     * Only a level that cannot be given is told to the requester: its signature and address are right then (saml.md 1.12, 7.6 N87).
     * Anything else is told to nobody but the person.
     */
    private static boolean onlyItsLevel(Validated<AuthnRequest> read) {
        return !read.isValid() && read.value().isPresent() && read.findings().stream().allMatch(f -> f.code().startsWith(LEVEL_FINDINGS));
    }

    private EntityMetadata sender(AuthnRequest request) {
        return directory.participant(request.issuer()).orElseThrow();
    }

    private static Requester requester(AuthnRequest request, EntityMetadata sender, FrameworkVersion version,
            Optional<String> relayState) {
        IndexedEndpoint consumer = sender.serviceProvider().orElseThrow()
                .assertionConsumer(request.assertionConsumerServiceIndex(), request.assertionConsumerServiceUrl(),
                        request.protocolBinding(),
                        version)
                .orElseThrow();
        return new Requester(request.id(), request.issuer(), consumer, relayState);
    }

    /** What the requester calls itself stands beside the name of the service, in parentheses (saml.md 1.4). */
    private static String shownName(AuthnRequest request, Service service) {
        return service.definition().description() + request.providerName().map(n -> " (" + n + ")").orElse("");
    }

    private PendingLogin login(AuthnRequest request, Requester requester, FrameworkVersion version, Service service,
            List<String> audience) {
        LevelOfAssurance level = LevelOfAssurance.highest(request.minimumLevel().orElse(LevelOfAssurance.LOA1),
                service.definition().minimumLevel());
        Optional<String> intermediated = service.instance().intermediates()
                .flatMap(uuid -> directory.catalogue().flatMap(c -> c.byUuid(uuid))).map(s -> s.provider().name());
        return new PendingLogin(MessageIds.next(), requester, version, service.provider().name(), service.instance().uuid(),
                service.instance().serviceId(), shownName(request, service), intermediated, level,
                request.forceAuthn() || !service.instance().ssoSupport(), audience,
                request.extensions().getOrDefault(SamlNames.GEGEVENSDIENST_ID, List.of()), request.identityProviders().orElse(List.of()),
                session.binding(), Optional.empty(), Optional.empty());
    }
}
