package nl.etdnetwerk.dvp.collect;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestForm;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import nl.etdnetwerk.dvp.account.CurrentAccount;
import nl.etdnetwerk.dvp.collect.Consents.Consent;
import nl.etdnetwerk.dvp.collect.Consents.Validity;
import nl.etdnetwerk.dvp.fhir.Collector;
import nl.etdnetwerk.dvp.flow.CollectFlows.CollectFlow;
import nl.etdnetwerk.dvp.oauth.AuthorizationServer;
import nl.etdnetwerk.dvp.oauth.Revocation;
import nl.etdnetwerk.dvp.oauth.TokenClient;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.store.ShortLivedStore;
import nl.etdnetwerk.medmij.lists.MedMijList.Gegevensdienstnamenlijst;

/** The overview of consents; with a lasting one data are collected again, until it is withdrawn (medmij.md 2.4). */
@Path("/toestemmingen")
public class ConsentResource {

    private static final Logger LOG = Logger.getLogger(ConsentResource.class);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final String REFRESH = "refresh";
    private static final Duration ONE_REFRESH = Duration.ofSeconds(30);

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance consents(List<ConsentLine> consents);
    }

    /** A line of the overview. */
    public record ConsentLine(UUID id, String zorgaanbieder, String gegevensdiensten, String at, Validity validity) {}

    /** A collection with what it may be done with. */
    private record Collecting(CollectFlow flow, TokenClient.Granted granted) {}

    private final CurrentAccount current;
    private final Consents consents;
    private final AuthorizationServer servers;
    private final TokenClient tokens;
    private final Revocation revocation;
    private final Collector collector;
    private final NetworkDirectory directory;
    private final BrowserSession session;
    private final Pages pages;
    private final ShortLivedStore store;

    /** With the consents of who is logged in. */
    public ConsentResource(CurrentAccount current, Consents consents, AuthorizationServer servers, TokenClient tokens,
            Revocation revocation,
            Collector collector, NetworkDirectory directory, BrowserSession session, Pages pages, ShortLivedStore store) {
        this.store = store;
        this.current = current;
        this.consents = consents;
        this.servers = servers;
        this.tokens = tokens;
        this.revocation = revocation;
        this.collector = collector;
        this.directory = directory;
        this.session = session;
        this.pages = pages;
    }

    /** What the person consented to. */
    @GET
    public Response overview() {
        Map<String, String> names = directory.gegevensdienstnamenlijst().map(Gegevensdienstnamenlijst::weergavenamen).orElse(Map.of());
        return pages.show(Templates.consents(consents.of(current.require()).stream()
                .map(c -> new ConsentLine(c.id(), c.zorgaanbieder(),
                        c.gegevensdiensten().stream().map(id -> names.getOrDefault(id, id)).collect(Collectors.joining(", ")),
                        MOMENT.format(c.givenAt()), c.validity()))
                .toList()));
    }

    /** Collects again with a lasting consent, without the person at the zorgaanbieder. */
    @POST
    @Path("{id}/ophalen")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response collect(UUID id, @RestForm("_token") String token) {
        session.checkForm(token);
        UUID account = current.require();
        require(account, id, Validity.LASTING);
        if (!store.firstSeen(REFRESH, id.toString(), ONE_REFRESH)) {
            // A double click: a refresh token that is presented twice ends the whole consent at the zorgaanbieder.
            return Pages.go("/gegevens");
        }
        Optional<Collecting> collecting;
        try {
            // Read now: what was there before may have been used by who was before us.
            collecting = refresh(account, require(account, id, Validity.LASTING));
        } catch (TokenClient.GrantEndedException e) {
            consents.end(id);
            return Pages.go("/?melding=toestemming-voorbij");
        } finally {
            store.remove(REFRESH, id.toString());
        }
        return Pages.go(collecting.filter(c -> collector.collect(c.flow(), c.granted())).isPresent()
                ? "/gegevens"
                : "/?melding=niet-opgehaald");
    }

    private Optional<Collecting> refresh(UUID account, Consent consent) throws TokenClient.GrantEndedException {
        // A new flow: its id goes along with the token request and every search after it.
        CollectFlow flow = new CollectFlow(UUID.randomUUID().toString(), account, consent.zorgaanbieder(), consent.gegevensdiensten(),
                consent.variant(), "", UUID.randomUUID().toString(), session.binding());
        AuthorizationServer.Endpoints as = servers.of(consent.zorgaanbieder());
        String refreshToken = consents.refreshToken(consent.id()).orElseThrow(
                () -> new TokenClient.GrantEndedException(new IllegalStateException("sealed with a key of before")));
        Optional<TokenClient.Granted> granted = tokens.refresh(flow, as, refreshToken);
        Optional<String> next = granted.flatMap(TokenClient.Granted::refreshToken);
        if (next.isPresent() && !consents.rotate(consent.id(), next.get())) {
            // Withdrawn while this was on its way.
            revocation.revoke(as, next.get(), flow.correlationId());
            return Optional.empty();
        }
        return granted.map(g -> new Collecting(flow, g));
    }

    /** Withdraws a lasting consent: here at once, and at the zorgaanbieder when it can be told; else that can be tried again. */
    @POST
    @Path("{id}/intrekken")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response withdraw(UUID id, @RestForm("_token") String token) {
        session.checkForm(token);
        Consent consent = require(current.require(), id, Validity.LASTING, Validity.WITHDRAWN_HERE);
        consents.withdraw(id);
        Optional<String> refreshToken = consents.refreshToken(id);
        if (refreshToken.isEmpty()) {
            consents.forgetToken(id);
            return Pages.go("/?melding=ingetrokken-zelf-melden");
        }
        if (!isTold(consent, refreshToken.get())) {
            return Pages.go("/?melding=ingetrokken-niet-gemeld");
        }
        consents.forgetToken(id);
        return Pages.go("/toestemmingen");
    }

    private boolean isTold(Consent consent, String refreshToken) {
        try {
            return revocation.revoke(servers.of(consent.zorgaanbieder()), refreshToken, UUID.randomUUID().toString());
        } catch (PageException e) {
            LOG.warnf("REVOCATION_FAILED %s", e.code());
            return false;
        }
    }

    private Consent require(UUID account, UUID id, Validity... any) {
        return consents.find(account, id).filter(c -> List.of(any).contains(c.validity())).orElseThrow(NotFoundException::new);
    }
}
