package nl.etdnetwerk.dvza.authorization;

import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestForm;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.medmij.oauth.OAuthError;

/**
 * The page after an authorization that ended without consent (medmij.md 1.6): it tells the person why, and sends the person back with
 * the same answer whatever the reason. Because a person has to go on here each time, the client cannot tell a refusal from data that
 * are not available by how long it took either.
 */
@Path("/einde/{id}")
public class DenialResource {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance denied(String id, String client, String reason);
    }

    private final AuthorizationFlows flows;
    private final BrowserSession session;
    private final Pages pages;

    /** With the authorizations that ended. */
    public DenialResource(AuthorizationFlows flows, BrowserSession session, Pages pages) {
        this.flows = flows;
        this.session = session;
        this.pages = pages;
    }

    /** Why there are no data. */
    @GET
    public Response denied(String id) {
        Denial denial = flows.requireDenial(id, session.binding());
        return pages.show(Templates.denied(id, denial.client(), denial.reason().name()));
    }

    /** Back to the client. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response back(String id, @RestForm("_token") String token) {
        session.checkForm(token);
        Denial denial = flows.close(flows.requireDenial(id, session.binding()));
        return flows.error(denial.redirectUri(), Optional.of(denial.state()), OAuthError.ACCESS_DENIED);
    }
}
