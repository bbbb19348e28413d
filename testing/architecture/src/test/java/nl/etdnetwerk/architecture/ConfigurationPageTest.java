package nl.etdnetwerk.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

/** Holds docs/configuration.md to the sources; with DOCS_WRITE=yes in its environment it writes the page. */
class ConfigurationPageTest {

    private static final Path ROOT = Path.of("../..");
    private static final Path PAGE = ROOT.resolve("docs/configuration.md");

    @Test
    void pageIsThatOfTheSources() throws IOException {
        String page = ConfigurationPage.of(ROOT);
        if ("yes".equals(System.getenv("DOCS_WRITE"))) {
            Files.writeString(PAGE, page);
        }

        assertThat(page).contains("| `etd.clock-skew` | `5S` |", "| `etd.trace.topic` | `etd.trace` |", "| `ad.level` | `LOA3` |",
                "| `decryption.queue` | `256` |");
        assertThat(Files.readString(PAGE)).as("run the tests of testing/architecture with DOCS_WRITE=yes").isEqualTo(page);
    }
}
