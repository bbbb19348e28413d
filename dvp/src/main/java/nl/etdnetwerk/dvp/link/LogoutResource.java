package nl.etdnetwerk.dvp.link;

import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestForm;

import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.Pages;

/** Logout: of the PGO, and of eTD when the person authenticated there (saml.md 1.13). */
@Path("/uitloggen")
public class LogoutResource {

    private final BrowserSession session;
    private final EtdSession etd;

    /** With the session of the current browser. */
    public LogoutResource(BrowserSession session, EtdSession etd) {
        this.session = session;
        this.etd = etd;
    }

    /** Ends the session here, also when no request to the HM can be made, and goes on to the HM. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response logout(@RestForm("_token") String token) {
        session.checkForm(token);
        Optional<String> url;
        try {
            url = etd.logoutUrl();
        } finally {
            session.end();
        }
        return Pages.go(url.orElse("/"));
    }
}
