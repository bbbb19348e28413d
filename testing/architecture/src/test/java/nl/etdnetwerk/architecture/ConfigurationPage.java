package nl.etdnetwerk.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The page of all settings, made of the sources: configuration interfaces with their Javadoc, and single settings where they are used. */
final class ConfigurationPage {

    private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(prefix = \"([a-z]+)\"\\)");
    private static final Pattern METHOD = Pattern.compile(
            "/\\*\\*((?:(?!/\\*\\*)[\\s\\S])*?)\\*/\\s*(?:@WithDefault\\(\"([^\"]*)\"\\)\\s*)?([A-Z][A-Za-z<>]*|int|long|boolean)\\s+([a-z][A-Za-z]*)\\(\\);");
    private static final Pattern NESTED = Pattern.compile("\\n    interface ([A-Z][A-Za-z]*) \\{([\\s\\S]*?)\\n    }");
    private static final Pattern SINGLE = Pattern
            .compile("@ConfigProperty\\(name = \"([^\"]+)\"(?:, defaultValue = \"([^\"]*)\")?\\)\\s+([A-Za-z<>]+)\\s+\\w+");
    private static final Pattern CLASS = Pattern
            .compile("/\\*\\*((?:(?!/\\*\\*)[\\s\\S])*?)\\*/\\s*(?:@[^\\n]+\\n)*public (?:final )?class (\\w+)");
    private final Map<String, String> rows = new TreeMap<>();

    private ConfigurationPage() {}

    /** The page for the sources under a root. */
    static String of(Path root) throws IOException {
        ConfigurationPage page = new ConfigurationPage();
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("libs/service-kit", "libs/dv-kit", "libs/bsnk-kit", "libs/farewell", "stelselbeheer", "bsnk-sim",
                "authenticatiedienst",
                "herkenningsmakelaar", "dvp", "dvza")) {
            try (Stream<Path> files = Files.walk(root.resolve(module))) {
                files.filter(f -> f.toString().endsWith(".java") && f.toString().contains("src/main/java")).sorted().forEach(sources::add);
            }
        }
        for (Path source : sources) {
            page.read(Files.readString(source));
        }
        return """
                # Settings

                Made of the sources by the build; a test holds it to them. Each can be a system property (`-Detd.clock-skew=10S`) or an environment
                variable (`ETD_CLOCK_SKEW=10S`). The launcher, compose.yaml and the Kubernetes manifests set what has no default.

                | setting | default | what |
                |---|---|---|
                """
                + String.join("", page.rows.values());
    }

    private void read(String source) {
        Matcher mapping = MAPPING.matcher(source);
        if (mapping.find()) {
            interfaces(source, mapping.group(1));
        }
        Matcher single = SINGLE.matcher(source);
        while (single.find()) {
            row(single.group(1), single.group(2), single.group(3), usedBy(source));
        }
    }

    private void interfaces(String source, String prefix) {
        Map<String, String> bodies = new TreeMap<>();
        Matcher nested = NESTED.matcher(source);
        while (nested.find()) {
            bodies.put(nested.group(1), nested.group(2));
        }
        methods(NESTED.matcher(source).replaceAll(""), prefix, bodies);
    }

    private void methods(String body, String prefix, Map<String, String> bodies) {
        Matcher m = METHOD.matcher(body);
        while (m.find()) {
            String name = prefix + "." + m.group(4).replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (bodies.containsKey(m.group(3))) {
                methods(bodies.get(m.group(3)), name, bodies);
            } else {
                row(name, m.group(2), m.group(3), text(m.group(1)));
            }
        }
    }

    private static String usedBy(String source) {
        Matcher c = CLASS.matcher(source);
        return c.find() ? "used by " + c.group(2) + ": " + text(c.group(1)).split("(?<=[.]) ", 2)[0] : "";
    }

    private static String text(String javadoc) {
        return javadoc.replaceAll("\\s*\\n\\s*\\* ?", " ").replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`").replace("|", "\\|").trim();
    }

    private void row(String name, String byDefault, String type, String what) {
        String shown = byDefault != null ? "`" + byDefault + "`" : type.startsWith("Optional") ? "none" : "has to be set";
        rows.putIfAbsent(name, "| `" + name + "` | " + shown + " | " + what + " |\n");
    }
}
