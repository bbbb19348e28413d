package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.agent;
import static nl.etdnetwerk.e2e.NetworkUnderTest.entity;
import static nl.etdnetwerk.e2e.NetworkUnderTest.pgo;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static nl.etdnetwerk.e2e.NetworkUnderTest.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import nl.etdnetwerk.useragent.Page;
import nl.etdnetwerk.useragent.PgoVisit;
import nl.etdnetwerk.useragent.UserAgent;

/** The three flows, cancelling and refusing, and who gets no data. */
class FlowsIT {

    private static final String STOPPED = "U bent gestopt voordat het inloggen klaar was.";

    @BeforeAll
    static void up() throws IOException {
        NetworkUnderTest.get();
    }

    private static PgoVisit linked(UserAgent agent, String person) throws IOException {
        PgoVisit visit = visit(agent, person, "ad-een");
        visit.login();
        assertThat(visit.link(entity("ad-een")).address()).hasToString(pgo() + "/?melding=gekoppeld");
        return visit;
    }

    @Test
    void collectWhenEitherVariantThenDataAndDocumentsAreShown() throws IOException {
        UserAgent agent = agent();
        PgoVisit visit = linked(agent, "daan");

        Page first = visit.collect("ziekenhuishetduin", 1, entity("ad-een"));
        assertThat(first.address()).hasToString(pgo() + "/gegevens");
        assertThat(first.text()).contains("ziekenhuishetduin: Basisgegevens Zorg", "Bloeddruk", "Daan Bakker", "Ontslagbrief");
        Page second = visit.collect("huisartsdebron", 2, entity("ad-een"));
        assertThat(second.text()).contains("huisartsdebron: Huisartsgegevens", "Glucose nuchter");
        Page third = visit.collect("ggdnoord", 1, entity("ad-een"));
        assertThat(third.text()).contains("ggdnoord: Vaccinaties", "BMR");
        Page pdf = third.follow("/documenten/");
        assertThat(pdf.contentType()).isEqualTo("application/pdf");
        assertThat(new String(pdf.body(), StandardCharsets.ISO_8859_1)).startsWith("%PDF-1.4").contains("pdfaid");
        try (var document = Loader.loadPDF(pdf.body())) {
            assertThat(new PDFTextStripper().getText(document)).contains("Daan Bakker");
        }
        assertThat(agent.open(pgo() + "/toestemmingen").text()).contains("ggdnoord", "ziekenhuishetduin");
    }

    @Test
    void loginWithEtdWhenMeansOfAnotherAdThenSameAccount() throws IOException {
        linked(agent(), "sanne");

        UserAgent other = agent();
        Page home = visit(other, "sanne", "ad-twee").loginWithEtd(entity("ad-twee"));

        assertThat(home.text()).contains("Gekoppeld middel van Zeker-Inloggen");
    }

    @Test
    void loginWithEtdWhenNobodyIsLinkedThenAnAccountIsMade() throws IOException {
        Page home = visit(agent(), "lotte", "ad-een").loginWithEtd(entity("ad-een"));

        assertThat(home.title()).isEqualTo("Mijn overzicht");
        assertThat(home.text()).contains("U bent ingelogd met uw eTD-middel.", "Gekoppeld middel van");
        // Without a password the means is the only way in.
        Page refused = home.form("/ontkoppelen").submit();
        assertThat(refused.address()).hasToString(pgo() + "/?melding=enige-middel");
        assertThat(refused.text()).contains("Gekoppeld middel van");
    }

    @Test
    void unlinkWhenThereIsAPasswordThenTheMeansOpensTheAccountNoLonger() throws IOException {
        UserAgent agent = agent();
        linked(agent, "jan");

        Page home = agent.open(pgo() + "/").form("/ontkoppelen").submit();

        assertThat(home.text()).contains("Er is nog geen eTD-middel gekoppeld").doesNotContain("Gekoppeld middel van");
    }

