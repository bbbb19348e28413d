package nl.etdnetwerk.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestPkiTest {

    @Test
    void issueWhenReadBackThenLeafChainsToTheRootAndCarriesTheOin(@TempDir Path folder) throws Exception {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        TestPki.create(now).write(folder);
        TestPki pki = TestPki.read(folder);

        Identity leaf = pki.issue(
                new TestPki.Request("dvp.localhost", "De PGO", "99990001000000000021", List.of("dvp.localhost"), now, Duration.ofDays(90)));

        leaf.chain().get(0).verify(leaf.chain().get(1).getPublicKey());
        leaf.chain().get(1).verify(pki.root().getPublicKey());
        assertThat(leaf.certificate().getSubjectX500Principal().getName("RFC2253", java.util.Map.of("2.5.4.5", "serialNumber")))
                .contains("serialNumber=99990001000000000021");
        assertThat(leaf.certificate().getSubjectAlternativeNames()).anySatisfy(n -> assertThat(n).isEqualTo(List.of(2, "dvp.localhost")));
        leaf.write(folder.resolve("leaf"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("leaf/tls.key"))).hasSize(2);
        assertThat(TestPki.privateKey(folder.resolve("leaf/tls.key"))).isEqualTo(leaf.privateKey());
    }
}
