package nl.etdnetwerk.hm.choice;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import nl.etdnetwerk.hm.artifact.Answers;
import nl.etdnetwerk.hm.login.Logins;
import nl.etdnetwerk.hm.login.PendingLogin;
import nl.etdnetwerk.hm.login.RememberedAd;
import nl.etdnetwerk.hm.outbound.RequestToAd;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.saml.message.Status;
import nl.etdnetwerk.saml.metadata.EntityMetadata;

/** The page with ADs: alphabetical, only those that reach the level; the choice is remembered unless the person says not (saml.md 1.14). */
@Path("/keuze/{flow}")
public class ChoiceResource {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance choice(PendingLogin login, List<EntityMetadata> ads, List<String> along, String failed);
    }

    private final Logins logins;
    private final NetworkDirectory directory;
    private final BrowserSession session;
    private final Pages pages;
    private final RequestToAd requestToAd;
    private final Answers answers;
    private final SuitableAds suitable;

    /** With the login of the current browser. */
    public ChoiceResource(Logins logins, NetworkDirectory directory, BrowserSession session, Pages pages, RequestToAd requestToAd,
            Answers answers, SuitableAds suitable) {
        this.suitable = suitable;
        this.logins = logins;
        this.directory = directory;
        this.session = session;
        this.pages = pages;
        this.requestToAd = requestToAd;
        this.answers = answers;
    }

    /** Shows the list, or goes straight on to the AD that the service provider wished (saml.md 1.14) or that was remembered. */
    @GET
    public Response show(String flow, @CookieParam(RememberedAd.COOKIE) String remembered, @RestQuery("niet") String failed) {
        PendingLogin login = logins.require(flow, session.binding());
        List<EntityMetadata> ads = suitable.of(login);
        Optional<EntityMetadata> known = RememberedAd.of(remembered)
                .flatMap(r -> ads.stream().filter(a -> a.entityId().equals(r)).findFirst());
        // Who comes back to this page wants to choose.
        boolean isFirst = login.ad().isEmpty() && failed == null;
        if (isFirst && ads.size() == 1 && !login.wishedAds().isEmpty()) {
            return requestToAd.send(login, ads.get(0));
        }
        if (isFirst && known.isPresent()) {
            return requestToAd.send(login, known.get());
        }
        return pages.show(Templates.choice(login, ads, along(login),
                failed == null ? null : directory.participant(failed).map(EntityMetadata::shownName).orElse(null)));
    }

    /** Names of who gets an identifier along with the service provider: with intermediation by a zorgaanbieder that is the DVP. */
    private List<String> along(PendingLogin login) {
        return login.audience().stream().filter(a -> !a.equals(login.serviceProvider()))
                .flatMap(a -> directory.participant(a).map(EntityMetadata::shownName).stream()).toList();
    }

    /** Goes on to the chosen AD, or back to the service provider. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response choose(String flow, @RestForm String ad, @RestForm String onthoud, @RestForm String actie,
            @RestForm("_token") String token) {
        session.checkForm(token);
        PendingLogin login = logins.require(flow, session.binding());
        if ("annuleer".equals(actie)) {
            PendingLogin ended = logins.end(login).orElseThrow(() -> new PageException("LOGIN_GONE", 400));
            return answers.status(Status.CANCELLED, ended.requester());
        }
        EntityMetadata chosen = suitable.of(login).stream().filter(a -> a.entityId().equals(ad)).findFirst()
                .orElseThrow(() -> new PageException("AD_UNKNOWN", 400));
        Response gone = requestToAd.send(login, chosen);
        return "ja".equals(onthoud) ? RememberedAd.keep(gone, chosen.entityId()) : RememberedAd.forget(gone);
    }
}
