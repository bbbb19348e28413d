package nl.etdnetwerk.dvp.link;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestForm;

import nl.etdnetwerk.dvp.account.Accounts;
import nl.etdnetwerk.dvp.account.CurrentAccount;
import nl.etdnetwerk.dvp.metadata.Dienstverlener;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.saml.LevelOfAssurance;

/** Starts linking, unlinking, and login with a means. */
@Path("/")
public class LinkResource {

    private final Dienstverlener dienstverlener;
    private final CurrentAccount current;
    private final Accounts accounts;
    private final BrowserSession session;
    private final LevelOfAssurance level;

    /** With the level people log in on. */
    public LinkResource(Dienstverlener dienstverlener, CurrentAccount current, Accounts accounts, BrowserSession session,
            @ConfigProperty(name = "dvp.login-level", defaultValue = "LOA3") LevelOfAssurance level) {
        this.dienstverlener = dienstverlener;
        this.current = current;
        this.accounts = accounts;
        this.session = session;
        this.level = level;
    }

    /** Links a means to the account that is logged in. */
    @POST
    @Path("koppelen")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response link(@RestForm("_token") String token) {
        session.checkForm(token);
        UUID account = current.require();
        return begin(AnswerResource.LINK + account);
    }

    /** Logs in with a means; makes an account where there was none (finding V5). */
    @GET
    @Path("inloggen/etd")
    public Response login() {
        return begin(AnswerResource.LOGIN);
    }

    private Response begin(String purpose) {
        return Pages.go(dienstverlener.saml().begin(session.binding(), purpose, level, OptionalInt.of(Dienstverlener.LOGIN_SERVICE),
                Map.of(), Optional.empty()));
    }

    /** Forgets all means of the account, unless that would leave no way in. */
    @POST
    @Path("ontkoppelen")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response unlink(@RestForm("_token") String token) {
        session.checkForm(token);
        return Pages.go(accounts.unlink(current.require()) ? "/" : "/?melding=enige-middel");
    }
}
