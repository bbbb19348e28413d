package nl.etdnetwerk.kit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import nl.etdnetwerk.pki.Identity;
import nl.etdnetwerk.pki.TestPki;

/** Servers that say wrong things, say them under a name that is not theirs, or never come to an end. */
class BackChannelTest {

    private static final Instant NOW = Clock.systemUTC().instant();
    private final CountDownLatch release = new CountDownLatch(1);
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private HttpsServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.setExecutor(workers);
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.stop(0);
        workers.shutdownNow();
    }

    private static Identity identity(TestPki pki, String host) {
        return pki.issue(new TestPki.Request(host, "Test", "99990001000000000099", List.of(host), NOW, Duration.ofDays(1)));
    }

    private static SSLContext tls(TestPki trusted, Identity own) throws Exception {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry("root", trusted.root());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("own", own.privateKey(), new char[0], own.chain().toArray(new Certificate[0]));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** Serves under a name of a PKI; the caller trusts another or the same. */
    private BackChannel serves(TestPki pki, String host, TestPki trusted, HttpHandler handler) throws Exception {
        server.setHttpsConfigurator(new HttpsConfigurator(tls(pki, identity(pki, host))));
        server.createContext("/", handler);
        server.start();
        return BackChannel.with(tls(trusted, identity(trusted, "caller.localhost")));
    }

    private String url() {
        return "https://localhost:" + server.getAddress().getPort() + "/x";
    }

    private static void say(com.sun.net.httpserver.HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void answerWhenGivenThenStatusBodyAndWhoGaveIt() throws Exception {
        TestPki pki = TestPki.create(NOW);
        BackChannel channel = serves(pki, "localhost", pki, e -> say(e, 418, "thee"));

        BackChannel.Answer answer = channel.post(url(), "text/plain", new byte[0], Map.of());
        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.text()).isEqualTo("thee");
        assertThat(answer.isOk()).isFalse();
        assertThat(answer.server().orElseThrow().getSubjectX500Principal().getName()).contains("CN=localhost");
    }

    @Test
    void answerWhenItNeverEndsThenGivenUp() throws Exception {
        TestPki pki = TestPki.create(NOW);
        serves(pki, "localhost", pki, e -> {
            e.sendResponseHeaders(200, 0);
            e.getResponseBody().write('a');
            e.getResponseBody().flush();
            await();
        });
        BackChannel channel = new BackChannel(tls(pki, identity(pki, "caller.localhost")), Duration.ofSeconds(1));

        assertThatThrownBy(() -> channel.get(url(), Map.of())).isInstanceOf(IOException.class).hasMessageContaining("no whole answer");
    }

    private void await() throws IOException {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void answerWhenLargerThanAnyMessageThenRefused() throws Exception {
        TestPki pki = TestPki.create(NOW);
        BackChannel channel = serves(pki, "localhost", pki, e -> {
            e.sendResponseHeaders(200, 0);
            byte[] much = new byte[1024 * 1024];
            for (int i = 0; i < 20; i++) {
                e.getResponseBody().write(much);
            }
            e.close();
        });

        assertThatThrownBy(() -> channel.get(url(), Map.of())).isInstanceOf(IOException.class).hasMessageContaining("larger than");
    }

    @Test
    void serverWhenOfAnotherPkiOrAnotherNameThenNotTalkedTo() throws Exception {
        TestPki pki = TestPki.create(NOW);
        BackChannel stranger = serves(TestPki.create(NOW), "localhost", pki, e -> say(e, 200, "x"));
        assertThatThrownBy(() -> stranger.get(url(), Map.of())).isInstanceOf(SSLException.class);
    }

    @Test
    void serverWhenItsCertificateHasAnotherNameThenNotTalkedTo() throws Exception {
        TestPki pki = TestPki.create(NOW);
        // Every certificate here names localhost and its usual address; this address of the same machine is in none.
        server.stop(0);
        server = HttpsServer.create(new InetSocketAddress("127.0.0.2", 0), 5);
        BackChannel channel = serves(pki, "localhost", pki, e -> say(e, 200, "x"));

        assertThatThrownBy(() -> channel.get(url().replace("localhost", "127.0.0.2"), Map.of())).isInstanceOf(SSLException.class);
    }

    @Test
    void serverWhenNobodyIsThereThenSaysWhere() throws Exception {
        TestPki pki = TestPki.create(NOW);
        BackChannel channel = serves(pki, "localhost", pki, e -> say(e, 200, "x"));
        String url = url();
        server.stop(0);

        assertThatThrownBy(() -> channel.get(url, Map.of())).isInstanceOf(IOException.class)
                .hasMessageStartingWith("ConnectException at localhost:");
    }

    @Test
    void redirectWhenAnsweredThenNotFollowed() throws Exception {
        TestPki pki = TestPki.create(NOW);
        BackChannel channel = serves(pki, "localhost", pki, e -> {
            e.getResponseHeaders().add("Location", "https://elders.localhost/");
            say(e, 302, "");
        });

        assertThat(channel.get(url(), Map.of()).status()).isEqualTo(302);
    }
}
