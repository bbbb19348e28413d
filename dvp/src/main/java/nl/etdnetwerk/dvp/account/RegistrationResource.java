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
import nl.etdnetwerk.kit.account.NewCredentials;
import nl.etdnetwerk.kit.account.OneTimeCodes;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.Pages;

/** A new account of the PGO's own: a name, a password, and a secret for an app that gives one-time codes. */
@Path("/aanmelden")
public class RegistrationResource {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance register(String problem, String secret);
    }

    private final Accounts accounts;
    private final BrowserSession session;
    private final Pages pages;

    /** With the accounts. */
    public RegistrationResource(Accounts accounts, BrowserSession session, Pages pages) {
        this.accounts = accounts;
        this.session = session;
        this.pages = pages;
    }

    /** The form. */
    @GET
    public Response show() {
        return pages.show(Templates.register("", ""));
    }

    /** Makes the account; the secret is shown once. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response register(@RestForm String gebruikersnaam, @RestForm String wachtwoord, @RestForm("_token") String token) {
        session.checkForm(token);
        if (!NewCredentials.areUsable(gebruikersnaam, wachtwoord)) {
            return pages.show(400, Templates.register("incomplete", ""));
        }
        String secret = OneTimeCodes.newSecret();
        return accounts.register(gebruikersnaam, wachtwoord, secret)
                ? pages.show(Templates.register("", OneTimeCodes.forApp(secret)))
                : pages.show(409, Templates.register("taken", ""));
    }
}
