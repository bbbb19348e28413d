package nl.etdnetwerk.start;

import java.util.Locale;
import java.util.Optional;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where every service begins: it waits for its keys and its database, with a line that says so, and starts by itself when they are there. */
@QuarkusMain
public final class ServiceMain {

    private ServiceMain() {}

    /** Starts the service. */
    public static void main(String... arguments) throws InterruptedException {
        new StartConditions(ServiceMain::setting, System.out).await();
        Quarkus.run(arguments);
    }

    /** As services are told things: by -D, or by an environment variable. */
    private static Optional<String> setting(String name) {
        String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        return Optional.ofNullable(System.getProperty(name)).or(() -> Optional.ofNullable(System.getenv(variable)));
    }
}
