package nl.etdnetwerk.decryption;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import nl.etdnetwerk.pki.TestPki;

/** Keys and certificates for one test run, and the configuration that points to them: one thread, a queue of one. */
public class TestIdentities implements QuarkusTestResourceLifecycleManager {

    private static Path folder;

    /** Folder of a key with its certificate. */
    static Path keys(String name) {
        return folder.resolve(name);
    }

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("decryption-test");
            TestPki pki = TestPki.create(Clock.systemUTC().instant());
            pki.write(folder);
            for (String name : List.of("component", "issuer", "stranger", "caller")) {
                pki.issue(new TestPki.Request("localhost", name, "99990001000000000040", List.of("localhost"), Clock.systemUTC().instant(),
                        Duration.ofDays(1))).write(folder.resolve(name));
            }
            return Map.of("decryption.port", "0", "decryption.management-port", "0", "quarkus.http.test-ssl-port", "0",
                    "decryption.keys-dir", folder.resolve("component").toString(), "decryption.ca-file",
                    folder.resolve("ca.crt").toString(),
                    "decryption.token-issuer-key", folder.resolve("issuer/public.pem").toString(), "decryption.threads", "1",
                    "decryption.queue", "1");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        // The folder is in the system's temporary folder and holds throw-away keys only.
    }
}
