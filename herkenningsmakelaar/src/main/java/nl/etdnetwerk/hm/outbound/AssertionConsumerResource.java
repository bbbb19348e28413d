package nl.etdnetwerk.hm.outbound;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

import nl.etdnetwerk.hm.artifact.Answers;
import nl.etdnetwerk.hm.login.Logins;
import nl.etdnetwerk.hm.login.PendingLogin;
import nl.etdnetwerk.hm.login.RememberedAd;
import nl.etdnetwerk.hm.logout.Sessions;
import nl.etdnetwerk.hm.metadata.Herkenningsmakelaar;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.saml.ArtifactResolver;
import nl.etdnetwerk.kit.saml.MessageAddress;
import nl.etdnetwerk.kit.saml.ReplayGuard;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.saml.Validated;
import nl.etdnetwerk.saml.message.Assertion;
import nl.etdnetwerk.saml.message.Status;
import nl.etdnetwerk.saml.metadata.EntityIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.response.Expectation;
import nl.etdnetwerk.saml.response.ResponseValidation;

/** Where an AD sends the person back to: its answer is validated and becomes the summary for the service provider. */
@Path(Herkenningsmakelaar.AD_PATH + "/acs")
public class AssertionConsumerResource {

    private final Herkenningsmakelaar hm;
    private final NetworkDirectory directory;
    private final Logins logins;
    private final Answers answers;
    private final SummaryAssertion summary;
    private final ArtifactResolver resolver;
    private final BackChannel channel;
    private final BrowserSession session;
    private final ReplayGuard replays;
    private final NetworkClock clock;
    private final EtdConfig config;
    private final TraceEvents trace;
    private final Sessions sessions;

    /** With the login of the current browser. */
    public AssertionConsumerResource(Herkenningsmakelaar hm, NetworkDirectory directory, Logins logins, Answers answers,
            SummaryAssertion summary, ArtifactResolver resolver,
            BackChannel channel, BrowserSession session, ReplayGuard replays, NetworkClock clock, EtdConfig config, TraceEvents trace,
            Sessions sessions) {
        this.hm = hm;
        this.directory = directory;
        this.logins = logins;
        this.answers = answers;
        this.summary = summary;
        this.resolver = resolver;
        this.channel = channel;
        this.session = session;
        this.replays = replays;
        this.clock = clock;
        this.config = config;
        this.trace = trace;
        this.sessions = sessions;
    }

    /** Artifact in the query. */
    @GET
    public Response get(@RestQuery("SAMLart") List<String> artifact, @RestQuery("SAMLResponse") String posted,
            @RestQuery("RelayState") String relayState) {
        return consume(artifact, posted, relayState);
    }

    /** Artifact in a form. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response post(@RestForm("SAMLart") List<String> artifact, @RestForm("SAMLResponse") String posted,
            @RestForm("RelayState") String relayState) {
        // The browser gives no session along with a form of another site; it does with a link (SameSite).
        return Pages.go(MessageAddress.withArtifact(Herkenningsmakelaar.AD_PATH + "/acs", ArtifactResolver.single(artifact, posted),
                Optional.ofNullable(relayState)));
    }

    private Response consume(List<String> artifact, String posted, String flow) {
        String value = ArtifactResolver.single(artifact, posted);
        PendingLogin login = logins.require(flow, session.binding());
        EntityMetadata ad = login.ad().flatMap(directory::participant).orElseThrow(() -> new PageException("LOGIN_GONE", 400));
        ArtifactResolver.Fetched fetched = resolver.resolve(value, ad, hm.writer(), channel);
        Expectation expected = new Expectation(login.adRequestId().orElseThrow(), hm.assertionConsumer(), hm.entityId(), ad.entityId(),
                login.level(), Optional.of(login.serviceUuid()),
                config.clockSkew(), login.version()).ofService(login.serviceId()).by(names(ad));
        Validated<nl.etdnetwerk.saml.message.Response> read = ResponseValidation.validate(fetched.message(), ad, expected, clock.instant());
        Optional<nl.etdnetwerk.saml.message.Response> response = read.valid();
        List<String> ids = List.of(login.requestId(), login.adRequestId().orElseThrow(), fetched.resolveId());
        String outcome = response.map(r -> r.status().isSuccess() ? "ok" : r.status().code())
                .orElseGet(() -> read.findings().get(0).code());
        trace.report(login.requestId(), ad.entityId(), hm.entityId(), "Response", ids,
                "ArtifactResponse and Assertion signatures of the AD", fetched.size(), outcome);
        if (response.isEmpty()) {
            throw new PageException("RESPONSE_REFUSED", 400, read.findings());
        }
        return answer(login, ad, response.get());
    }

    /** An AD calls itself by its OIN (saml.md 2.3). */
    private static Set<String> names(EntityMetadata ad) {
        return Stream.concat(Stream.of(ad.entityId()), EntityIds.oin(ad.entityId()).stream()).collect(Collectors.toSet());
    }

    private Response answer(PendingLogin login, EntityMetadata ad, nl.etdnetwerk.saml.message.Response response) {
        Status status = response.status();
        if (!status.isSuccess() && status.second().equals(Optional.of("RequestUnsupported")) && status.top().equals("Responder")) {
            // Recoverable: the person may choose another AD (saml.md 1.12).
            return Pages.go("/keuze/" + login.flow() + "?niet=" + URLEncoder.encode(ad.entityId(), StandardCharsets.UTF_8));
        }
        if (status.isSuccess()) {
            requireUsable(ad, response.assertion().orElseThrow());
        }
        PendingLogin ended = logins.end(login).orElseThrow(() -> new PageException("LOGIN_GONE", 400));
        if (!status.isSuccess()) {
            // Who did not get on at this AD may choose another the next time.
            return RememberedAd.forget(answers.status(status.passedOn(), ended.requester()));
        }
        Assertion assertion = response.assertion().orElseThrow();
        Assertion given = summary.of(ended, ad, assertion);
        sessions.begin(ended.serviceProvider(), given, new Sessions.Session(ad.entityId(), assertion.nameId(), assertion.sessionIndex()));
        return answers.summary(given, summary.advice(ended, response.assertionXml().orElseThrow()), ended.requester());
    }

    private void requireUsable(EntityMetadata ad, Assertion assertion) {
        if (ad.level().filter(l -> l.satisfies(assertion.level())).isEmpty()) {
            // An AD cannot state more than it was admitted for.
            throw new PageException("LEVEL_ABOVE_ADMISSION", 400);
        }
        if (!replays.isFirstAssertion(assertion.issuer(), assertion.id())) {
            throw new PageException("RESPONSE_REPLAYED", 400);
        }
    }
}
