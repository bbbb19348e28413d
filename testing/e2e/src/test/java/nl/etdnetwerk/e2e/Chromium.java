package nl.etdnetwerk.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * A real browser, with a profile of its own that trusts the network's root and nothing else of ours. Where Debian's chromium,
 * chromedriver or certutil is not there, the test is skipped and says so.
 */
final class Chromium implements AutoCloseable {

    private static final Path PICTURES = Path.of("target/browser").toAbsolutePath();
    private final ChromeDriver driver;
    private final Path home;

    private Chromium(ChromeDriver driver, Path home) {
        this.driver = driver;
        this.home = home;
    }

    /** A browser, with or without JavaScript. */
    static Chromium open(boolean javaScript) throws IOException {
        Optional<Path> browser = program("chromium");
        Optional<Path> steering = program("chromedriver");
        Optional<Path> certificates = program("certutil");
        if (browser.isEmpty() || steering.isEmpty() || certificates.isEmpty()) {
            System.err.println("### SKIPPED: pages were not seen by a browser, chromium, chromedriver and certutil are needed ###");
            assumeTrue(false, "no Chromium");
        }
        Path home = Files.createTempDirectory("etd-browser");
        Path database = Files.createDirectories(home.resolve(".pki/nssdb"));
        run(certificates.get().toString(), "-d", "sql:" + database, "-N", "--empty-password");
        run(certificates.get().toString(), "-d", "sql:" + database, "-A", "-t", "C,,", "-n", "etd", "-i",
                NetworkUnderTest.get().state().caFile().toString());
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.get().toFile());
        // Containers give no sandbox and little shared memory; names under .localhost are this machine.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=900,1200",
                "--user-data-dir=" + home.resolve("profile"), "--host-resolver-rules=MAP *.localhost 127.0.0.1");
        if (!javaScript) {
            options.setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
        }
        ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(steering.get().toFile()).usingAnyFreePort()
                .withEnvironment(Map.of("HOME", home.toString())).build();
        try {
            return new Chromium(new ChromeDriver(service, options), home);
        } catch (RuntimeException e) {
            service.stop();
            delete(home);
            throw e;
        }
    }

    /** As far as it goes: processes of the browser may write a little longer, and the system cleans its temporary folder. */
    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("left behind: " + folder);
        }
    }

    private static Optional<Path> program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(folder -> Path.of(folder, name)).filter(Files::isExecutable)
                .findFirst();
    }

    private static void run(String... command) throws IOException {
        Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(p.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (p.waitFor() != 0) {
                throw new IOException(List.of(command) + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Keeps what is on the screen, in target/browser. */
    void picture(String name) throws IOException {
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
        delete(home);
    }
}
