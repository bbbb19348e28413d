package nl.etdnetwerk.hm.logout;

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

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import nl.etdnetwerk.hm.metadata.Herkenningsmakelaar;
import nl.etdnetwerk.hm.metadata.RequestValidations;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.saml.Arrival;
import nl.etdnetwerk.kit.saml.ArtifactResolver;
import nl.etdnetwerk.kit.saml.ArtifactStore;
import nl.etdnetwerk.kit.saml.IncomingRequests;
import nl.etdnetwerk.kit.saml.MessageAddress;
import nl.etdnetwerk.kit.saml.SingleField;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.Validated;
import nl.etdnetwerk.saml.binding.PostBinding;
import nl.etdnetwerk.saml.message.LogoutRequest;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.request.RequestValidation;

/** SingleLogoutService in its three bindings: on to the AD where the session began, or a page that says to close the browser. */
@Path(Herkenningsmakelaar.VERSION_PATH + "/slo")
public class SingleLogoutResource {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance none();
    }

    private static final String KIND = "LogoutRequest";
    private final Herkenningsmakelaar hm;
    private final NetworkDirectory directory;
    private final Sessions sessions;
    private final IncomingRequests requests;
    private final ArtifactStore artifacts;
    private final ArtifactResolver resolver;
    private final BackChannel channel;
    private final NetworkClock clock;
    private final TraceEvents trace;
    private final Pages pages;
    private final RequestValidations validations;

    /** With the sessions that began here. */
    public SingleLogoutResource(Herkenningsmakelaar hm, NetworkDirectory directory, Sessions sessions, IncomingRequests requests,
            ArtifactStore artifacts, ArtifactResolver resolver, BackChannel channel, NetworkClock clock, TraceEvents trace, Pages pages,
            EtdConfig config) {
        this.hm = hm;
        this.directory = directory;
        this.sessions = sessions;
        this.requests = requests;
        this.artifacts = artifacts;
        this.resolver = resolver;
        this.channel = channel;
        this.clock = clock;
        this.trace = trace;
        this.pages = pages;
        this.validations = new RequestValidations(hm, directory, config, "/slo");
    }

    /** HTTP-Redirect. */
    @GET
    @Path("redirect")
    public Response redirect(@RestPath String version, HttpServerRequest request) {
        String query = request.query();
        return end(validation(version, SamlNames.BINDING_REDIRECT).logoutRequestInQuery(query, clock.instant()),
                Arrival.inQuery(KIND, hm.entityId(), query));
    }

    /** HTTP-POST. */
    @POST
    @Path("post")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response post(@RestPath String version, @RestForm("SAMLRequest") List<String> request) {
        byte[] xml = PostBinding.message(SingleField.of(request));
        return end(validation(version, SamlNames.BINDING_POST).logoutRequest(xml, clock.instant()),
                Arrival.posted(KIND, hm.entityId(), xml));
    }

    /** HTTP-Artifact. */
    @GET
    @Path("artifact")
    public Response artifact(@RestPath String version, @RestQuery("SAMLart") List<String> artifact,
            @RestQuery("SAMLRequest") String posted) {
        ArtifactResolver.Fetched fetched = resolver.fetch(artifact, posted, directory.participantsOf("DV"), hm.writer(), channel);
        return end(validation(version, SamlNames.BINDING_ARTIFACT).logoutRequest(fetched.message(), clock.instant()),
                Arrival.byArtifact(KIND, hm.entityId(), fetched));
    }

    private RequestValidation validation(String version, String binding) {
        return validations.of(Herkenningsmakelaar.version(version), binding);
    }

    private Response end(Validated<LogoutRequest> read, Arrival arrival) {
        LogoutRequest request = requests.accept(read, arrival);
        Optional<Sessions.Session> session = sessions.find(request);
        requests.taken(request, arrival, session.isPresent() ? "ok" : "NO_SESSION");
        return session.flatMap(s -> directory.participant(s.ad()).flatMap(ad -> ad.singleLogout(SamlNames.BINDING_ARTIFACT))
                .map(destination -> forward(s, destination, request))).orElseGet(() -> pages.show(Templates.none()));
    }

    private Response forward(Sessions.Session session, String destination, LogoutRequest request) {
        String id = MessageIds.next();
        byte[] xml = hm.writer().signed(
                new LogoutRequest(id, clock.instant(), destination, hm.entityId(), SamlNames.TRANSIENT, session.nameId(),
                        session.sessionIndex()));
        trace.report(request.id(), hm.entityId(), session.ad(), "LogoutRequest sent", List.of(request.id(), id),
                "enveloped signature, by artifact", xml.length, "ok");
        return Pages.go(MessageAddress.withArtifact(destination, artifacts.keep(xml, session.ad(), hm.entityId()), Optional.empty()));
    }
}