    @Test
    void collectWhenSomeGegevensdienstenAreChosenThenOnlyThose() throws IOException {
        // Thijs collects nothing else there in any test.
        UserAgent agent = agent();
        PgoVisit visit = linked(agent, "thijs");
        for (String variant : List.of("1", "2")) {
            Page choice = agent.open(pgo() + "/verzamelen/ziekenhuishetduin");
            assertThat(choice.form("/verzamelen/").options("gegevensdienst")).contains("48", "51");
            Page data = visit.walk(choice.form("/verzamelen/").clear("gegevensdienst").set("gegevensdienst", "51").set("variant", variant)
                    .submit(), entity("ad-een"));
            assertThat(data.text()).contains("ziekenhuishetduin: Documenten").doesNotContain("ziekenhuishetduin: Basisgegevens Zorg");
        }
    }

    @Test
    void callbackWhenInAnotherBrowserOrFromAnotherServerThenTheCodeIsNotUsed() throws Exception {
        UserAgent agent = agent();
        linked(agent, "willem");
        agent.open(pgo() + "/verzamelen/ziekenhuishetduin").form("/verzamelen/").set("variant", "2").submit();
        String state = agent.visited().stream().filter(u -> u.startsWith(url("dvza") + "/auth?")).findFirst().orElseThrow()
                .replaceAll(".*[?&]state=([^&]+).*", "$1");
        long events = count("dvp", "select count(*) from security_event where code = 'ISSUER_MISMATCH'");
        // Somebody who is sent there with the state of another's browser cannot even end it (medmij.md 1.2: state is bound to the session).
        Page elsewhere = agent().open(pgo() + "/medmij/cb?state=" + state + "&code=x");
        assertThat(elsewhere.status()).isEqualTo(400);
        assertThat(elsewhere.text()).contains("COLLECT_GONE");

        Page ended = agent.open(pgo() + "/medmij/cb?state=" + state + "&code=x&iss=https%3A%2F%2Felders.localhost");

        assertThat(ended.address()).hasToString(pgo() + "/?melding=niet-opgehaald");
        assertThat(count("dvp", "select count(*) from security_event where code = 'ISSUER_MISMATCH'")).isEqualTo(events + 1);
    }

    @Test
    void linkWhenMeansBelongsToAnotherAccountThenRefused() throws IOException {
        linked(agent(), "thijs");

        UserAgent agent = agent();
        PgoVisit other = visit(agent, "emre", "ad-een");
        other.login();
        Page ended = visit(agent, "thijs", "ad-een").link(entity("ad-een"));

        assertThat(ended.address()).hasToString(pgo() + "/?melding=ander");
    }

    @Test
    void collectWhenAnotherPersonAuthenticatesThenNothingIsCollected() throws Exception {
        UserAgent agent = agent();
        linked(agent, "fatima");
        agent.open(url("ad-een") + "/");

        // The same PGO session, but at the AD another person logs in: a fresh browser at HM and AD would do the same.
        UserAgent fresh = agent();
        PgoVisit pgoOnly = visit(fresh, "fatima", "ad-een");
        pgoOnly.login();
        long events = count("dvp", "select count(*) from security_event where code = 'PSEUDONYM_MISMATCH'");
        long revoked = count("dvza", "select count(*) from token_grant where revoked");
        Page ended = visit(fresh, "jan", "ad-een").collect("ziekenhuishetduin", 1, entity("ad-een"));
        Page ended2 = visit(fresh, "jan", "ad-een").collect("ziekenhuishetduin", 2, entity("ad-een"));

        assertThat(ended.address()).hasToString(pgo() + "/?melding=verschil");
        assertThat(ended2.address()).hasToString(pgo() + "/?melding=verschil");
        assertThat(fresh.open(pgo() + "/gegevens").text()).contains("Nog niets.");
        // In variant 2 there was a token by then: it is of no use any more. Both times a privacy officer can see it.
        assertThat(count("dvp", "select count(*) from security_event where code = 'PSEUDONYM_MISMATCH'")).isEqualTo(events + 2);
        assertThat(count("dvza", "select count(*) from token_grant where revoked")).isEqualTo(revoked + 1);
    }

    private static long count(String service, String query) throws Exception {
        try (Connection c = NetworkUnderTest.connect(service);
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery(query)) {
            r.next();
            return r.getLong(1);
        }
    }

