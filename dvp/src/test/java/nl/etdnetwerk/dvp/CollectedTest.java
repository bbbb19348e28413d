package nl.etdnetwerk.dvp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import nl.etdnetwerk.dvp.account.Accounts;
import nl.etdnetwerk.dvp.collect.Consents;
import nl.etdnetwerk.dvp.fhir.Collector;
import nl.etdnetwerk.dvp.flow.CollectFlows.CollectFlow;
import nl.etdnetwerk.dvp.oauth.AuthorizationServer;
import nl.etdnetwerk.dvp.oauth.TokenClient;
import nl.etdnetwerk.kit.config.ServiceIdentity;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.testsupport.Caller;
import nl.etdnetwerk.testsupport.GivenNetwork;
import nl.etdnetwerk.testsupport.ServiceEnvironment;
import nl.etdnetwerk.useragent.TestPerson;

/** What the PGO keeps of a zorgaanbieder's answers, and of consents, with the test in the place of the zorgaanbieder. */
@QuarkusTest
@QuarkusTestResource(value = ServiceEnvironment.class, initArgs = @ResourceArg(name = "service", value = "dvp"))
class CollectedTest {

    private static final String BUNDLE = "{\"resourceType\":\"Bundle\",\"link\":[%s],\"entry\":[%s]}";
    private static final String CONDITION = "{\"resource\":{\"resourceType\":\"Condition\",\"code\":{\"text\":\"%s\"}}}";

    @Inject
    ServiceIdentity identity;
    @Inject
    Collector collector;
    @Inject
    Consents consents;
    @Inject
    Jdbi jdbi;
    /** Answers by how an address begins; what is not here is not found. */
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void zorgaanbieder() {
        QuarkusMock.installMockForType(new BackChannel(identity) {
            @Override
            public Answer get(String url, Map<String, String> headers, Duration longest) {
                // The service keeps following the network meanwhile.
                if (!url.contains("stelselbeheer")) {
                    asked.add(url);
                }
                Optional<String> answer = answers.entrySet().stream().filter(e -> url.startsWith(e.getKey())).map(Map.Entry::getValue)
                        .findFirst();
                return new Answer(answer.isPresent() ? 200 : 404, answer.orElse("").getBytes(StandardCharsets.UTF_8), Optional.empty());
            }

            @Override
            public Answer post(String url, String contentType, byte[] body, Map<String, String> headers) throws IOException {
                throw new IOException("nobody there");
            }
        }, BackChannel.class);
    }

    private static String endpoint() {
        return Caller.state().layout().service("dvza").publicUrl() + "/fhir/" + GivenNetwork.ZORGAANBIEDER + "/stu3";
    }

    private UUID account(String name) {
        return jdbi.withHandle(h -> h.createQuery("select id from account where login_name = :n").bind("n", name).mapTo(UUID.class).one());
    }

    private CollectFlow flow(String person, String gegevensdienst) {
        return new CollectFlow("f", account(person), GivenNetwork.ZORGAANBIEDER, List.of(gegevensdienst), 1, "v",
                UUID.randomUUID().toString(), "b");
    }

    private boolean collected(String person, String gegevensdienst) {
        return collector.collect(flow(person, gegevensdienst),
                new TokenClient.Granted("token", gegevensdienst, Optional.empty(), Optional.empty()));
    }

    private static Caller loggedIn(String person) throws IOException {
        TestPerson.Credentials c = Caller.state().persons().stream().map(p -> p.pgo()).filter(p -> p.username().equals(person)).findFirst()
                .orElseThrow();
        Caller browser = Caller.browser();
        assertThat(browser.form("/inloggen", Map.of("gebruikersnaam", person, "wachtwoord", c.password(), "code", c.code(Instant.now()),
                "_token", Caller.field(browser.get("/inloggen"), "_token"))).statusCode()).isEqualTo(303);
        return browser;
    }

