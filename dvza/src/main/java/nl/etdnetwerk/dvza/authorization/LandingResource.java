package nl.etdnetwerk.dvza.authorization;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestForm;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import nl.etdnetwerk.dvza.identity.VersleuteldeIdentiteit;
import nl.etdnetwerk.dvza.zorgaanbieder.Zorgaanbieders;
import nl.etdnetwerk.dvza.zorgaanbieder.Zorgaanbieders.Zorgaanbieder;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.medmij.oauth.OAuthError;
import nl.etdnetwerk.saml.SamlNames;

/** The landing page of variant 2: what is going to happen, with a way out (medmij.md 1.6). */
@Path("/welkom/{id}")
public class LandingResource {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance landing(String id, String client, String zorgaanbieder);
    }

    private final AuthorizationFlows flows;
    private final Zorgaanbieders zorgaanbieders;
    private final VersleuteldeIdentiteit identity;
    private final NetworkDirectory directory;
    private final BrowserSession session;
    private final Pages pages;

    /** With the zorgaanbieders, each a service provider of its own at the HM. */
    public LandingResource(AuthorizationFlows flows, Zorgaanbieders zorgaanbieders, VersleuteldeIdentiteit identity,
            NetworkDirectory directory, BrowserSession session, Pages pages) {
        this.flows = flows;
        this.zorgaanbieders = zorgaanbieders;
        this.identity = identity;
        this.directory = directory;
        this.session = session;
        this.pages = pages;
    }

    /** The page. */
    @GET
    public Response landing(String id) {
        AuthorizationFlow flow = flows.requireUnidentified(id, session.binding());
        return pages.show(Templates.landing(id, flow.client(), flow.request().scope().zorgaanbieder()));
    }

    /** Goes on to the HM, or back to the client. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response authenticate(String id, @RestForm String actie, @RestForm("_token") String token) {
        session.checkForm(token);
        AuthorizationFlow flow = flows.requireUnidentified(id, session.binding());
        if (!"verder".equals(actie)) {
            return flows.deny(flow, Denial.Reason.CANCELLED);
        }
        Zorgaanbieder z = zorgaanbieders.find(flow.request().scope().zorgaanbieder()).orElseThrow();
        // The DVP gets its own pseudonym along, so that it can see that this is the same person.
        Map<String, List<String>> extensions = clientAtTheHm(flow)
                .map(d -> Map.of(SamlNames.INTENDED_AUDIENCE, List.of(z.saml().entityId(), d))).orElse(Map.of());
        try {
            return Pages.go(z.saml().begin(session.binding(), id, identity.minimumLevel(z), OptionalInt.of(1), extensions,
                    Optional.of(flow.request().correlationId())));
        } catch (PageException e) {
            // Nobody can be logged in now: the person may try again, or go back with that to the client (medmij.md 1.9).
            throw e.goOnAt("/welkom/" + id + "/later");
        }
    }

    /** Back to the client, which hears that it has to be later. */
    @GET
    @Path("later")
    public Response later(String id) {
        AuthorizationFlow ended = flows.end(flows.requireUnidentified(id, session.binding()));
        return flows.error(ended.request().redirectUri(), Optional.of(ended.request().state()), OAuthError.TEMPORARILY_UNAVAILABLE);
    }

    /** EntityID of the client as a service provider, when it takes part in the scheme. */
    private Optional<String> clientAtTheHm(AuthorizationFlow flow) {
        return directory.catalogue().flatMap(c -> c.provider(flow.client()))
                .flatMap(p -> directory.participantsOf("DV").stream().filter(d -> d.oin().equals(p.oin())).findFirst())
                .map(d -> d.entityId());
    }
}
