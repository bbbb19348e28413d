package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.agent;
import static nl.etdnetwerk.e2e.NetworkUnderTest.entity;
import static nl.etdnetwerk.e2e.NetworkUnderTest.pgo;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static nl.etdnetwerk.e2e.NetworkUnderTest.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import nl.etdnetwerk.useragent.Form;
import nl.etdnetwerk.useragent.Page;
import nl.etdnetwerk.useragent.PgoVisit;
import nl.etdnetwerk.useragent.UserAgent;

/** A service that goes away in the middle of a flow, and people who go back or press twice. */
class ResilienceIT {

    @BeforeAll
    static void up() throws IOException {
        NetworkUnderTest.get();
    }

    private static void restart() throws IOException {
        NetworkUnderTest.get().up(new PrintStream(OutputStream.nullOutputStream()));
    }

    /** Up to the consent page of the AD, for linking. */
    private static Page atConsent(UserAgent agent, String person, String ad) throws IOException {
        PgoVisit visit = visit(agent, person, ad);
        visit.login();
        Page choice = agent.open(pgo() + "/").form("/koppelen").submit();
        Page login = choice.form("/keuze/").set("ad", entity(ad)).press("actie", "kies");
        Page consent = visit.fillIn(login, "/inloggen/", NetworkUnderTest.person(person).ads().get(ad));
        assertThat(consent.address().getPath()).startsWith("/toestemming/");
        return consent;
    }

    @Test
    void consentWhenBsnkIsAwayThenSaidSoAndItWorksWhenItIsBack() throws Exception {
        UserAgent agent = agent();
        Page consent = atConsent(agent, "jan", "ad-een");
        NetworkUnderTest.get().processes().kill("bsnk");

        Page away = consent.form("/toestemming/").press("actie", "akkoord");
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.text()).contains("BSNK_UNREACHABLE");
        restart();
        Page back = agent.open(consent.address().toString()).form("/toestemming/").press("actie", "akkoord");

        assertThat(back.address()).hasToString(pgo() + "/?melding=gekoppeld");
    }

    @Test
    void answerWhenHmIsAwayThenTheSameAddressWorksWhenItIsBack() throws Exception {
        UserAgent agent = agent();
        Page consent = atConsent(agent, "willem", "ad-een");
        NetworkUnderTest.get().processes().kill("hm");

        Form form = consent.form("/toestemming/");
        assertThatThrownBy(() -> form.press("actie", "akkoord")).isInstanceOf(IOException.class);
        String unanswered = agent.visited().get(agent.visited().size() - 1);
        assertThat(unanswered).startsWith(url("hm") + "/1.13/acs?SAMLart=");
        restart();

        assertThat(agent.open(unanswered).address()).hasToString(pgo() + "/?melding=gekoppeld");
    }

    /** Up to the consent page of the AD, for a collection by somebody who is linked. */
    private static Page collectingAtConsent(UserAgent agent, String person, int variant) throws IOException {
        PgoVisit visit = visit(agent, person, "ad-een");
        visit.login();
        visit.link(entity("ad-een"));
        Page page = agent.open(pgo() + "/verzamelen/huisartsdebron").form("/verzamelen/").set("variant", Integer.toString(variant))
                .submit();
        Page consent = variant == 1 ? page : page.form("/welkom/").press("actie", "verder");
        assertThat(consent.address().getPath()).startsWith("/toestemming/");
        assertThat(consent.isAt(url("ad-een"))).isTrue();
        return consent;
    }

    private static void assertCollected(Page atZorgaanbieder) throws IOException {
        assertThat(atZorgaanbieder.isAt(url("dvza"))).isTrue();
        Page data = atZorgaanbieder.form("/toestemming/").press("actie", "akkoord");
        assertThat(data.address()).hasToString(pgo() + "/gegevens");
        assertThat(data.text()).contains("huisartsdebron: Huisartsgegevens");
    }

    @ParameterizedTest
    @CsvSource({"1,daan", "2,roos"})
    void collectWhenBsnkIsAwayAtConsentThenSaidSoAndItWorksWhenItIsBack(int variant, String person) throws Exception {
        UserAgent agent = agent();
        Page consent = collectingAtConsent(agent, person, variant);
        NetworkUnderTest.get().processes().kill("bsnk");

        Page away = consent.form("/toestemming/").press("actie", "akkoord");
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.text()).contains("BSNK_UNREACHABLE");
        restart();

        assertCollected(agent.open(consent.address().toString()).form("/toestemming/").press("actie", "akkoord"));
    }

    @ParameterizedTest
    @CsvSource({"1,daan", "2,roos"})
    void collectWhenHmIsAwayWhenTheAdAnswersThenTheSameAddressWorksWhenItIsBack(int variant, String person) throws Exception {
        UserAgent agent = agent();
        Form consent = collectingAtConsent(agent, person, variant).form("/toestemming/");
        NetworkUnderTest.get().processes().kill("hm");

        assertThatThrownBy(() -> consent.press("actie", "akkoord")).isInstanceOf(IOException.class);
        String unanswered = agent.visited().get(agent.visited().size() - 1);
        assertThat(unanswered).startsWith(url("hm") + "/1.13/acs?SAMLart=");
        restart();

        assertCollected(agent.open(unanswered));
    }

    @Test
    void answerWhenHmIsAwayWhenThePgoFetchesItThenTheSameAddressWorksWhenItIsBack() throws Exception {
        UserAgent agent = agent();
        Page consent = atConsent(agent, "sanne", "ad-een");
        agent.holdAt(pgo() + "/saml/acs?");
        Page held = consent.form("/toestemming/").press("actie", "akkoord");
        String address = held.address().toString();
        assertThat(address).startsWith(pgo() + "/saml/acs?SAMLart=");
        NetworkUnderTest.get().processes().kill("hm");

        Page away = agent.open(address);
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.text()).contains("ARTIFACT_UNREACHABLE");
        restart();

        assertThat(agent.open(address).address()).hasToString(pgo() + "/?melding=gekoppeld");
    }

    @Test
    void formWhenSentTwiceOrAfterGoingBackThenTheFirstCounts() throws Exception {
        UserAgent agent = agent();
        Page consent = atConsent(agent, "ravi", "ad-een");

        assertThat(consent.form("/toestemming/").press("actie", "akkoord").address()).hasToString(pgo() + "/?melding=gekoppeld");
        Page twice = consent.form("/toestemming/").press("actie", "akkoord");
        assertThat(twice.status()).isEqualTo(400);
        assertThat(twice.text()).contains("LOGIN_GONE");
        for (String old : agent.visited().stream().filter(u -> u.contains("SAMLart=")).toList()) {
            Page again = agent.open(old);
            assertThat(again.status()).as(old.substring(0, old.indexOf('?'))).isEqualTo(400);
        }
        assertThat(agent.open(pgo() + "/").text()).contains("Gekoppeld middel van Zeker-Inloggen");
    }

    @Test
    void formWhenFromAnotherBrowserThenRefused() throws Exception {
        Page consent = atConsent(agent(), "thijs", "ad-een");

        Page elsewhere = agent().open(consent.address().toString());
        assertThat(elsewhere.status()).isEqualTo(400);
        assertThat(elsewhere.text()).contains("LOGIN_GONE");
        Page forged = consent.form("/toestemming/").set("_token", "0".repeat(40)).press("actie", "akkoord");
        assertThat(forged.text()).contains("FORM_NOT_FROM_HERE");
    }
}