    @Test
    void collectWhenCancelledAtHmOrAdThenNothingIsCollectedInEitherVariant() throws IOException {
        UserAgent agent = agent();
        linked(agent, "willem");
        for (String variant : List.of("1", "2")) {
            String message = variant.equals("1") ? "geannuleerd" : "niet-opgehaald";
            UserAgent fresh = agent();
            visit(fresh, "willem", "ad-een").login();

            assertThat(afterDenial(authenticating(fresh, variant).form("/keuze/").press("actie", "annuleer"), STOPPED))
                    .isEqualTo(pgo() + "/?melding=" + message);
            Page atAd = authenticating(fresh, variant).form("/keuze/").set("ad", entity("ad-een")).press("actie", "kies");
            assertThat(afterDenial(atAd.form("/inloggen/").press("actie", "annuleer"), STOPPED)).isEqualTo(pgo() + "/?melding=" + message);
            assertThat(fresh.open(pgo() + "/gegevens").text()).contains("Nog niets.");
        }
    }

    @Test
    void consentWhenLastingThenDataAreCollectedAgainUntilItIsWithdrawn() throws Exception {
        UserAgent agent = agent();
        PgoVisit visit = linked(agent, "daan").lasting();
        assertThat(visit.collect("huisartsdebron", 2, entity("ad-een")).address()).hasToString(pgo() + "/gegevens");
        Page overview = agent.open(pgo() + "/toestemmingen");
        assertThat(overview.text()).contains("Basisgegevens Zorg, Huisartsgegevens, Documenten", "Tot u haar intrekt");
        long addresses = agent.visited().stream().filter(a -> a.startsWith(url("dvza"))).count();

        // Twice, as the refresh token is another one after each time; the person meets no page of the zorgaanbieder.
        for (int i = 0; i < 2; i++) {
            assertThat(agent.open(pgo() + "/toestemmingen").formTo("/ophalen").submit().address()).hasToString(pgo() + "/gegevens");
        }
        assertThat(agent.visited().stream().filter(a -> a.startsWith(url("dvza"))).count()).isEqualTo(addresses);

        long revoked = count("dvza", "select count(*) from token_grant where revoked");
        Page withdrawn = agent.open(pgo() + "/toestemmingen").formTo("/intrekken").submit();
        assertThat(withdrawn.text()).contains("Ingetrokken").doesNotContain("Opnieuw ophalen");
        assertThat(count("dvza", "select count(*) from token_grant where revoked")).isEqualTo(revoked + 1);
        assertThat(count("dvp", "select count(*) from consent where sealed_token is not null and withdrawn_at is not null")).isZero();
        assertThat(overview.formTo("/ophalen").submit().status()).isEqualTo(404);
    }

    @Test
    void consentWhenTheZorgaanbiederEndedItThenThePgoSaysSoAndDoesNotAskAgain() throws Exception {
        UserAgent agent = agent();
        PgoVisit visit = linked(agent, "roos").lasting();
        assertThat(visit.collect("huisartsdebron", 1, entity("ad-een")).address()).hasToString(pgo() + "/gegevens");
        try (Connection c = NetworkUnderTest.connect("dvza"); Statement s = c.createStatement()) {
            assertThat(s.executeUpdate("update token_grant set revoked = true where id = "
                    + "(select id from token_grant order by created_at desc limit 1)")).isEqualTo(1);
        }

        Page over = agent.open(pgo() + "/toestemmingen").formTo("/ophalen").submit();

        assertThat(over.address()).hasToString(pgo() + "/?melding=toestemming-voorbij");
        assertThat(over.text()).contains("De zorgaanbieder geeft met deze toestemming geen gegevens meer.");
        assertThat(agent.open(pgo() + "/toestemmingen").text()).contains("Geldt niet meer bij de zorgaanbieder")
                .doesNotContain("Opnieuw ophalen");
        assertThat(count("dvp", "select count(*) from consent where sealed_token is not null and ended_at is not null")).isZero();
    }

