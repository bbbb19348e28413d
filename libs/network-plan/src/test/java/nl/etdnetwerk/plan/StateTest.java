package nl.etdnetwerk.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.etdnetwerk.pki.TestPki;

/** A state folder over the years. */
class StateTest {

    private static final Instant BEGIN = Instant.parse("2026-03-14T10:00:00Z");

    @TempDir
    Path folder;

    private State after(Duration passed) throws IOException {
        State state = new State(folder, Layout.standard(), Clock.fixed(BEGIN.plus(passed), ZoneOffset.UTC));
        state.prepare();
        return state;
    }

    private static X509Certificate certificate(State state) throws IOException {
        return TestPki.certificates(state.keys("dvp").resolve("tls.crt")).get(0);
    }

    @Test
    void certificatesWhenTheyEndSoonThenMadeAnewUnderTheSameRoot() throws IOException {
        X509Certificate first = certificate(after(Duration.ZERO));
        byte[] root = Files.readAllBytes(folder.resolve("ca/ca.crt"));
        String persons = Files.readString(folder.resolve("persons.json"));
        assertThat(certificate(after(Duration.ofDays(300)))).isEqualTo(first);

        X509Certificate second = certificate(after(Duration.ofDays(350)));

        assertThat(second).isNotEqualTo(first);
        assertThat(second.getNotAfter().toInstant()).isAfter(BEGIN.plus(Duration.ofDays(700)));
        assertThat(Files.readAllBytes(folder.resolve("ca/ca.crt"))).isEqualTo(root);
        assertThat(Files.readString(folder.resolve("persons.json"))).isEqualTo(persons);
    }

    @Test
    void hostsWhenHalfWrittenOrAddedToThenWholeAndWhatIsOfOthersStays() throws IOException {
        State state = after(Duration.ZERO);
        Files.writeString(state.hostsFile(), "127.0.0.1 mijn.localhost\n127.0.0.1 dvp.loc");

        after(Duration.ZERO);

        assertThat(Files.readAllLines(state.hostsFile())).contains("127.0.0.1 mijn.localhost", "127.0.0.1 localhost",
                "127.0.0.1 dvp.localhost", "127.0.0.1 stelselbeheer.localhost").doesNotHaveDuplicates();
    }

    @Test
    void tokenWhenMadeOfWhatTheTesterIsGivenThenSignedByTheSameIssuer() throws IOException {
        State state = after(Duration.ZERO);
        byte[] given = new Handout(state).files().get(Handout.TESTER).get(Handout.TOKEN_ISSUER_KEY);

        String token = DecryptionTokens.create(Files.write(folder.resolve("given.key"), given), BEGIN);

        assertThat(given).isEqualTo(Files.readAllBytes(state.keys(State.TOKEN_ISSUER).resolve("tls.key")));
        assertThat(token.split("\\.")).hasSize(3);
    }
}
