package nl.etdnetwerk.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service waits for before it starts, and how it says so. */
class StartConditionsTest {

    @TempDir
    Path folder;
    private final Map<String, String> settings = new HashMap<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final CountDownLatch said = new CountDownLatch(1);

    private StartConditions conditions() {
        return new StartConditions(name -> Optional.ofNullable(settings.get(name)), new PrintStream(log, true, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                super.println(line);
                said.countDown();
            }
        });
    }

    /** Any certificate of the JDK's own trust store will do. */
    private static String certificate() throws Exception {
        var factory = javax.net.ssl.TrustManagerFactory.getInstance(javax.net.ssl.TrustManagerFactory.getDefaultAlgorithm());
        factory.init((java.security.KeyStore) null);
        byte[] der = ((javax.net.ssl.X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers()[0].getEncoded();
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END CERTIFICATE-----\n";
    }

    private static String privateKey() throws Exception {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    @BeforeEach
    void everythingThere() throws Exception {
        Files.writeString(folder.resolve("tls.crt"), certificate());
        Files.writeString(folder.resolve("tls.key"), privateKey());
        Files.writeString(folder.resolve("ca.crt"), certificate());
        settings.put("etd.keys-dir", folder.toString());
        settings.put("etd.ca-file", folder.resolve("ca.crt").toString());
    }

    @Test
    void missingWhenEverythingIsThereThenNothing() {
        assertThat(conditions().missing()).isEmpty();
    }

    @Test
    void missingWhenAFileIsNotWhatItShouldBeThenItsNameAndNothingOfIt() throws IOException {
        for (String file : new String[]{"tls.crt", "tls.key", "ca.crt"}) {
            byte[] right = Files.readAllBytes(folder.resolve(file));
            for (String wrong : new String[]{"", "geheim", "-----BEGIN PRIVATE KEY-----\ngeheim\n-----END PRIVATE KEY-----\n"}) {
                Files.writeString(folder.resolve(file), wrong);
                assertThat(conditions().missing()).contains("KEYS_UNUSABLE " + folder.resolve(file));
            }
            Files.delete(folder.resolve(file));
            assertThat(conditions().missing()).contains("KEYS_MISSING " + folder.resolve(file));
            Files.write(folder.resolve(file), right);
        }
        Files.delete(folder.resolve("ca.crt"));
        Files.createDirectory(folder.resolve("ca.crt"));
        assertThat(conditions().missing().orElse("")).startsWith("KEYS_UNREADABLE " + folder.resolve("ca.crt"));
    }

    @Test
    void awaitWhenTheDatabaseComesLaterThenOneLineAndItGoesOnByItself() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        settings.put("etd.database.url", "jdbc:postgresql://127.0.0.1:" + port + "/hm");
        StartConditions conditions = conditions();
        Thread waiting = new Thread(() -> {
            try {
                conditions.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.start();
        assertThat(said.await(20, TimeUnit.SECONDS)).isTrue();

        try (ServerSocket database = new ServerSocket(port, 5, InetAddress.getLoopbackAddress())) {
            assertThat(database.isBound()).isTrue();
            waiting.join(TimeUnit.SECONDS.toMillis(20));
        }
        assertThat(waiting.isAlive()).isFalse();
        assertThat(log.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("WARN  [start] DATABASE_AWAY 127.0.0.1:" + port + ": ConnectException; waiting");
    }
}
