package nl.etdnetwerk.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;

/** Holds the texts of codes and docs/codes.md to the sources; with DOCS_WRITE=yes in its environment it writes the page. */
class CodesPageTest {

    private static final Path ROOT = Path.of("../..");
    private static final Path PAGE = ROOT.resolve("docs/codes.md");
    /** Values of a field of BSNk's, which look like codes. */
    private static final List<String> VALUES = List.of("EI_DECRYPTION_KEY_EXPECTED", "WITHOUT_EI_DECRYPTION_KEY");

    private static Properties texts(String language) throws IOException {
        return read("codes_" + language);
    }

    private static Properties read(String name) throws IOException {
        Properties texts = new Properties();
        try (Reader in = Files.newBufferedReader(ROOT.resolve("libs/service-kit/src/main/resources/codes/" + name + ".properties"))) {
            texts.load(in);
        }
        return texts;
    }

    private static Map<String, String> codes() throws IOException {
        Map<String, String> codes = CodesPage.codes(ROOT);
        VALUES.forEach(v -> assertThat(codes.remove(v)).as(v).isNotNull());
        return codes;
    }

    @Test
    void everyCodeHasItsTextInBothLanguagesAndNoOther() throws IOException {
        assertThat(codes()).hasSizeGreaterThan(150);
        for (String language : new String[]{"nl", "en"}) {
            assertThat(texts(language).stringPropertyNames()).as(language).containsExactlyInAnyOrderElementsOf(codes().keySet());
            assertThat(texts(language).values()).as(language).allMatch(t -> !t.toString().isBlank());
        }
    }

    @Test
    void everyClauseIsOfACodeThatHasNoneInTheSources() throws IOException {
        Map<String, String> codes = codes();

        assertThat(read("clauses").stringPropertyNames()).hasSizeGreaterThan(50)
                .allSatisfy(code -> assertThat(codes.get(code)).as(code).isEqualTo(""));
        assertThat(read("clauses").values()).allMatch(c -> c.toString().matches("(saml|medmij|bsnk)[.]md [0-9.]+|RFC [0-9]+"));
    }

    @Test
    void pageIsThatOfTheSources() throws IOException {
        String page = CodesPage.of(codes(), texts("en"), read("clauses"));
        if ("yes".equals(System.getenv("DOCS_WRITE"))) {
            Files.writeString(PAGE, page);
        }

        assertThat(page).contains("| `SIGNATURE_MISSING` | The message is signed. | saml.md",
                "| `STATE_FORM` | state has 8 to 1024 characters. | medmij.md 1.4 |");
        assertThat(Files.readString(PAGE)).as("run the tests of testing/architecture with DOCS_WRITE=yes").isEqualTo(page);
    }
}
