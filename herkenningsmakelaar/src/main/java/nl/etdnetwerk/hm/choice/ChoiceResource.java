package nl.etdnetwerk.hm.choice;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
import nl.etdnetwerk.hm.inbound.PendingLogin;
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

    private static final String COOKIE = "__Host-middel";

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance choice(PendingLogin login, List<EntityMetadata> ads, String failed);
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
    public Response show(String flow, @CookieParam(COOKIE) String remembered, @RestQuery("niet") String failed) {
        PendingLogin login = logins.require(flow, session.binding());
        List<EntityMetadata> ads = suitable.of(login);
        Optional<EntityMetadata> known = Optional.ofNullable(remembered).map(r -> URLDecoder.decode(r, StandardCharsets.UTF_8))
                .flatMap(r -> ads.stream().filter(a -> a.entityId().equals(r)).findFirst());
        if (ads.size() == 1 && !login.wishedAds().isEmpty() && failed == null) {
            return requestToAd.send(login, ads.get(0));
        }
        if (known.isPresent() && failed == null) {
            return requestToAd.send(login, known.get());
        }
        return pages.show(Templates.choice(login, ads,
                failed == null ? null : directory.participant(failed).map(EntityMetadata::shownName).orElse(null)));
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
        String value = URLEncoder.encode(chosen.entityId(), StandardCharsets.UTF_8);
        String cookie = COOKIE + "=" + ("ja".equals(onthoud) ? value + "; Max-Age=15552000" : "; Max-Age=0")
                + "; Path=/; Secure; HttpOnly; SameSite=Lax";
        return Response.fromResponse(requestToAd.send(login, chosen)).header("Set-Cookie", cookie).build();
    }
}
