package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.agent;
import static nl.etdnetwerk.e2e.NetworkUnderTest.call;
import static nl.etdnetwerk.e2e.NetworkUnderTest.entity;
import static nl.etdnetwerk.e2e.NetworkUnderTest.pgo;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static nl.etdnetwerk.e2e.NetworkUnderTest.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import nl.etdnetwerk.useragent.Page;
import nl.etdnetwerk.useragent.UserAgent;

/** What all pages have in common: they can be read by everybody, in two languages, and say so when there is nothing. */
class PagesIT {

    private static final Map<String, String> BROWSER = Map.of("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    @BeforeAll
    static void up() throws IOException {
        NetworkUnderTest.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hm", "ad-een", "dvp", "dvza"})
    void openWhenThereIsNoSuchPageThenAPageSaysSo(String service) throws Exception {
        HttpResponse<String> dutch = call(null, "GET", url(service) + "/bestaat-niet", "", BROWSER);
        assertThat(dutch.statusCode()).isEqualTo(404);
        assertThat(dutch.body()).contains("<html lang=\"nl\">", "Deze pagina is er niet.", "HTTP_404");
        HttpResponse<String> english = call(null, "GET", url(service) + "/bestaat-niet", "",
                Map.of("Accept", BROWSER.get("Accept"), "Cookie", "taal=en"));
        assertThat(english.body()).contains("<html lang=\"en\">", "This page does not exist.");
        // A program that asks for no page gets none.
        assertThat(call(null, "GET", url(service) + "/bestaat-niet", "", Map.of("Accept", "application/json")).body())
                .doesNotContain("<html");
    }

    @ParameterizedTest
    @CsvSource({"hm,/1.13/sso/post", "ad-een,/1.13/sso/artifact", "dvp,/koppelen", "dvza,/welkom/x"})
    void sendWhenTheMethodIsNotThatOfThePageThenAPageSaysSo(String service, String path) throws Exception {
        HttpResponse<String> answer = call(null, "DELETE", url(service) + path, "", BROWSER);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).contains("Er ging iets mis", "HTTP_405");
    }

    @ParameterizedTest
    @CsvSource({"hm,/", "ad-een,/inloggen/x", "dvp,/inloggen", "dvza,/auth"})
    void pageWhenSentThenItsHeadersKeepItFromFramesCachesAndSniffing(String service, String path) throws Exception {
        HttpResponse<String> page = call(null, "GET", url(service) + path, "", BROWSER);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).contains("frame-ancestors 'none'", "default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(page.headers().map()).containsEntry("X-Frame-Options", List.of("DENY"))
                .containsEntry("X-Content-Type-Options", List.of("nosniff")).containsEntry("Referrer-Policy", List.of("no-referrer"));
        assertThat(page.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
        page.headers().allValues("Set-Cookie").forEach(c -> assertThat(c).contains("Secure", "HttpOnly").contains("SameSite=Lax"));
    }

    @Test
    void pagesOfAFlowHaveAHeadingALanguageAndALabelForEveryField() throws IOException {
        // Linked in another browser, so that this one meets every page.
        var elsewhere = visit(agent(), "emre", "ad-een");
        elsewhere.login();
        elsewhere.link(entity("ad-een"));
        UserAgent agent = agent();
        readable(agent.open(pgo() + "/aanmelden"), "nl");
        readable(agent.open(pgo() + "/inloggen"), "nl");
        var visit = visit(agent, "emre", "ad-een");
        readable(visit.login(), "nl");
        readable(agent.open(pgo() + "/toestemmingen"), "nl");
        readable(agent.open(pgo() + "/gegevens"), "nl");
        readable(agent.open(pgo() + "/verzamelen?zoek=huisarts"), "nl");
        Page landing = readable(agent.open(pgo() + "/verzamelen/huisartsdebron"), "nl").form("/verzamelen/").set("variant", "2").submit();
        Page choice = readable(landing, "nl").form("/welkom/").press("actie", "verder");
        Page login = readable(choice, "nl").form("/keuze/").set("ad", entity("ad-een")).press("actie", "kies");
        Page consent = visit.fillIn(readable(login, "nl"), "/inloggen/", NetworkUnderTest.person("emre").ads().get("ad-een"));
        Page denied = readable(consent, "nl").form("/toestemming/").press("actie", "weiger");
        assertThat(readable(denied, "nl").title()).isEqualTo("Er worden geen gegevens gedeeld");

        // The switch holds for the service it is on, and goes back to the page it was on.
        Page english = readable(denied.follow("/taal"), "en");
        assertThat(english.title()).isEqualTo("No data are shared");
        assertThat(english.address().getPath()).startsWith("/einde/");
        assertThat(readable(english.follow("/taal"), "nl").title()).isEqualTo(denied.title());
    }

    private static Page readable(Page page, String language) {
        Document html = Jsoup.parse(new String(page.body(), StandardCharsets.UTF_8), page.address().toString());
        String where = page.address().getHost() + page.address().getPath();
        assertThat(page.status()).as(where).isEqualTo(200);
        assertThat(html.selectFirst("html").attr("lang")).as(where).isEqualTo(language);
        assertThat(html.select("h1")).as(where).hasSize(1);
        assertThat(html.title()).as(where).startsWith(html.selectFirst("h1").text() + " - ");
        for (Element field : html.select("input:not([type=hidden]), select, textarea")) {
            boolean labelled = field.closest("label") != null || !html.select("label[for=" + field.id() + "]").isEmpty();
            assertThat(labelled).as(where + " " + field.attr("name")).isTrue();
        }
        html.select("button").forEach(b -> assertThat(b.text()).as(where).isNotBlank());
        html.select("table").forEach(t -> assertThat(t.select("th")).as(where).isNotEmpty());
        return page;
    }
}