    private int kept(String person) {
        return jdbi.withHandle(h -> h.createQuery("select count(*) from collected where account_id = :a").bind("a", account(person))
                .mapTo(Integer.class).one());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "nee", "[]", "{\"resourceType\":\"OperationOutcome\"}", "{\"resourceType\":\"Bundle\"",
        "<Bundle xmlns=\"http://hl7.org/fhir\"/>"})
    void answerWhenNoBundleThenNothingIsKept(String answer) {
        answers.put(endpoint() + "/", answer);

        assertThat(collected("emre", "48")).isFalse();
        assertThat(kept("emre")).isZero();
    }

    @Test
    void searchWhenInPagesThenAllOfThemAndNoneFromElsewhere() throws IOException {
        String next = endpoint() + "?_getpages=1";
        answers.put(endpoint() + "/Condition", BUNDLE.formatted(link(next), CONDITION.formatted("Astma")));
        answers.put(next, BUNDLE.formatted("", CONDITION.formatted("Jicht")));
        assertThat(collected("jan", "48")).isTrue();
        assertThat(loggedIn("jan").get("/gegevens").body()).contains("Astma", "Jicht");

        // An answer that sends elsewhere is not believed, and what was there stays.
        for (String elsewhere : List.of("https://elders.localhost/fhir", endpoint() + "/../../x", endpoint() + "x", "?_getpages=1")) {
            answers.put(endpoint() + "/Condition", BUNDLE.formatted(link(elsewhere), CONDITION.formatted("Griep")));
            asked.clear();
            assertThat(collected("jan", "48")).isFalse();
            assertThat(asked).isNotEmpty().allMatch(a -> a.startsWith(endpoint() + "/"));
        }
        // Nor one that never ends.
        answers.put(endpoint() + "/Condition", BUNDLE.formatted(link(endpoint() + "/Condition"), CONDITION.formatted("Griep")));
        assertThat(collected("jan", "48")).isFalse();
        assertThat(kept("jan")).isEqualTo(2);
    }

    private static String link(String url) {
        return "{\"relation\":\"next\",\"url\":\"" + url + "\"}";
    }

    @Test
    void answerWhenABsnIsInItThenItIsTakenOutEverywhereAndTold() throws IOException {
        String bsn = Caller.state().persons().get(2).bsn();
        String patient = "{\"resource\":{\"resourceType\":\"Condition\",\"text\":{\"div\":\"Van %1$s\"},\"code\":{\"text\":\"Reuma %1$s\"},\"valueInteger\":%1$s,"
                + "\"subject\":{\"identifier\":{\"system\":\"http://fhir.nl/fhir/NamingSystem/bsn\",\"value\":\"%1$s\"}},"
                + "\"identifier\":[{\"system\":\"urn:oid:2.16.840.1.113883.2.4.6.3\",\"value\":\"%1$s\"},{\"system\":\"urn:x\",\"value\":\"dossier 7\"}]}}";
        String self = "{\"relation\":\"self\",\"url\":\"" + endpoint()
                + "/Condition?identifier=http%3A%2F%2Ffhir.nl%2Ffhir%2FNamingSystem%2Fbsn%7C" + bsn
                + "\"}";
        answers.put(endpoint() + "/Condition", BUNDLE.formatted(self, patient.formatted(bsn)));
        int before = securityEvents("BSN_RECEIVED");

        assertThat(collected("thijs", "48")).isTrue();

        List<String> contents = jdbi.withHandle(h -> h.createQuery("select content from collected where account_id = :a")
                .bind("a", account("thijs")).mapTo(byte[].class).list()).stream().map(c -> new String(c, StandardCharsets.UTF_8)).toList();
        assertThat(contents).hasSize(1).allSatisfy(c -> assertThat(c).contains("Reuma *********", "dossier 7").doesNotContain(bsn));
        assertThat(securityEvents("BSN_RECEIVED")).isEqualTo(before + 1);
    }

    @Test
    void answerWhenItsBsnStandsInASearchOrIsNoNumberThenOnlyDigitsOfItGo() throws IOException {
        String bsn = Caller.state().persons().get(3).bsn();
        String reference = "{\"resource\":{\"resourceType\":\"Condition\",\"code\":{\"text\":\"1%1$s en %1$s\"},\"onset\":6.30,"
                + "\"subject\":{\"reference\":\"Patient?identifier=http://fhir.nl/fhir/NamingSystem/bsn|%1$s\"},"
                + "\"identifier\":[{\"system\":\"http://fhir.nl/fhir/NamingSystem/bsn\",\"value\":\"-\"}],\"recorded\":\"1984-03-11\"}}";
        answers.put(endpoint() + "/Condition", BUNDLE.formatted("", reference.formatted(bsn)));
        assertThat(collected("anouk", "48")).isTrue();
        List<byte[]> contents = jdbi.withHandle(h -> h.createQuery("select content from collected where account_id = :a")
                .bind("a", account("anouk")).mapTo(byte[].class).list());
        assertThat(contents).hasSize(1).allSatisfy(c -> assertThat(new String(c, StandardCharsets.UTF_8))
                .contains("1" + bsn + " en *********", "bsn|*********", "1984-03-11", "6.30").doesNotContain("|" + bsn));

        // A page that can only be had by a BSN is not asked for, and without it there is no whole answer.
        answers.put(endpoint() + "/Condition", BUNDLE.formatted(
                link(endpoint() + "/Condition?identifier=http%3A%2F%2Ffhir.nl%2Ffhir%2FNamingSystem%2Fbsn%7C" + bsn), ""));
        asked.clear();
        assertThat(collected("anouk", "48")).isFalse();
        assertThat(asked).noneMatch(a -> a.contains(bsn));
        assertThat(kept("anouk")).isEqualTo(1);
    }

    private int securityEvents(String kind) {
        return jdbi.withHandle(h -> h.createQuery("select count(*) from security_event where code = :k").bind("k", kind)
                .mapTo(Integer.class).one());
    }

    @Test
    void documentWhenItDoesNotComeThenTheOneOfBeforeStays() {
        String list = BUNDLE.formatted("", "{\"resource\":{\"content\":[{\"attachment\":{\"title\":\"Brief\",\"url\":\"Binary/1\"}}]}}");
        answers.put(endpoint() + "/DocumentReference", list);
        answers.put(endpoint() + "/Binary/1", "%PDF-1.4");
        assertThat(collected("fatima", "51")).isTrue();
        assertThat(kept("fatima")).isEqualTo(2);

        answers.remove(endpoint() + "/Binary/1");
        assertThat(collected("fatima", "51")).isTrue();
        assertThat(kept("fatima")).isEqualTo(2);
    }

    @Test
    void documentWhenItsTitleIsLongOrHoldsControlCharactersThenItCanStillBeHad() throws IOException {
        answers.put(endpoint() + "/DocumentReference", BUNDLE.formatted("", "{\"resource\":{\"content\":[{\"attachment\":{\"title\":\""
                + "Brief\\u0000" + "x".repeat(400) + "\",\"url\":\"Binary/1\"}}]}}"));
        answers.put(endpoint() + "/Binary/1", "%PDF-1.4");
        Caller browser = loggedIn("sanne");

        assertThat(collected("sanne", "51")).isTrue();
        String page = browser.get("/gegevens").body();
        assertThat(page).contains("Brief " + "x".repeat(294)).doesNotContain("x".repeat(295));
        String document = page.replaceAll("(?s).*href=\"(/documenten/[^\"]*)\".*", "$1");
        assertThat(browser.get(document).body()).isEqualTo("%PDF-1.4");
    }

    @Test
    void documentsWhenTooLargeTogetherThenThoseThatFitAreKept() {
        StringBuilder attachments = new StringBuilder();
        for (int i = 1; i <= 4; i++) {
            attachments.append(i == 1 ? "" : ",")
                    .append("{\"resource\":{\"content\":[{\"attachment\":{\"title\":\"Scan\",\"url\":\"Binary/" + i + "\"}}]}}");
            answers.put(endpoint() + "/Binary/" + i, "x".repeat(9 * 1024 * 1024));
        }
        answers.put(endpoint() + "/DocumentReference", BUNDLE.formatted("", attachments));

        assertThat(collected("mila", "51")).isTrue();

        assertThat(kept("mila")).isEqualTo(1 + 2);
        assertThat(asked).noneMatch(a -> a.endsWith("/Binary/4"));
    }

    @Test
    void dataWhenOfAnotherAccountThenNotThere() throws IOException {
        answers.put(endpoint() + "/DocumentReference",
                BUNDLE.formatted("", "{\"resource\":{\"content\":[{\"attachment\":{\"title\":\"Brief\",\"url\":\"Binary/1\"}}]}}"));
        answers.put(endpoint() + "/Binary/1", "%PDF-1.4");
        assertThat(collected("willem", "51")).isTrue();
        consents.note(flow("willem", "51"), Optional.of("geheim"));
        UUID document = jdbi
                .withHandle(h -> h.createQuery("select id from collected where account_id = :a and content_type = 'application/pdf'")
                        .bind("a", account("willem")).mapTo(UUID.class).one());
        UUID consent = jdbi.withHandle(h -> h.createQuery("select id from consent where account_id = :a").bind("a", account("willem"))
                .mapTo(UUID.class).one());
        Caller other = loggedIn("noor");

        Caller owner = loggedIn("willem");
        assertThat(owner.get("/documenten/" + document).body()).isEqualTo("%PDF-1.4");
        assertThat(other.get("/documenten/" + document).statusCode()).isEqualTo(404);
        for (String action : List.of("ophalen", "intrekken")) {
            assertThat(posted(other, "/toestemmingen/" + consent + "/" + action).statusCode()).isEqualTo(404);
        }
        assertThat(other.get("/gegevens").body()).doesNotContain("Brief");
        assertThat(owner.get("/toestemmingen").body()).contains("Tot u haar intrekt");
    }

    @Inject
    AuthorizationServer servers;

    /** What an authorization server says of itself beyond the list is of use, or is left. */
    @Test
    void metadataOfAServerWhenItsAddressesAreOfNoUseThenTheListIsEnough() {
        String issuer = Caller.state().layout().service("dvza").publicUrl();
        String metadata = "{\"issuer\":\"" + issuer
                + "\",\"revocation_endpoint\":\"%s\",\"pushed_authorization_request_endpoint\":\"%s\"%s}";
        answers.put(issuer + "/.well-known/", metadata.formatted("https://a b", "https://elders.example/par", ""));

        AuthorizationServer.Endpoints useless = servers.of(GivenNetwork.ZORGAANBIEDER);
        assertThat(List.of(useless.par(), useless.revocation())).containsOnly(Optional.empty());
        assertThat(useless.takesIdentity()).isFalse();

        answers.put(issuer + "/.well-known/", metadata.formatted(issuer + "/revoke", issuer + "/par", ",\"medmij_vi_supported\":true"));
        AuthorizationServer.Endpoints whole = servers.of(GivenNetwork.ZORGAANBIEDER);
        assertThat(whole.par()).contains(issuer + "/par");
        assertThat(whole.revocation()).contains(issuer + "/revoke");
        assertThat(whole.takesIdentity()).isTrue();
    }

    @Inject
    Accounts accounts;

    @Test
    void accountWhenLinkedToSomebodyThenToNobodyElse() {
        UUID one = accounts.create(Optional.empty());
        UUID other = accounts.create(Optional.empty());
        String somebody = "s" + UUID.randomUUID();

        assertThat(accounts.link(one, somebody, "ad")).isEqualTo(Accounts.Linked.DONE);
        assertThat(accounts.link(one, somebody, "another ad")).isEqualTo(Accounts.Linked.DONE);
        assertThat(accounts.link(other, somebody, "ad")).isEqualTo(Accounts.Linked.OTHER_ACCOUNT);
        assertThat(accounts.link(one, "s" + UUID.randomUUID(), "ad")).isEqualTo(Accounts.Linked.OTHER_PERSON);
        assertThat(accounts.means(one)).containsExactly("ad");
        assertThat(accounts.ofPseudonym(somebody, "ad")).isEqualTo(one);
        String nobodyYet = "s" + UUID.randomUUID();
        assertThat(accounts.ofPseudonym(nobodyYet, "ad")).isEqualTo(accounts.byPseudonym(nobodyYet).orElseThrow());
    }

    private HttpResponse<String> posted(Caller browser, String action) {
        return browser.form(action, Map.of("_token", Caller.field(browser.get("/"), "_token")));
    }

    @Test
    void consentWhenWithdrawnAndTheZorgaanbiederIsAwayThenItEndsHereAndTellingCanBeTriedAgain() throws IOException {
        consents.note(flow("lotte", "48"), Optional.of("geheim"));
        Caller browser = loggedIn("lotte");
        String overview = browser.get("/toestemmingen").body();
        assertThat(overview).contains("Tot u haar intrekt");
        String collect = overview.replaceAll("(?s).*action=\"(/toestemmingen/[^\"]*/ophalen)\".*", "$1");
        String withdraw = collect.replace("ophalen", "intrekken");

        for (int i = 0; i < 2; i++) {
            assertThat(Caller.location(posted(browser, withdraw))).endsWith("/?melding=ingetrokken-niet-gemeld");
            assertThat(browser.get("/toestemmingen").body()).contains("de zorgaanbieder weet het nog niet", "Meld het opnieuw");
            assertThat(posted(browser, collect).statusCode()).isEqualTo(404);
        }
        assertThat(browser.get("/?melding=ingetrokken-niet-gemeld").body()).contains("Uw toestemming is hier ingetrokken");

        // Sealed with a key that is no longer there: nobody can be told any more.
        jdbi.useHandle(h -> h.execute("update consent set sealed_token = ? where account_id = ?", new byte[60], account("lotte")));
        assertThat(Caller.location(posted(browser, withdraw))).endsWith("/?melding=ingetrokken-zelf-melden");
        assertThat(browser.get("/toestemmingen").body()).contains("Ingetrokken").doesNotContain("Meld het opnieuw");
        assertThat(posted(browser, withdraw).statusCode()).isEqualTo(404);
    }

    @Test
    void consentWhenItsTokenCannotBeOpenedThenItIsOver() throws IOException {
        consents.note(flow("anouk", "48"), Optional.of("geheim"));
        jdbi.useHandle(h -> h.execute("update consent set sealed_token = ? where account_id = ?", new byte[60], account("anouk")));
        Caller browser = loggedIn("anouk");
        String collect = browser.get("/toestemmingen").body().replaceAll("(?s).*action=\"(/toestemmingen/[^\"]*/ophalen)\".*", "$1");

        assertThat(Caller.location(posted(browser, collect))).endsWith("/?melding=toestemming-voorbij");
        assertThat(browser.get("/toestemmingen").body()).contains("Geldt niet meer bij de zorgaanbieder");
        assertThat(posted(browser, collect).statusCode()).isEqualTo(404);
    }

    @Test
    void gegevensdienstWhenThePgoHasNoSearchesForItThenItIsNotOffered() {
        assertThat(List.of("47", "48", "49", "50", "51", "63", "999", "").stream().filter(Collector::canCollect))
                .containsExactly("48", "49", "51", "63");
    }
}
