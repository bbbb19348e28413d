package nl.etdnetwerk.dvp.collect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

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
import nl.etdnetwerk.dvp.account.Accounts;
import nl.etdnetwerk.dvp.account.CurrentAccount;
import nl.etdnetwerk.dvp.fhir.Collector;
import nl.etdnetwerk.dvp.flow.CollectFlows;
import nl.etdnetwerk.dvp.link.AnswerResource;
import nl.etdnetwerk.dvp.metadata.Dienstverlener;
import nl.etdnetwerk.dvp.oauth.AuthorizationStart;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.medmij.lists.MedMijList.Gegevensdienstnamenlijst;
import nl.etdnetwerk.medmij.lists.MedMijList.ZalGegevensdienst;
import nl.etdnetwerk.medmij.lists.MedMijList.Zorgaanbieder;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SamlNames;

/** Search on the ZAL, choice of gegevensdiensten, and the start of either variant. */
@Path("/verzamelen")
public class CollectResource {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance search(String query, List<Zorgaanbieder> found);

        static native TemplateInstance choose(String naam, List<String> gegevensdiensten, Map<String, String> names);
    }

    private final NetworkDirectory directory;
    private final CurrentAccount current;
    private final Accounts accounts;
    private final CollectFlows flows;
    private final Dienstverlener dienstverlener;
    private final AuthorizationStart authorization;
    private final BrowserSession session;
    private final Pages pages;

    /** With the lists. */
    public CollectResource(NetworkDirectory directory, CurrentAccount current, Accounts accounts, CollectFlows flows,
            Dienstverlener dienstverlener,
            AuthorizationStart authorization, BrowserSession session,
            Pages pages) {
        this.directory = directory;
        this.current = current;
        this.accounts = accounts;
        this.flows = flows;
        this.dienstverlener = dienstverlener;
        this.authorization = authorization;
        this.session = session;
        this.pages = pages;
    }

    /** Zorgaanbieders whose name contains the query. */
    @GET
    public Response search(@RestQuery String zoek) {
        current.require();
        String query = zoek == null ? "" : zoek.trim().toLowerCase(Locale.ROOT);
        List<Zorgaanbieder> found = directory.zorgaanbiederslijst()
                .map(z -> z.zorgaanbieders().stream().filter(a -> a.korteNaam().contains(query)).toList()).orElse(List.of());
        return pages.show(Templates.search(query, found));
    }

    private Zorgaanbieder require(String naam) {
        return directory.zorgaanbiederslijst().flatMap(z -> z.find(naam))
                .orElseThrow(() -> new PageException("ZORGAANBIEDER_UNKNOWN", 404));
    }

    /** What a zorgaanbieder offers and this PGO has searches for. */
    private static List<String> collectable(Zorgaanbieder zorgaanbieder) {
        return zorgaanbieder.gegevensdiensten().stream().map(ZalGegevensdienst::id).filter(Collector::canCollect).toList();
    }

    /** The gegevensdiensten of one. */
    @GET
    @Path("{naam}")
    public Response choose(String naam) {
        current.require();
        Zorgaanbieder zorgaanbieder = require(naam);
        return pages.show(Templates.choose(zorgaanbieder.korteNaam(), collectable(zorgaanbieder),
                directory.gegevensdienstnamenlijst().map(Gegevensdienstnamenlijst::weergavenamen).orElse(Map.of())));
    }

    /** Starts variant 1 at the HM or variant 2 at the zorgaanbieder. */
    @POST
    @Path("{naam}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response start(String naam, @RestForm List<String> gegevensdienst, @RestForm int variant, @RestForm("_token") String token) {
        session.checkForm(token);
        Zorgaanbieder zorgaanbieder = require(naam);
        List<String> offered = collectable(zorgaanbieder);
        List<String> chosen = gegevensdienst == null ? List.of() : gegevensdienst.stream().distinct().filter(offered::contains).toList();
        if (chosen.isEmpty()) {
            throw new PageException("GEGEVENSDIENST_MISSING", 400);
        }
        if (accounts.means(current.require()).isEmpty()) {
            // Without a means there is no pseudonym to compare with, so nothing could be handed over in the end.
            return Pages.go("/?melding=eerst-koppelen");
        }
        CollectFlows.CollectFlow flow = flows.begin(current.require(), zorgaanbieder.korteNaam(), chosen, variant == 2 ? 2 : 1,
                session.binding());
        if (flow.variant() == 2) {
            return authorization.plain(flow);
        }
        Map<String, List<String>> extensions = Map.of(SamlNames.ZORGAANBIEDERNAAM, List.of(zorgaanbieder.naam()),
                SamlNames.GEGEVENSDIENST_ID, chosen);
        return Pages.go(dienstverlener.saml().begin(session.binding(), AnswerResource.purposeOf(flow), LevelOfAssurance.LOA3,
                OptionalInt.empty(), extensions,
                Optional.of(flow.correlationId())));
    }
}
