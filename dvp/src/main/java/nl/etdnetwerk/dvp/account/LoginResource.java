package nl.etdnetwerk.dvp.account;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestForm;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import nl.etdnetwerk.kit.account.LoginAccounts;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.Pages;

/** Login with the PGO's own password and one-time code. */
@Path("/")
public class LoginResource {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance login(String problem, String username);
    }

    private final LoginAccounts logins;
    private final Accounts accounts;
    private final CurrentAccount current;
    private final BrowserSession session;
    private final Pages pages;

    /** With the accounts. */
    public LoginResource(LoginAccounts logins, Accounts accounts, CurrentAccount current, BrowserSession session, Pages pages) {
        this.logins = logins;
        this.accounts = accounts;
        this.current = current;
        this.session = session;
        this.pages = pages;
    }

    /** The form. */
    @GET
    @Path("inloggen")
    public Response show() {
        return pages.show(Templates.login("", ""));
    }

    /** Checks the credentials. */
    @POST
    @Path("inloggen")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response login(@RestForm String gebruikersnaam, @RestForm String wachtwoord, @RestForm String code,
            @RestForm("_token") String token) {
        session.checkForm(token);
        LoginAccounts.Attempt attempt = logins.attempt(gebruikersnaam, wachtwoord, code, true);
        if (attempt != LoginAccounts.Attempt.RIGHT) {
            return pages.show(401, Templates.login("wrong",
                    gebruikersnaam == null ? "" : gebruikersnaam));
        }
        current.begin(accounts.byLogin(gebruikersnaam).orElseThrow(), gebruikersnaam);
        return Pages.go("/");
    }
}
