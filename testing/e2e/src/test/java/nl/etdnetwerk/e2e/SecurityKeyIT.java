package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.agent;
import static nl.etdnetwerk.e2e.NetworkUnderTest.entity;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.useragent.Form;
import nl.etdnetwerk.useragent.Page;
import nl.etdnetwerk.useragent.TestPerson;
import nl.etdnetwerk.useragent.UserAgent;

/** Level of assurance 4: password, code and a security key, and never on an old session. */
class SecurityKeyIT {

    private static SupplierDv dv;

    @BeforeAll
    static void joins() throws Exception {
        dv = SupplierDv.joined("99990009000000000004", "Hoge Zekerheid BV", "loa3");
    }

    @AfterAll
    static void stops() {
        dv.close();
    }

    private static TestPerson.Credentials at(String person) throws Exception {
        return NetworkUnderTest.person(person).ads().get("ad-een");
    }

    private static Form fill(Form form, TestPerson.Credentials c, int step) {
        return form.set("gebruikersnaam", c.username()).set("wachtwoord", c.password())
                .set("code", c.code(Clock.systemUTC().instant().plusSeconds(30L * step)));
    }

    private static SoftwareKey key() throws Exception {
        return new SoftwareKey(url("ad-een"), Layout.standard().service("ad-een").host());
    }

    /** Up to the page that asks for the key. */
    private static Page passwordAndCode(UserAgent agent, String person, int step) throws Exception {
        Page choice = agent.open(dv.loginUrl(MessageIds.next(), LevelOfAssurance.LOA4));
        assertThat(choice.text()).contains("Zeker-Inloggen").doesNotContain("Mijn Sleutel");
        Page login = choice.form("/keuze/").set("ad", entity("ad-een")).press("actie", "kies");
        return fill(login.form("/inloggen/"), at(person), step).press("actie", "inloggen");
    }

    @Test
    void loginWhenLoa4ThenOnlyWithTheRegisteredKeyAndNeverOnASession() throws Exception {
        UserAgent agent = agent();
        SoftwareKey key = key();
        Page form = agent.open(url("ad-een") + "/sleutel");
        Page registered = fill(form.form("/sleutel"), at("lotte"), 0).set("antwoord", key.create(form.data("webauthn", "challenge")))
                .submit();
        assertThat(registered.text()).contains("Uw beveiligingssleutel is geregistreerd.");

        Page ask = passwordAndCode(agent, "lotte", 1);
        assertThat(ask.address().getPath()).startsWith("/sleutel/");
        String flow = ask.address().getPath().substring("/sleutel/".length());
        assertThat(agent.open(url("ad-een") + "/toestemming/" + flow).status()).isEqualTo(403);

        ask = agent.open(ask.address().toString());
        Page other = ask.form("/sleutel/").set("antwoord", key().get(ask.data("webauthn", "challenge"))).press("actie", "gebruik");
        assertThat(other.status()).isEqualTo(401);
        Page unverified = other.form("/sleutel/").set("antwoord", key.getWithoutVerification(other.data("webauthn", "challenge")))
                .press("actie", "gebruik");
        assertThat(unverified.status()).isEqualTo(401);
        Page oldChallenge = unverified.form("/sleutel/").set("antwoord", key.get(ask.data("webauthn", "challenge"))).press("actie",
                "gebruik");
        assertThat(oldChallenge.status()).isEqualTo(401);

        String answer = key.get(oldChallenge.data("webauthn", "challenge"));
        Page consent = oldChallenge.form("/sleutel/").set("antwoord", answer).press("actie", "gebruik");
        assertThat(consent.address().getPath()).startsWith("/toestemming/");
        Page back = consent.form("/toestemming/").press("actie", "akkoord");
        assertThat(back.isAt("https://localhost")).isTrue();
        assertThat(dv.answer(back, LevelOfAssurance.LOA4).valid().orElseThrow().assertion().orElseThrow().level())
                .isEqualTo(LevelOfAssurance.LOA4);
        assertThat(agent.open(dv.loginUrl(MessageIds.next(), LevelOfAssurance.LOA4)).address().getPath()).startsWith("/inloggen/");
        Page onSession = agent.open(dv.loginUrl(MessageIds.next(), LevelOfAssurance.LOA3));
        assertThat(onSession.address().getPath()).startsWith("/toestemming/");
        // A flow that asked for less cannot be raised by opening the page of the key.
        assertThat(agent.open(onSession.address().toString().replace("/toestemming/", "/sleutel/")).status()).isEqualTo(403);
        assertThat(agent.open(url("ad-twee") + "/sleutel").status()).isEqualTo(404);
    }

    @Test
    void loginWhenWithoutKeyThenOnlyCancelIsLeft() throws Exception {
        UserAgent agent = agent();
        Page ask = passwordAndCode(agent, "mila", 0);

        assertThat(ask.text()).contains("U hebt nog geen beveiligingssleutel.");
        Page back = ask.form("/sleutel/").press("actie", "annuleer");
        assertThat(dv.answer(back, LevelOfAssurance.LOA4).valid().orElseThrow().status().second()).contains("AuthnFailed");
    }

    @Test
    void registerWhenCredentialsOrAnswerAreWrongThenNothingIsRegistered() throws Exception {
        UserAgent agent = agent();
        SoftwareKey key = key();
        Page form = agent.open(url("ad-een") + "/sleutel");
        Page wrong = form.form("/sleutel").set("gebruikersnaam", "noor").set("wachtwoord", "x").set("code", "000000")
                .set("antwoord", key.create(form.data("webauthn", "challenge"))).submit();
        assertThat(wrong.status()).isEqualTo(401);
        Page refused = fill(wrong.form("/sleutel"), at("noor"), 0).set("antwoord", key.create("AAAA")).submit();
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("niet geaccepteerd");
        Page empty = fill(refused.form("/sleutel"), at("noor"), 1).set("antwoord", "{}").submit();
        assertThat(empty.status()).isIn(401, 422);
    }
}
