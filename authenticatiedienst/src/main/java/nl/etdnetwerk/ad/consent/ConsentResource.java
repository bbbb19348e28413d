package nl.etdnetwerk.ad.consent;

import java.time.ZoneOffset;
import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestForm;
import org.jdbi.v3.core.Jdbi;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import nl.etdnetwerk.ad.answer.Answers;
import nl.etdnetwerk.ad.authentication.Authentications;
import nl.etdnetwerk.ad.authentication.PendingAuthentication;
import nl.etdnetwerk.ad.bsnk.BsnkClient;
import nl.etdnetwerk.ad.means.MeansRegister;
import nl.etdnetwerk.ad.metadata.Authenticatiedienst;
import nl.etdnetwerk.ad.recipients.Recipients;
import nl.etdnetwerk.ad.sso.SingleSignOnSession;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.medmij.Gegevensdienst;
import nl.etdnetwerk.saml.message.Status;

/** Consent: who asks, what for, and what each party will be able to read. */
@Path("/toestemming/{flow}")
public class ConsentResource {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance consent(String flow, Recipients.Plan plan, String data, String person);
    }

    private static final int AWAY = 503;
    private final Authentications authentications;
    private final Recipients recipients;
    private final Answers answers;
    private final BrowserSession session;
    private final Pages pages;
    private final Jdbi jdbi;
    private final NetworkClock clock;
    private final TraceEvents trace;
    private final Authenticatiedienst ad;
    private final MeansRegister means;
    private final SingleSignOnSession sso;

    /** With the authentication of the current browser. */
    public ConsentResource(Authentications authentications, Recipients recipients, Answers answers, BrowserSession session, Pages pages,
            Jdbi jdbi, NetworkClock clock, TraceEvents trace,
            Authenticatiedienst ad, MeansRegister means, SingleSignOnSession sso) {
        this.sso = sso;
        this.means = means;
        this.authentications = authentications;
        this.recipients = recipients;
        this.answers = answers;
        this.session = session;
        this.pages = pages;
        this.jdbi = jdbi;
        this.clock = clock;
        this.trace = trace;
        this.ad = ad;
    }

    private PendingAuthentication require(String flow) {
        PendingAuthentication a = authentications.require(flow, session.binding());
        if (a.person().isEmpty() || a.reached().filter(r -> r.satisfies(a.level())).isEmpty()) {
            throw new PageException("NOT_LOGGED_IN", 403);
        }
        return a;
    }

    /** The question. */
    @GET
    public Response show(String flow) {
        PendingAuthentication a = require(flow);
        Recipients.Plan plan = recipients.of(a).orElseThrow(() -> new PageException("LOGIN_GONE", 400));
        String data = String.join(", ",
                a.gegevensdiensten().stream().flatMap(id -> Gegevensdienst.of(id).stream()).map(Gegevensdienst::weergavenaam).toList());
        String person = means.find(a.person().orElseThrow()).map(MeansRegister.Means::givenNames).orElse("");
        return pages.show(Templates.consent(flow, plan, data, person));
    }

    /** The answer of the person. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response decide(String flow, @RestForm String actie, @RestForm("_token") String token) {
        session.checkForm(token);
        PendingAuthentication a = require(flow);
        if ("ander".equals(actie)) {
            return somebodyElse(a);
        }
        boolean given = "akkoord".equals(actie);
        PendingAuthentication ended = authentications.end(a).orElseThrow(() -> new PageException("LOGIN_GONE", 400));
        // The answer first: what could not be sent was not consented to.
        Response answer = given ? assertion(ended) : answers.status(Status.CANCELLED, ended);
        jdbi.useHandle(h -> h.execute("insert into consent_log (at, name, service_uuid, given) values (?, ?, ?, ?)",
                clock.instant().atOffset(ZoneOffset.UTC), a.person().orElseThrow(),
                a.serviceUuid(), given));
        trace.report(a.requestId(), "gebruiker", ad.entityId(), "Consent", List.of(a.requestId()), "form of this session", 0,
                given ? "ok" : "REFUSED");
        return answer;
    }

    /** Whoever is logged in here is not who is asked: the same question to somebody who logs in now. */
    private Response somebodyElse(PendingAuthentication a) {
        // Whoever agreed at this very moment was before us.
        authentications.end(a).orElseThrow(() -> new PageException("LOGIN_GONE", 400));
        sso.end();
        authentications.put(a.byNobody());
        return Pages.go("/inloggen/" + a.flow());
    }

    /**
     * When BSNk is away the authentication stays, so that the person can agree again in a minute; when it refuses, the service provider
     * hears so, because trying again will not help (saml.md 1.12).
     */
    private Response assertion(PendingAuthentication ended) {
        try {
            return answers.assertion(ended);
        } catch (PageException e) {
            if (e.code().equals(BsnkClient.REFUSED)) {
                return answers.status(Status.refused("BSNk refused"), ended);
            }
            if (e.status() == AWAY) {
                authentications.put(ended);
            }
            throw e;
        }
    }
}
