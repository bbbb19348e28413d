package nl.etdnetwerk.ad.logout;

import java.util.List;
import java.util.Set;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestQuery;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import nl.etdnetwerk.ad.metadata.Authenticatiedienst;
import nl.etdnetwerk.ad.sso.IssuedNames;
import nl.etdnetwerk.ad.sso.SingleSignOnSession;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.saml.Arrival;
import nl.etdnetwerk.kit.saml.ArtifactResolver;
import nl.etdnetwerk.kit.saml.IncomingRequests;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.saml.message.LogoutRequest;
import nl.etdnetwerk.saml.request.RequestValidation;

/** SingleLogoutService by artifact: ends the session of this browser when the name was given out in it, and says so on a page. */
@Path(Authenticatiedienst.VERSION_PATH + "/slo/artifact")
public class SingleLogoutResource {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance done(boolean ended);
    }

    private final Authenticatiedienst ad;
    private final NetworkDirectory directory;
    private final IssuedNames names;
    private final ArtifactResolver resolver;
    private final BackChannel channel;
    private final BrowserSession session;
    private final SingleSignOnSession sso;
    private final IncomingRequests requests;
    private final NetworkClock clock;
    private final Pages pages;
    private final RequestValidation validation;

    /** With the session of the current browser. */
    public SingleLogoutResource(Authenticatiedienst ad, NetworkDirectory directory, IssuedNames names, ArtifactResolver resolver,
            BackChannel channel, BrowserSession session, SingleSignOnSession sso, IncomingRequests requests, NetworkClock clock,
            Pages pages, EtdConfig config) {
        this.ad = ad;
        this.directory = directory;
        this.names = names;
        this.resolver = resolver;
        this.channel = channel;
        this.session = session;
        this.sso = sso;
        this.requests = requests;
        this.clock = clock;
        this.pages = pages;
        this.validation = new RequestValidation(directory::participant, Set.of(ad.singleLogout()), config.clockSkew());
    }

    /** HTTP-Artifact. */
    @GET
    public Response artifact(@RestQuery("SAMLart") List<String> artifact, @RestQuery("SAMLRequest") String posted) {
        ArtifactResolver.Fetched fetched = resolver.fetch(artifact, posted, directory.participantsOf("HM"), ad.writer(), channel);
        Arrival arrival = Arrival.byArtifact("LogoutRequest", ad.entityId(), fetched);
        LogoutRequest request = requests.accept(validation.logoutRequest(fetched.message(), clock.instant()), arrival);
        boolean ours = sso.id().isPresent() && names.sessionOf(request.nameId()).equals(sso.id());
        requests.taken(request, arrival, ours ? "ok" : "NO_SESSION");
        if (ours) {
            session.end();
        }
        return pages.show(Templates.done(ours));
    }
}
