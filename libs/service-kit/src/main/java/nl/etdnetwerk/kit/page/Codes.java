package nl.etdnetwerk.kit.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** What every code of a finding or a page asks for or says, in the language of the page; docs/codes.md is made of the same. */
final class Codes {

    private static final Map<String, Properties> TEXTS = Map.of("nl", read("codes_nl"), "en", read("codes_en"));
    private static final Properties CLAUSES = read("clauses");

    private Codes() {}

    /** The text of a code; empty for one that is not of ours, such as an HTTP status. */
    static Optional<String> text(String code, String language) {
        return Optional.ofNullable(TEXTS.get(language).getProperty(code));
    }

    /** The clause behind a code that comes without a finding. */
    static Optional<String> clause(String code) {
        return Optional.ofNullable(CLAUSES.getProperty(code));
    }

    private static Properties read(String name) {
        Properties texts = new Properties();
        try (InputStream in = Codes.class.getResourceAsStream("/codes/" + name + ".properties")) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
