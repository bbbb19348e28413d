package nl.etdnetwerk.dvp.link;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

import nl.etdnetwerk.dvp.account.Accounts;
import nl.etdnetwerk.dvp.account.CurrentAccount;
import nl.etdnetwerk.dvp.flow.CollectFlows;
import nl.etdnetwerk.dvp.metadata.Dienstverlener;
import nl.etdnetwerk.dvp.oauth.AuthorizationStart;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.saml.ArtifactResolver;
import nl.etdnetwerk.kit.saml.MessageAddress;
import nl.etdnetwerk.kit.saml.SamlServiceProvider.Answer;
import nl.etdnetwerk.kit.saml.SamlServiceProvider.LoggedIn;
import nl.etdnetwerk.kit.saml.SamlServiceProvider.NotLoggedIn;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.saml.SamlNames;

/** Where the HM sends people back to, for whatever they were doing. */
@Path("/saml/acs")
public class AnswerResource {

    static final String LINK = "link:";
    static final String LOGIN = "login";
    private static final String COLLECT = "collect:";
    private final Dienstverlener dienstverlener;
    private final Pseudonyms pseudonyms;
    private final Accounts accounts;
    private final CurrentAccount current;
    private final CollectFlows flows;
    private final AuthorizationStart authorization;
    private final BrowserSession session;
    private final TraceEvents trace;
    private final EtdSession etd;

    /** With everything a login can lead to. */
    public AnswerResource(Dienstverlener dienstverlener, Pseudonyms pseudonyms, Accounts accounts, CurrentAccount current,
            CollectFlows flows, AuthorizationStart authorization,
            BrowserSession session, TraceEvents trace, EtdSession etd) {
        this.dienstverlener = dienstverlener;
        this.pseudonyms = pseudonyms;
        this.accounts = accounts;
        this.current = current;
        this.flows = flows;
        this.authorization = authorization;
        this.session = session;
        this.trace = trace;
        this.etd = etd;
    }

    /** Artifact in the query. */
    @GET
    public Response get(@RestQuery("SAMLart") List<String> artifact, @RestQuery("SAMLResponse") String posted,
            @RestQuery("RelayState") String relayState) {
        return consume(artifact, posted, relayState);
    }

    /** Artifact in a form. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response post(@RestForm("SAMLart") List<String> artifact, @RestForm("SAMLResponse") String posted,
            @RestForm("RelayState") String relayState) {
        // The browser gives no session along with a form of another site; it does with a link (SameSite).
        return Pages
                .go(MessageAddress.withArtifact("/saml/acs", ArtifactResolver.single(artifact, posted), Optional.ofNullable(relayState)));
    }

    private Response consume(List<String> artifact, String posted, String relayState) {
        String value = ArtifactResolver.single(artifact, posted);
        Answer answer = dienstverlener.saml().finish(value, relayState, session.binding());
        if (answer instanceof NotLoggedIn no) {
            return Pages.go(no.status().isCancelled() ? "/?melding=geannuleerd" : "/?melding=niet-ingelogd");
        }
        LoggedIn login = (LoggedIn) answer;
        etd.note(login.assertion().nameId(), login.assertion().sessionIndex());
        String pseudonym = pseudonyms.decrypt(login.values(SamlNames.TYPE_PSEUDO_ID));
        trace.report(login.pending().flow(), dienstverlener.saml().entityId(), dienstverlener.saml().entityId(), "Pseudonym decrypted",
                List.of(login.pending().flow(), login.pending().id()),
                "signature over EP and third point, own keys", 0, "ok");
        String purpose = login.pending().purpose();
        if (purpose.startsWith(LINK)) {
            return link(UUID.fromString(purpose.substring(LINK.length())), pseudonym, login);
        } else if (purpose.startsWith(COLLECT)) {
            return collect(purpose.substring(COLLECT.length()), pseudonym, login);
        }
        return login(pseudonym, login);
    }

    private Response link(UUID account, String pseudonym, LoggedIn login) {
        if (!current.id().equals(Optional.of(account))) {
            throw new PageException("NOT_LOGGED_IN", 401);
        }
        Accounts.Linked linked = accounts.link(account, pseudonym, adName(login));
        if (linked == Accounts.Linked.OTHER_PERSON) {
            accounts.securityEvent("OTHER_PERSON", login.pending().flow());
        }
        trace.report(login.pending().flow(), dienstverlener.saml().entityId(), dienstverlener.saml().entityId(), "Account linked",
                List.of(login.pending().id()), "session of the PGO", 0,
                switch (linked) {
                    case DONE -> "ok";
                    case OTHER_ACCOUNT -> "OTHER_ACCOUNT";
                    case OTHER_PERSON -> "OTHER_PERSON";
                });
        return Pages.go("/?melding=" + switch (linked) {
            case DONE -> "gekoppeld";
            case OTHER_ACCOUNT -> "ander";
            case OTHER_PERSON -> "iemand-anders";
        });
    }

    private static String adName(LoggedIn login) {
        return login.assertion().nameQualifier().orElse("?");
    }

    private Response login(String pseudonym, LoggedIn login) {
        UUID account = accounts.ofPseudonym(pseudonym, adName(login));
        current.begin(account, accounts.loginName(account).orElse(""));
        return Pages.go("/");
    }

    private Response collect(String id, String pseudonym, LoggedIn login) {
        CollectFlows.CollectFlow flow = flows.require(id, session.binding());
        if (!accounts.byPseudonym(pseudonym).equals(Optional.of(flow.account()))) {
            accounts.securityEvent("PSEUDONYM_MISMATCH", flow.correlationId());
            trace.report(login.pending().flow(), "dvp", "dvp", "Pseudonym compared", List.of(login.pending().id()), "linked pseudonym", 0,
                    "PSEUDONYM_MISMATCH");
            return Pages.go("/?melding=verschil");
        }
        trace.report(login.pending().flow(), "dvp", "dvp", "Pseudonym compared", List.of(login.pending().id()), "linked pseudonym", 0,
                "ok");
        // The versleutelde identiteit goes straight on from memory; it is never stored.
        byte[] vi = login.values(SamlNames.TYPE_BSN).stream().findFirst().map(v -> Base64.getMimeDecoder().decode(v))
                .orElseThrow(() -> new PageException("VI_MISSING", 502));
        return authorization.withIdentity(flow, vi, login.pending().flow());
    }

    /** Purpose of a login that a collection needs. */
    public static String purposeOf(CollectFlows.CollectFlow flow) {
        return COLLECT + flow.id();
    }
}
