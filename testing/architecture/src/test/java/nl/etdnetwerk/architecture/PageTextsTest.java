package nl.etdnetwerk.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every text on a page stands in a message bundle, in Dutch and in English. */
class PageTextsTest {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern BUNDLE = Pattern.compile("@MessageBundle\\(\"([a-z]+)\"\\)");
    private static final Pattern MESSAGE = Pattern.compile("@Message\\(\"([^\\n]*)\"\\)\\s+String (\\w+)\\(([^)]*)\\);");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    /** What people do not read: tags, expressions, comments. */
    private static final Pattern MARKUP = Pattern.compile("<!--.*?-->|<[^>]*>|\\{[^}]*}|&[a-z]+;", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    private static final Pattern SPOKEN_ATTRIBUTE = Pattern.compile("(?:alt|title|placeholder|aria-label)=\"(?!\\{)[^\"]+\"");

    private static List<Path> sources(String suffix) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String module : List.of("libs/service-kit", "authenticatiedienst", "herkenningsmakelaar", "dvp", "dvza", "stelselbeheer")) {
            try (Stream<Path> all = Files.walk(ROOT.resolve(module).resolve("src/main"))) {
                all.filter(p -> p.toString().endsWith(suffix)).sorted().forEach(found::add);
            }
        }
        return found;
    }

    @TestFactory
    Stream<DynamicTest> bundleHasEveryTextInEnglishWithTheSameParts() throws IOException {
        List<Path> bundles = sources("Texts.java");
        assertThat(bundles).hasSize(5);
        return bundles.stream().map(b -> DynamicTest.dynamicTest(b.getFileName().toString(), () -> compare(b)));
    }

    private static void compare(Path bundle) throws IOException {
        String source = Files.readString(bundle);
        String name = BUNDLE.matcher(source).results().findFirst().orElseThrow().group(1);
        String main = bundle.toString().replaceAll("/src/main/java/.*", "/src/main");
        Properties english = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of(main, "resources/messages/" + name + "_en.properties"))) {
            english.load(in);
        }
        List<MatchResult> messages = MESSAGE.matcher(source).results().toList();
        assertThat(messages).hasSize(source.split("@Message\\(", -1).length - 1);
        assertThat(new TreeSet<>(english.stringPropertyNames()))
                .isEqualTo(messages.stream().map(m -> m.group(2)).collect(Collectors.toCollection(TreeSet::new)));
        for (MatchResult m : messages) {
            assertThat(placeholders(english.getProperty(m.group(2)))).as(m.group(2)).isEqualTo(placeholders(m.group(1)));
        }
    }

    private static TreeSet<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @TestFactory
    Stream<DynamicTest> templateHasNoTextOfItsOwn() throws IOException {
        List<Path> templates = sources(".html").stream().filter(p -> p.toString().contains("/templates/")).toList();
        assertThat(templates).hasSizeGreaterThan(20);
        return templates.stream().map(t -> DynamicTest.dynamicTest(t.getFileName().toString(), () -> {
            String html = Files.readString(t);
            assertThat(WORD.matcher(MARKUP.matcher(html).replaceAll(" ")).results().map(MatchResult::group)).as(t.toString()).isEmpty();
            assertThat(SPOKEN_ATTRIBUTE.matcher(html).results().map(MatchResult::group)).as(t.toString()).isEmpty();
        }));
    }
}