    @Test
    void choiceWhenShownThenAlphabeticalWithWhoAsksForWhomAndRememberedOnlyWhenWished() throws IOException {
        UserAgent agent = agent();
        linked(agent, "fatima");
        UserAgent fresh = agent();
        visit(fresh, "fatima", "ad-een").login();
        Page choice = authenticating(fresh, "1");
        // By the names people see: Mijn Sleutel, Zeker-Inloggen.
        assertThat(choice.form("/keuze/").options("ad")).containsExactly(entity("ad-twee"), entity("ad-een"));
        assertThat(choice.text()).contains("Mijn PGO vraagt dit namens u bij huisartsdebron.").contains("LOA3");
        assertThat(choice.form("/keuze/").isSet("onthoud")).isTrue();
        assertThat(authenticating(fresh, "2").text()).contains("U gaat inloggen bij huisartsdebron")
                .contains("Mijn PGO krijgt daarbij een eigen pseudoniem van u");

        Page unremembered = authenticating(fresh, "1").form("/keuze/").set("ad", entity("ad-een")).clear("onthoud").press("actie", "kies");
        assertThat(unremembered.address().getPath()).startsWith("/inloggen/");
        assertThat(authenticating(fresh, "1").address().getPath()).startsWith("/keuze/");
        Page remembered = authenticating(fresh, "1").form("/keuze/").set("ad", entity("ad-een")).press("actie", "kies");
        assertThat(remembered.isAt(url("ad-een"))).isTrue();
        assertThat(authenticating(fresh, "1").isAt(url("ad-een"))).isTrue();
    }

    /** Where somebody gets whom the zorgaanbieder tells why there are no data; in variant 1 the PGO learns of a cancellation itself. */
    private static String afterDenial(Page page, String why) throws IOException {
        if (page.isAt(pgo())) {
            return page.address().toString();
        }
        assertThat(page.title()).isEqualTo("Er worden geen gegevens gedeeld");
        assertThat(page.text()).contains(why);
        return page.form("/einde/").submit().address().toString();
    }

    /** The choice of an AD, for a collection of somebody who is not logged in at one. */
    private static Page authenticating(UserAgent agent, String variant) throws IOException {
        Page page = agent.open(pgo() + "/verzamelen/huisartsdebron").form("/verzamelen/").set("variant", variant).submit();
        return variant.equals("1") ? page : page.form("/welkom/").press("actie", "verder");
    }

    @Test
    void cancelWhenAtAnyPageThenBackAtThePgoWithoutChange() throws IOException {
        UserAgent agent = agent();
        PgoVisit visit = visit(agent, "anouk", "ad-een");
        visit.login();

        Page atHm = agent.open(pgo() + "/").form("/koppelen").submit();
        assertThat(atHm.form("/keuze/").press("actie", "annuleer").address()).hasToString(pgo() + "/?melding=geannuleerd");
        Page atAd = agent.open(pgo() + "/").form("/koppelen").submit().form("/keuze/").set("ad", entity("ad-een")).press("actie", "kies");
        assertThat(atAd.form("/inloggen/").press("actie", "annuleer").address()).hasToString(pgo() + "/?melding=geannuleerd");
        // Who cancelled at an AD chooses again, although the choice was to be remembered.
        Page consent = agent.open(pgo() + "/").form("/koppelen").submit().form("/keuze/").set("ad", entity("ad-een"))
                .press("actie", "kies");
        consent = login(consent, visit);
        assertThat(consent.form("/toestemming/").press("actie", "weiger").address()).hasToString(pgo() + "/?melding=geannuleerd");
        assertThat(agent.open(pgo() + "/").text()).contains("Er is nog geen eTD-middel gekoppeld");
    }

