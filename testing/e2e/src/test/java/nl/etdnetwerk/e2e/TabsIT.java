package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.agent;
import static nl.etdnetwerk.e2e.NetworkUnderTest.call;
import static nl.etdnetwerk.e2e.NetworkUnderTest.entity;
import static nl.etdnetwerk.e2e.NetworkUnderTest.person;
import static nl.etdnetwerk.e2e.NetworkUnderTest.pgo;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static nl.etdnetwerk.e2e.NetworkUnderTest.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import nl.etdnetwerk.useragent.Page;
import nl.etdnetwerk.useragent.PgoVisit;
import nl.etdnetwerk.useragent.TestPerson;
import nl.etdnetwerk.useragent.UserAgent;

/** A browser in which more goes on than one login: two tabs, going back, and the next person at the same machine. */
class TabsIT {

    @BeforeAll
    static void up() throws IOException {
        NetworkUnderTest.get();
    }

    private static Page atChoice(UserAgent agent) throws IOException {
        return agent.open(pgo() + "/").form("/koppelen").submit();
    }

    private static Page atAd(UserAgent agent) throws IOException {
        return atChoice(agent).form("/keuze/").set("ad", entity("ad-een")).clear("onthoud").press("actie", "kies");
    }

    @Test
    void loginWhenDoneInOneTabThenTheOtherGoesOnAndCanBeCancelled() throws IOException {
        UserAgent agent = agent();
        PgoVisit visit = visit(agent, "noor", "ad-een");
        visit.login();
        Page one = atAd(agent);
        Page other = atAd(agent);
        Page third = atAd(agent);

        Page consent = visit.fillIn(one, "/inloggen/", person("noor").ads().get("ad-een"));
        assertThat(consent.address().getPath()).startsWith("/toestemming/");
        // The form was shown before the login, under the cookie of before.
        assertThat(other.form("/inloggen/").press("actie", "annuleer").address()).hasToString(pgo() + "/?melding=geannuleerd");
        assertThat(visit.fillIn(third, "/inloggen/", person("noor").ads().get("ad-een")).address().getPath()).startsWith("/toestemming/");
        assertThat(consent.form("/toestemming/").press("actie", "akkoord").address()).hasToString(pgo() + "/?melding=gekoppeld");
    }

    private static HttpResponse<String> at(String method, String path, String cookie, String form) throws Exception {
        return call(null, method, pgo() + path, form, Map.of("Accept", "text/html", "Cookie", cookie, "Content-Type",
                "application/x-www-form-urlencoded"));
    }

    private static String cookie(HttpResponse<String> page) {
        return page.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    @Test
    void requestWhenOnItsWayDuringALoginInAnotherTabThenLeavesTheNewCookieAlone() throws Exception {
        HttpResponse<String> page = at("GET", "/inloggen", "", "");
        String before = cookie(page);
        TestPerson.Credentials c = person("lotte").pgo();
        HttpResponse<String> done = at("POST", "/inloggen", before,
                "gebruikersnaam=" + c.username() + "&wachtwoord=" + URLEncoder.encode(c.password(), StandardCharsets.UTF_8) + "&code="
                        + c.code(Clock.systemUTC().instant()) + "&_token="
                        + Jsoup.parse(page.body()).selectFirst("input[name=_token]").val());
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(cookie(done)).isNotEqualTo(before);

        HttpResponse<String> late = at("GET", "/inloggen", before, "");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("SESSION_RENEWED");
        assertThat(late.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(at("GET", "/", cookie(done), "").body()).contains("Mijn overzicht");
        // A cookie of nobody's is another matter.
        assertThat(cookie(at("GET", "/inloggen", "__Host-session=" + "a".repeat(43), ""))).isNotBlank();
    }

    @Test
    void choiceWhenGoneBackToThenItIsThereAgain() throws IOException {
        UserAgent agent = agent();
        visit(agent, "noor", "ad-een").login();
        Page choice = atChoice(agent);
        Page wrong = choice.form("/keuze/").set("ad", entity("ad-een")).press("actie", "kies");
        assertThat(wrong.isAt(url("ad-een"))).isTrue();

        Page back = agent.open(choice.address().toString());

        assertThat(back.address()).isEqualTo(choice.address());
        assertThat(back.form("/keuze/").set("ad", entity("ad-twee")).press("actie", "kies").isAt(url("ad-twee"))).isTrue();
        // The next login goes to the one that was remembered.
        assertThat(atChoice(agent).isAt(url("ad-twee"))).isTrue();
    }

    @Test
    void consentWhenSomebodyElseWasLoggedInThenSaidWhoAndAnotherCanLogIn() throws Exception {
        UserAgent agent = agent();
        PgoVisit noor = visit(agent, "noor", "ad-een");
        noor.login();
        assertThat(noor.link(entity("ad-een")).address()).hasToString(pgo() + "/?melding=gekoppeld");
        Page consent = atChoiceOrBeyond(agent);
        assertThat(consent.text()).contains("U bent ingelogd als Noor.");

        Page login = consent.form("/toestemming/").press("actie", "ander");
        assertThat(login.address().getPath()).startsWith("/inloggen/");
        Page other = visit(agent, "jan", "ad-een").fillIn(login, "/inloggen/", person("jan").ads().get("ad-een"));
        assertThat(other.text()).contains("U bent ingelogd als Jan.");

        // The account is Noor's, whoever is logged in to it.
        Page ended = other.form("/toestemming/").press("actie", "akkoord");
        assertThat(ended.address().toString()).isIn(pgo() + "/?melding=iemand-anders", pgo() + "/?melding=ander");
    }

    private static Page atChoiceOrBeyond(UserAgent agent) throws IOException {
        Page page = atChoice(agent);
        return page.isAt(url("ad-een")) ? page : page.form("/keuze/").set("ad", entity("ad-een")).press("actie", "kies");
    }
}
