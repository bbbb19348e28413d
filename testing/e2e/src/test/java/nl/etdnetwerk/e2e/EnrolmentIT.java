package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.agent;
import static nl.etdnetwerk.e2e.NetworkUnderTest.entity;
import static nl.etdnetwerk.e2e.NetworkUnderTest.person;
import static nl.etdnetwerk.e2e.NetworkUnderTest.pgo;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static nl.etdnetwerk.e2e.NetworkUnderTest.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.launcher.demo.Trace;
import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;
import nl.etdnetwerk.useragent.Form;
import nl.etdnetwerk.useragent.Page;
import nl.etdnetwerk.useragent.PgoVisit;
import nl.etdnetwerk.useragent.TestPerson;

/** A person gets a means of the second AD by its page, and is the same to everybody as with the means of the first. */
class EnrolmentIT {

    @BeforeAll
    static void up() throws IOException {
        NetworkUnderTest.get();
    }

    private static Form application(State.Person p, String username) throws IOException {
        return Enrolment.application(url("ad-twee"), p, username);
    }

    private static Form application(String type, String number, String dateOfBirth, String username) throws IOException {
        return Enrolment.application(url("ad-twee"), type, number, dateOfBirth, username);
    }

    @Test
    void enrolWhenTheBrpConfirmsThenTheMeansOpensTheSameAccountAsThatOfTheOtherAd() throws Exception {
        State.Person emre = person("emre");
        PgoVisit before = visit(agent(), "emre", "ad-een");
        before.login();
        assertThat(before.link(entity("ad-een")).address()).hasToString(pgo() + "/?melding=gekoppeld");

        Page done;
        try (Trace trace = new Trace("127.0.0.1:" + Layout.standard().kafkaPort())) {
            Form form = application(emre, "emre-nieuw");
            Page first = form.submit();
            // Sent again, by somebody who pressed twice: the same means, and nothing is lost.
            done = form.submit();
            assertThat(Enrolment.means(done, "emre-nieuw")).isEqualTo(Enrolment.means(first, "emre-nieuw"));
            // BRP and BSNk know that an AD asked, the trace does not know about whom.
            Await.until("the enrolment is traced", () -> {
                trace.poll(Duration.ofMillis(250));
                return trace.events().stream().map(Trace.Event::kind).collect(Collectors.toSet()).containsAll(
                        java.util.Set.of("DocumentQuery", "DocumentAnswer", "ProvidePPRequest", "ProvidePPResponse"));
            });
            assertThat(trace.events().toString()).doesNotContain(emre.bsn(), emre.documentNumber());
        }
        TestPerson means = new TestPerson(emre.displayName(), emre.pgo(), Enrolment.means(done, "emre-nieuw"));
        Page home = new PgoVisit(agent(), pgo(), means, Clock.systemUTC()).loginWithEtd(entity("ad-twee"));
        assertThat(home.title()).isEqualTo("Mijn overzicht");
        assertThat(home.text()).contains("Gekoppeld middel van Zeker-Inloggen");
        // The name is taken from now on.
        Page taken = application(person("noor"), "emre-nieuw").submit();
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text()).contains("Kies een andere gebruikersnaam.");
    }

    @Test
    void enrolWhenDocumentDateOrFieldsAreWrongThenRefusedAndNothingIsStored() throws Exception {
        State.Person noor = person("noor");
        long before = accounts();

        assertThat(refused(application(noor.documentType(), noor.documentNumber(), "1901-01-01", "wie-dan-ook"), 422)).contains(
                "Uw gegevens konden niet worden bevestigd.");
        assertThat(refused(application("NL-Paspoort", "XX0000000", noor.dateOfBirth(), "wie-dan-ook"), 422)).contains(
                "Uw gegevens konden niet worden bevestigd.");
        assertThat(refused(application(noor, "wie-dan-ook").set("wachtwoord", "kort"), 400)).contains("minstens 10 en hoogstens 72 tekens");
        assertThat(refused(application(noor, "wie-dan-ook").set("geboortedatum", "31-12-1990"), 400))
                .contains("Schrijf de geboortedatum als jaar-maand-dag");
        assertThat(refused(application(noor, "twee woorden"), 400)).contains("Een gebruikersnaam heeft 3 tot 100");
        JsonNode deceased = deceased();
        assertThat(refused(application(deceased.at("/documents/0/type").asText(), deceased.at("/documents/0/number").asText(),
                deceased.path("dateOfBirth").asText(), "wie-dan-ook"), 422)).contains("Uw gegevens konden niet worden bevestigd.");

        assertThat(accounts()).isEqualTo(before);
    }

    private static String refused(Form form, int status) throws IOException {
        Page page = form.submit();
        assertThat(page.status()).isEqualTo(status);
        return page.text();
    }

    private static JsonNode deceased() throws IOException {
        try (InputStream in = State.class.getResourceAsStream("/brp-persons.json")) {
            return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false)
                    .filter(p -> p.path("status").asText().equals("OVERLEDEN")).findFirst().orElseThrow();
        }
    }

    private static long accounts() throws Exception {
        try (Connection c = NetworkUnderTest.connect("ad-twee");
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("select count(*) from login_account")) {
            r.next();
            return r.getLong(1);
        }
    }
}
