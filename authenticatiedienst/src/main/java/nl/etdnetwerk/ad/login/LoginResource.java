package nl.etdnetwerk.ad.login;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import nl.etdnetwerk.ad.answer.Answers;
import nl.etdnetwerk.ad.authentication.Authentications;
import nl.etdnetwerk.ad.authentication.PendingAuthentication;
import nl.etdnetwerk.ad.enrolment.DemoAccounts;
import nl.etdnetwerk.ad.enrolment.DemoAccounts.DemoAccount;
import nl.etdnetwerk.ad.means.MeansRegister;
import nl.etdnetwerk.ad.metadata.Authenticatiedienst;
import nl.etdnetwerk.ad.recipients.Recipients;
import nl.etdnetwerk.ad.sso.SingleSignOnSession;
import nl.etdnetwerk.kit.account.LoginAccounts;
import nl.etdnetwerk.kit.account.OneTimeCodes;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.message.Status;

/** The login page: a password for LoA2, password and one-time code for LoA3, after which LoA4 asks for a security key. Wrong credentials stay between person and AD. */
@Path("/inloggen/{flow}")
public class LoginResource {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance login(String flow, String provider, boolean withCode, String problem, List<DemoAccount> persons,
                String username, String password, String code);
    }

    private final Authentications authentications;
    private final LoginAccounts accounts;
    private final MeansRegister means;
    private final DemoAccounts demo;
    private final SingleSignOnSession sso;
    private final Recipients recipients;
    private final Answers answers;
    private final BrowserSession session;
    private final Pages pages;
    private final NetworkClock clock;
    private final TraceEvents trace;
    private final Authenticatiedienst ad;
    private final boolean demoMode;

    /** With the accounts. */
    public LoginResource(Authentications authentications, LoginAccounts accounts, MeansRegister means, DemoAccounts demo,
            SingleSignOnSession sso, Recipients recipients, Answers answers,
            BrowserSession session, Pages pages, NetworkClock clock, TraceEvents trace, Authenticatiedienst ad, EtdConfig config) {
        this.authentications = authentications;
        this.accounts = accounts;
        this.means = means;
        this.demo = demo;
        this.sso = sso;
        this.recipients = recipients;
        this.answers = answers;
        this.session = session;
        this.pages = pages;
        this.clock = clock;
        this.trace = trace;
        this.ad = ad;
        this.demoMode = config.demo();
    }

    /** The form; in demo mode a test person can be picked, whose real credentials are then filled in. */
    @GET
    public Response show(String flow, @RestQuery String persoon) {
        return show(authentications.require(flow, session.binding()), "", persoon == null ? "" : persoon);
    }

    private Response show(PendingAuthentication a, String problem, String picked) {
        List<DemoAccount> persons = demoMode ? demo.all() : List.of();
        Optional<DemoAccount> person = persons.stream().filter(p -> p.username().equals(picked)).findFirst();
        String provider = recipients.of(a).map(Recipients.Plan::providerName).orElse("?");
        return pages.show(problem.isEmpty() ? 200 : 401,
                Templates.login(a.flow(), provider, withCode(a), problem, persons, person.map(DemoAccount::username).orElse(picked),
                        person.map(DemoAccount::password).orElse(""),
                        person.map(p -> OneTimeCodes.code(p.totpSecret(), clock.instant())).orElse("")));
    }

    private static boolean withCode(PendingAuthentication a) {
        return a.level().satisfies(LevelOfAssurance.LOA2PLUS);
    }

    /** Checks the credentials, or sends the person back without login. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response login(String flow, @RestForm String gebruikersnaam, @RestForm String wachtwoord, @RestForm String code,
            @RestForm String actie, @RestForm("_token") String token) {
        session.checkForm(token);
        PendingAuthentication a = authentications.require(flow, session.binding());
        if ("annuleer".equals(actie)) {
            PendingAuthentication ended = authentications.end(a).orElseThrow(() -> new PageException("LOGIN_GONE", 400));
            return answers.status(Status.CANCELLED, ended);
        }
        LoginAccounts.Attempt attempt = accounts.attempt(gebruikersnaam, wachtwoord, code, withCode(a));
        boolean right = attempt == LoginAccounts.Attempt.RIGHT && means.find(gebruikersnaam).isPresent();
        trace.report(a.requestId(), "gebruiker", ad.entityId(), "Authentication", List.of(a.requestId()),
                withCode(a) ? "password and one-time code" : "password", 0,
                right ? "ok" : attempt == LoginAccounts.Attempt.LOCKED ? "LOCKED" : "WRONG_CREDENTIALS");
        if (!right) {
            return show(a, "wrong", gebruikersnaam == null ? "" : gebruikersnaam);
        }
        // No more than this AD was admitted for.
        LevelOfAssurance shown = withCode(a) ? LevelOfAssurance.LOA3 : LevelOfAssurance.LOA2;
        LevelOfAssurance reached = ad.level().satisfies(shown) ? shown : ad.level();
        authentications.end(a).orElseThrow(() -> new PageException("LOGIN_GONE", 400));
        session.renew();
        sso.begin(gebruikersnaam, reached);
        PendingAuthentication done = new PendingAuthentication(a.flow(), a.requestId(), a.hm(), a.assertionConsumer(), a.relayState(),
                a.serviceUuid(), a.audience(), a.gegevensdiensten(), a.level(),
                a.forceAuthn(), session.binding(), Optional.of(gebruikersnaam), Optional.of(clock.instant()), Optional.of(reached));
        authentications.put(done);
        return Pages.go((reached.satisfies(a.level()) ? "/toestemming/" : "/sleutel/") + flow);
    }
}
