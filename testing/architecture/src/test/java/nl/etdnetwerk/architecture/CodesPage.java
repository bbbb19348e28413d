package nl.etdnetwerk.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The codes that the sources give, each with the clause that stands beside it, and the page of them all. */
final class CodesPage {

    private static final Pattern CODE = Pattern.compile("\"([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)(?=[\" ])");
    private static final Pattern CLAUSE = Pattern.compile("\"((?:saml|medmij|bsnk)\\.md [0-9.]+)\"");
    private static final Pattern CONSTANT = Pattern.compile("CLAUSE = \"([^\"]+)\"");
    private static final int BESIDE = 160;
    private final Map<String, String> clauses = new TreeMap<>();

    private CodesPage() {}

    /** Codes of the sources under a root, with their clause or nothing. */
    static Map<String, String> codes(Path root) throws IOException {
        CodesPage page = new CodesPage();
        for (String module : List.of("libs/etd-saml", "libs/medmij", "libs/service-kit", "libs/dv-kit", "libs/bsnk-kit", "libs/farewell",
                "bsnk-sim/bsnk",
                "bsnk-sim/decryption-component", "stelselbeheer",
                "authenticatiedienst", "herkenningsmakelaar", "dvp", "dvza")) {
            try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
                for (Path source : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                    page.read(source);
                }
            }
        }
        return page.clauses;
    }

    private void read(Path source) throws IOException {
        String text = Files.readString(source);
        Matcher code = CODE.matcher(text);
        while (code.find()) {
            String beside = text.substring(code.end() + 1, Math.min(text.length(), code.end() + BESIDE)).replaceAll("(?s);.*", "");
            Matcher clause = CLAUSE.matcher(beside);
            String found = clause.find()
                    ? clause.group(1)
                    : beside.matches("(?s)\\s*,\\s*(?:[A-Z]+_)?(?:CLAUSE\\b|c\\.clause\\(\\)).*") ? constant(source, text).orElse("") : "";
            clauses.merge(code.group(1), found, (one, other) -> one.isEmpty() ? other : one);
        }
    }

    /** The clause of a file, or the one that its package shares. */
    private static Optional<String> constant(Path source, String text) throws IOException {
        Matcher own = CONSTANT.matcher(text);
        if (own.find()) {
            return Optional.of(own.group(1));
        }
        try (Stream<Path> beside = Files.list(source.getParent())) {
            for (Path file : beside.filter(f -> f.toString().endsWith("Rule.java")).sorted().toList()) {
                Matcher shared = CONSTANT.matcher(Files.readString(file));
                if (shared.find()) {
                    return Optional.of(shared.group(1));
                }
            }
        }
        return Optional.empty();
    }

    /** The page. */
    static String of(Map<String, String> codes, Properties texts, Properties clauses) {
        StringBuilder page = new StringBuilder("""
                # Codes

                Made of the sources by the build; a test holds it to them. A code stands on the page that a person sees, in the answer of
                `netwerk party add`, in the log, or in the trace. Refusals of the cryptography and of the decryption component are those of
                [`Refusal`](../libs/polymorphic/src/main/java/nl/etdnetwerk/polymorphic/Refusal.java).

                | code | what is asked, or what it says | clause |
                |---|---|---|
                """);
        codes.forEach(
                (code, clause) -> page.append("| `").append(code).append("` | ").append(texts.getProperty(code, "").replace("|", "\\|"))
                        .append(" | ").append(clause.isEmpty() ? clauses.getProperty(code, "") : clause).append(" |\n"));
        return page.toString();
    }
}
