package nl.etdnetwerk.ad.securitykey;

import java.time.Duration;
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
import nl.etdnetwerk.ad.metadata.Authenticatiedienst;
import nl.etdnetwerk.ad.securitykey.SecurityKeys.SecurityKey;
import nl.etdnetwerk.kit.account.LoginAccounts;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.random.Randoms;
import nl.etdnetwerk.kit.store.ShortLivedStore;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.message.Status;

/** Pages of the security key: registering one beside password and code, and using it at the end of a login on LoA4. */
@Path("/sleutel")
public class SecurityKeyResource {

    private static final String CHALLENGE = "challenge";
    private static final Duration CHALLENGE_LIFE = Duration.ofMinutes(10);

    /** What a key has to sign. */
    record Challenge(String value) {}

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance register(String challenge, String rpId, String problem, boolean done, String flow);

        static native TemplateInstance use(String flow, String challenge, String rpId, List<String> ids, String problem);
    }

    private final SecurityKeys keys;
    private final WebAuthn webAuthn;
    private final LoginAccounts accounts;
    private final Authentications authentications;
    private final Answers answers;
    private final BrowserSession session;
    private final Pages pages;
    private final NetworkClock clock;
    private final TraceEvents trace;
    private final Authenticatiedienst ad;
    private final ShortLivedStore store;

    /** With the registered keys. */
    public SecurityKeyResource(SecurityKeys keys, WebAuthn webAuthn, LoginAccounts accounts, Authentications authentications,
            Answers answers, BrowserSession session, Pages pages, NetworkClock clock, TraceEvents trace, Authenticatiedienst ad,
            ShortLivedStore store) {
        this.keys = keys;
        this.webAuthn = webAuthn;
        this.accounts = accounts;
        this.authentications = authentications;
        this.answers = answers;
        this.session = session;
        this.pages = pages;
        this.clock = clock;
        this.trace = trace;
        this.ad = ad;
        this.store = store;
    }

    /** A challenge for this browser, in place of the one before. */
    private String challenge() {
        Challenge challenge = new Challenge(Randoms.next());
        store.put(CHALLENGE, session.binding(), challenge, CHALLENGE_LIFE);
        return challenge.value();
    }

    /** The challenge of this browser, which nobody can take again. */
    private String takeChallenge() {
        return store.take(CHALLENGE, session.binding(), Challenge.class).map(Challenge::value)
                .orElseThrow(() -> new PageException("NO_CHALLENGE", 400));
    }

    /** An AD that does not reach LoA4 has no keys. */
    private void requireOffered() {
        if (ad.level() != LevelOfAssurance.LOA4) {
            throw new PageException("NOT_OFFERED", 404);
        }
    }

    /** The form. */
    @GET
    public Response form(@RestQuery String voor) {
        requireOffered();
        return pages.show(Templates.register(challenge(), webAuthn.rpId(), "", false, flow(voor)));
    }

    /** The login that somebody comes from, to go back to; empty when it is none. */
    private static String flow(String id) {
        return MessageIds.isId(id) ? id : "";
    }

    /** Registers the first key for who knows password and code; a further one would need the first, and is not offered. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response register(@RestForm String gebruikersnaam, @RestForm String wachtwoord, @RestForm String code, @RestForm String antwoord,
            @RestForm String voor, @RestForm("_token") String token) {
        requireOffered();
        session.checkForm(token);
        String challenge = takeChallenge();
        LoginAccounts.Attempt attempt = accounts.attempt(gebruikersnaam, wachtwoord, code, true);
        if (attempt != LoginAccounts.Attempt.RIGHT) {
            return pages.show(401, Templates.register(challenge(), webAuthn.rpId(),
                    "wrong", false, flow(voor)));
        }
        Optional<SecurityKey> key = webAuthn.register(antwoord == null ? "" : antwoord, challenge);
        boolean registered = keys.ids(gebruikersnaam).isEmpty() && key.filter(k -> keys.add(gebruikersnaam, k)).isPresent();
        trace.report("", "gebruiker", ad.entityId(), "Security key registered", List.of(), "password and one-time code", 0,
                registered ? "ok" : "REFUSED");
        return registered
                ? pages.show(Templates.register("", webAuthn.rpId(), "", true, flow(voor)))
                : pages.show(422, Templates.register(challenge(), webAuthn.rpId(), "key", false, flow(voor)));
    }

    private PendingAuthentication require(String flow) {
        PendingAuthentication a = authentications.require(flow, session.binding());
        // Only after password and code of this same flow: never on a session, and never to raise a flow that asked for less.
        if (a.person().isEmpty() || a.level() != LevelOfAssurance.LOA4 || !a.reached().equals(Optional.of(LevelOfAssurance.LOA3))) {
            throw new PageException("NOT_LOGGED_IN", 403);
        }
        return a;
    }

    /** Asks for the key. */
    @GET
    @Path("{flow}")
    public Response ask(String flow) {
        return ask(require(flow), 200, "");
    }

    private Response ask(PendingAuthentication a, int status, String problem) {
        return pages.show(status,
                Templates.use(a.flow(), challenge(), webAuthn.rpId(), keys.ids(a.person().orElseThrow()), problem));
    }

    /** Checks what the key signed, or sends the person back without login. */
    @POST
    @Path("{flow}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response use(String flow, @RestForm String antwoord, @RestForm String actie, @RestForm("_token") String token) {
        session.checkForm(token);
        PendingAuthentication a = require(flow);
        if ("annuleer".equals(actie)) {
            return answers.status(Status.CANCELLED, authentications.end(a).orElseThrow(() -> new PageException("LOGIN_GONE", 400)));
        }
        String challenge = takeChallenge();
        String json = antwoord == null ? "" : antwoord;
        Optional<SecurityKey> key = webAuthn.credentialId(json).flatMap(id -> keys.find(a.person().orElseThrow(), id));
        boolean right = key.flatMap(k -> webAuthn.authenticate(json, challenge, k).map(counter -> keys.used(k, counter))).orElse(false);
        trace.report(a.requestId(), "gebruiker", ad.entityId(), "Authentication", List.of(a.requestId()), "security key (WebAuthn)", 0,
                right ? "ok" : "WRONG_CREDENTIALS");
        if (!right) {
            return ask(a, 401, "key");
        }
        authentications.end(a).orElseThrow(() -> new PageException("LOGIN_GONE", 400));
        authentications.put(a.by(a.person().orElseThrow(), clock.instant(), LevelOfAssurance.LOA4));
        return Pages.go("/toestemming/" + flow);
    }
}