    @Test
    void collectWhenConsentIsRefusedAtTheAdOrTheZorgaanbiederThenNothingIsCollectedInEitherVariant() throws IOException {
        UserAgent agent = agent();
        PgoVisit visit = linked(agent, "sanne");
        for (String variant : List.of("1", "2")) {
            UserAgent fresh = agent();
            visit(fresh, "sanne", "ad-een").login();
            Page atAd = authenticating(fresh, variant).form("/keuze/").set("ad", entity("ad-een")).press("actie", "kies");
            Page consent = visit.fillIn(atAd, "/inloggen/", NetworkUnderTest.person("sanne").ads().get("ad-een"));
            assertThat(consent.text()).contains("Mijn PGO", "huisartsdebron");
            assertThat(afterDenial(consent.form("/toestemming/").press("actie", "weiger"), STOPPED))
                    .isEqualTo(pgo() + "/?melding=" + (variant.equals("1") ? "geannuleerd" : "niet-opgehaald"));

            Page again = authenticating(fresh, variant);
            Page atZorgaanbieder = again.form("/keuze/").set("ad", entity("ad-een")).press("actie", "kies").form("/toestemming/")
                    .press("actie", "akkoord");
            assertThat(atZorgaanbieder.isAt(url("dvza"))).isTrue();
            // Lasting consent is offered, and never chosen for anybody.
            assertThat(atZorgaanbieder.form("/toestemming/").isSet("blijvend")).isFalse();
            assertThat(afterDenial(atZorgaanbieder.form("/toestemming/").press("actie", "weiger"), "U gaf geen toestemming."))
                    .isEqualTo(pgo() + "/?melding=niet-opgehaald");
            // Going back and pressing again changes nothing any more.
            Page twice = atZorgaanbieder.form("/toestemming/").press("actie", "akkoord");
            assertThat(twice.status()).isEqualTo(400);
            assertThat(twice.text()).contains("AUTHORIZATION_GONE");
            assertThat(fresh.open(pgo() + "/gegevens").text()).contains("Nog niets.");
        }
    }

    private static Page login(Page page, PgoVisit visit) throws IOException {
        var person = NetworkUnderTest.person("anouk").ads().get("ad-een");
        return page.form("/inloggen/").set("gebruikersnaam", person.username()).set("wachtwoord", person.password())
                .set("code", person.code(java.time.Clock.systemUTC().instant()))
                .press("actie", "inloggen");
    }

    @Test
    void collectWhenRefusedCancelledOrNotAvailableThenAllLookTheSame() throws IOException {
        UserAgent agent = agent();
        PgoVisit visit = linked(agent, "ravi");
        Page landing = agent.open(pgo() + "/verzamelen/wijkzorgdelinde").form("/verzamelen/").set("variant", "2").submit();
        String cancelled = afterDenial(landing.form("/welkom/").press("actie", "annuleer"), STOPPED);
        Page again = agent.open(pgo() + "/verzamelen/wijkzorgdelinde").form("/verzamelen/").set("variant", "2").submit().form("/welkom/")
                .press("actie", "verder");
        Page consent = again.isAt(url("dvza")) ? again : again.form("/toestemming/").press("actie", "akkoord");
        String refused = afterDenial(consent.form("/toestemming/").press("actie", "weiger"), "U gaf geen toestemming.");
        String notThere = visit.collect("huisartsdebron", 1, entity("ad-een")).address().toString();
        UserAgent child = agent();
        String tooYoung = linked(child, "mila").collect("huisartsdebron", 1, entity("ad-een")).address().toString();
        // Whatever the reason, the PGO only knows after the person has read it: a quick answer would tell that there are no data.
        assertThat(Stream.of(agent, child)
                .map(a -> a.visited().stream().filter(u -> u.startsWith(url("dvza") + "/einde/")).distinct().count()))
                .containsExactly(3L, 1L);

        assertThat(cancelled).isEqualTo(pgo() + "/?melding=niet-opgehaald");
        assertThat(List.of(refused, notThere, tooYoung)).containsOnly(cancelled);
        // What the authorization server sent back is the same too, but for the state.
        List<String> answers = Stream.concat(agent.visited().stream(), child.visited().stream()).filter(a -> a.contains("/medmij/cb?"))
                .map(a -> a.replaceAll("state=[^&]*", "state=")).filter(a -> !a.contains("code=")).distinct().toList();
        assertThat(answers).containsExactly(pgo() + "/medmij/cb?error=access_denied&state=&iss="
                + URLEncoder.encode(url("dvza"), StandardCharsets.UTF_8));
    }
}
