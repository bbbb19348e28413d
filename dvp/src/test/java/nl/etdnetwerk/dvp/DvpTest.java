package nl.etdnetwerk.dvp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.apache.commons.codec.binary.Base32;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import nl.etdnetwerk.kit.account.OneTimeCodes;
import nl.etdnetwerk.kit.store.ShortLivedStore;
import nl.etdnetwerk.plan.State;
import nl.etdnetwerk.testsupport.Caller;
import nl.etdnetwerk.testsupport.GivenNetwork;
import nl.etdnetwerk.testsupport.ServiceEnvironment;
import nl.etdnetwerk.useragent.TestPerson;

/** The PGO alone: who gets in, what is asked of HM and DVZA, and what becomes of answers that nobody waits for. */
@QuarkusTest
@QuarkusTestResource(value = ServiceEnvironment.class, initArgs = @ResourceArg(name = "service", value = "dvp"))
class DvpTest {

    private static TestPerson.Credentials credentials(String username) throws IOException {
        return Caller.state().persons().stream().map(State.Person::pgo).filter(c -> c.username().equals(username)).findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> login(Caller browser, String name, String password, String code) {
        return browser.form("/inloggen", Map.of("gebruikersnaam", name, "wachtwoord", password, "code", code, "_token",
                Caller.field(browser.get("/inloggen"), "_token")));
    }

    private static Caller loggedIn(String username) throws IOException {
        Caller browser = Caller.browser();
        TestPerson.Credentials c = credentials(username);
        assertThat(login(browser, username, c.password(), c.code(Instant.now())).statusCode()).isEqualTo(303);
        return browser;
    }

    @Test
    void loginWhenAnythingIsWrongThenTheSameAnswerAndLockedAfterAWhile() throws IOException {
        TestPerson.Credentials c = credentials("willem");
        Caller browser = Caller.browser();
        String unknown = login(browser, "niemand", "x", "000000").body();

        assertThat(login(browser, "willem", "fout", c.code(Instant.now())).statusCode()).isEqualTo(401);
        assertThat(login(browser, "willem", c.password(), "abc").body().replace("willem", "niemand").replaceAll("value=\"[^\"]*\"", ""))
                .isEqualTo(unknown.replaceAll("value=\"[^\"]*\"", ""));
        for (int i = 0; i < 10; i++) {
            login(browser, "willem", "fout", "000000");
        }
        // Right, and still not now.
        assertThat(login(browser, "willem", c.password(), c.code(Instant.now())).statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> register(Caller browser, String name, String password) {
        return browser.form("/aanmelden",
                Map.of("gebruikersnaam", name, "wachtwoord", password, "_token", Caller.field(browser.get("/aanmelden"), "_token")));
    }

    @Test
    void accountWhenMadeByThePageThenItsCodesLogInAndTheNameIsTaken() {
        Caller browser = Caller.browser();
        var made = register(browser, "nieuwkomer", "een lang wachtwoord");
        String secret = made.body().replaceAll("(?s).*class=\"code\">([A-Z2-7 ]+)<.*", "$1").replace(" ", "");
        String hex = HexFormat.of().formatHex(new Base32().decode(secret));

        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(secret).hasSize(32);
        assertThat(login(browser, "nieuwkomer", "een lang wachtwoord", OneTimeCodes.code(hex, Instant.now())).statusCode()).isEqualTo(303);
        assertThat(browser.get("/").body()).contains("nieuwkomer");
        assertThat(register(Caller.browser(), "nieuwkomer", "een ander wachtwoord").statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({"ab,een lang wachtwoord", "<b>naam</b>,een lang wachtwoord", "naam met spatie,een lang wachtwoord", "kortwachtwoord,kort"})
    void accountWhenIncompleteThenTheFormAgainAndNoAccount(String name, String password) {
        Caller browser = Caller.browser();
        var answer = register(browser, name, password);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("<b>naam</b>", "class=\"code\"");
        assertThat(browser.form("/aanmelden", Map.of("gebruikersnaam", "iemand", "wachtwoord", "een lang wachtwoord", "_token", "x"))
                .statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/verzamelen", "/verzamelen/huisartsdebron", "/gegevens",
        "/documenten/6f1cf1d8-6d4e-4d1e-9d0e-0b7d2f0e6a11", "/toestemmingen"})
    void pageWhenNotLoggedInThenSaysSo(String path) {
        var answer = Caller.browser().get(path);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("NOT_LOGGED_IN");
    }

    @Test
    void searchWhenLoggedInThenFromTheZal() throws IOException {
        Caller browser = loggedIn("roos");

        assertThat(browser.get("/verzamelen?zoek=HUISARTS").body()).contains(GivenNetwork.ZORGAANBIEDER);
        assertThat(browser.get("/verzamelen?zoek=%3Cscript%3E").body()).doesNotContain("<script>", GivenNetwork.ZORGAANBIEDER);
        assertThat(browser.get("/verzamelen/onbekend").body()).contains("ZORGAANBIEDER_UNKNOWN");
    }

    @Test
    void linkWhenAskedThenASignedRequestForThePseudonymServiceGoesToTheHm() throws IOException {
        Caller browser = loggedIn("daan");
        String to = Caller.location(browser.form("/koppelen", Map.of("_token", Caller.field(browser.get("/"), "_token"))));

        assertThat(to).startsWith(Caller.state().layout().service("hm").publicUrl() + "/1.13/sso/redirect?SAMLRequest=")
                .contains("RelayState=", "SigAlg=http%3A%2F%2Fwww.w3.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256", "Signature=");
    }

    @Test
    void collectWhenNoMeansIsLinkedThenThatComesFirst() throws IOException {
        Caller browser = loggedIn("mila");
        String to = Caller.location(browser.form("/verzamelen/huisartsdebron", Map.of("gegevensdienst", "48", "variant", "1", "_token",
                Caller.field(browser.get("/verzamelen/huisartsdebron"), "_token"))));

        assertThat(to).endsWith("/?melding=eerst-koppelen");
        assertThat(browser.get("/?melding=eerst-koppelen").body()).contains("Koppel eerst een eTD-middel");
    }

    @Test
    void languageWhenSwitchedThenTheSamePageAndNeverOneElsewhere() throws IOException {
        Caller browser = loggedIn("ravi");
        String page = browser.get("/verzamelen?zoek=huis").body();

        assertThat(page).contains("terug=%2Fverzamelen%3Fzoek%3Dhuis");
        assertThat(Caller.location(browser.get("/taal?naar=en&terug=%2Fverzamelen%3Fzoek%3Dhuis"))).endsWith("/verzamelen?zoek=huis");
        assertThat(browser.get("/verzamelen?zoek=huis").body()).contains("Find a care provider");
        for (String elsewhere : List.of("//elders.localhost", "https://elders.localhost", "/x%5C@elders", "javascript:alert(1)")) {
            assertThat(Caller.location(browser.get("/taal?naar=nl&terug=" + Caller.encoded(elsewhere)))).endsWith("localhost:"
                    + Caller.state().layout().service("dvp").port() + "/");
        }
        // A page that answers a form would not be there again.
        assertThat(register(Caller.browser(), "x", "y").body()).doesNotContain("/taal?");
    }

    @ParameterizedTest
    @CsvSource({"gegevensdienst,999,GEGEVENSDIENST_MISSING", "_token,x,FORM_NOT_FROM_HERE"})
    void collectWhenWrongThenRefused(String field, String value, String code) throws IOException {
        Caller browser = loggedIn(field.equals("_token") ? "thijs" : "fatima");
        Map<String, String> form = new HashMap<>(Map.of("gegevensdienst", "48", "variant", "2", "_token",
                Caller.field(browser.get("/verzamelen/huisartsdebron"), "_token")));
        form.put(field, value);

        var answer = browser.form("/verzamelen/huisartsdebron", form);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(code);
    }

    @ParameterizedTest
    @CsvSource({"/saml/acs,ARTIFACT_NOT_FROM_HERE", "/saml/acs?SAMLart=abc&RelayState=_x,NO_SUCH_REQUEST",
        "/saml/acs?RelayState=%3Cscript%3E,ARTIFACT_NOT_FROM_HERE", "/medmij/cb,COLLECT_GONE", "/medmij/cb?state=abc&code=def,COLLECT_GONE",
        "/medmij/cb?state=abc&error=access_denied,COLLECT_GONE"})
    void answerWhenNobodyWaitsForItThenAPageAndNobodyIsLoggedIn(String path, String code) {
        Caller browser = Caller.browser();
        var answer = browser.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(code).doesNotContain("<script>");
        assertThat(browser.get("/gegevens").statusCode()).isEqualTo(401);
    }

    @Test
    void metadataWhenFetchedThenItsKeysAndNothingOfAnybody() {
        assertThat(Caller.browser().get("/metadata").body()).contains("urn:etoegang:DV:99990001000000000021:entities:9001",
                "AssertionConsumerService", "/saml/acs");
    }

    @Inject
    Jdbi jdbi;

    @Test
    void statementWhenItFailsThenItsMessageDoesNotHoldWhatWasBound() {
        assertThatThrownBy(() -> jdbi.useHandle(h -> h.execute("select * from nergens where pseudonym = ?", "wie-het-is")))
                .isInstanceOf(JdbiException.class).hasMessageContaining("nergens").hasMessageNotContaining("wie-het-is");
    }

    @Inject
    ShortLivedStore store;

    /** What is kept for a while. */
    public record Kept(String name, byte[] message) {}

    @Test
    void valueWhenKeptThenMessagesAreTheirBytesAndJsonOfBeforeIsReadToo() {
        byte[] message = "<a>b</a>".getBytes(StandardCharsets.UTF_8);
        store.put("test", "new", new Kept("n", message), Duration.ofMinutes(1));
        byte[] row = jdbi.withHandle(h -> h.select("select value from short_lived where kind = 'test' and key = 'new'").mapTo(byte[].class)
                .one());
        assertThat(new String(row, StandardCharsets.ISO_8859_1)).contains("<a>b</a>");
        assertThat(store.get("test", "new", Kept.class).orElseThrow().message()).isEqualTo(message);

        jdbi.useHandle(h -> h.execute("insert into short_lived (kind, key, value, expires_at) values ('test', 'old', "
                + "convert_to('{\"name\":\"o\",\"message\":\"PGE+YjwvYT4=\"}', 'UTF8'), now() + interval '1 minute')"));
        assertThat(store.take("test", "old", Kept.class).orElseThrow()).satisfies(k -> {
            assertThat(k.name()).isEqualTo("o");
            assertThat(k.message()).isEqualTo(message);
        });
    }
}
