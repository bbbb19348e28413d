package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.agent;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import nl.etdnetwerk.plan.State;
import nl.etdnetwerk.useragent.Form;
import nl.etdnetwerk.useragent.Page;
import nl.etdnetwerk.useragent.TestPerson;

/** Getting a means by the page of an AD. */
final class Enrolment {

    private static final String PASSWORD = "een lang wachtwoord";
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Enrolment() {}

    static Form application(String ad, State.Person p, String username) throws IOException {
        return application(ad, p.documentType(), p.documentNumber(), p.dateOfBirth(), username);
    }

    static Form application(String ad, String type, String number, String dateOfBirth, String username) throws IOException {
        return agent().open(ad + "/").form("/aanvragen").set("documentsoort", type).set("documentnummer", number)
                .set("geboortedatum", dateOfBirth).set("gebruikersnaam", username).set("wachtwoord", PASSWORD);
    }

    /** What one logs in with after the page that says that the means is there. */
    static TestPerson.Credentials means(Page done, String username) {
        assertThat(done.text()).contains("Uw middel is klaar.");
        String secret = done.text().replaceAll("(?s).*app voor codes: ((?:[A-Z2-7]{4} ?){8}).*", "$1").replace(" ", "");
        return new TestPerson.Credentials(username, PASSWORD, hex(secret));
    }

    /** As an app reads it: five bits a letter (RFC 4648). */
    private static String hex(String base32) {
        StringBuilder bits = new StringBuilder();
        base32.chars().forEach(c -> bits.append(String.format("%5s", Integer.toBinaryString(BASE32.indexOf(c))).replace(' ', '0')));
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i + 4 <= bits.length(); i += 4) {
            hex.append(Integer.toHexString(Integer.parseInt(bits.substring(i, i + 4), 2)));
        }
        return hex.toString();
    }
}
