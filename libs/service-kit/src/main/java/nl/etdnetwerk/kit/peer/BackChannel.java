package nl.etdnetwerk.kit.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import nl.etdnetwerk.kit.config.ServiceIdentity;

/**
 * Calls to other services: mutual TLS, no redirects, bounded time and size. Built on the HTTP client of the JDK, which is there
 * already and honours the TLS context as it is.
 */
@ApplicationScoped
public class BackChannel {

    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration TOTAL = Duration.ofSeconds(10);
    private final HttpClient client;
    private final Duration total;

    /** An answer: status, body, and the certificate of who gave it. */
    public record Answer(int status, byte[] body, Optional<X509Certificate> server) {

        /** Whether the status is 2xx. */
        public boolean isOk() {
            return status / 100 == 2;
        }

        /** The body as UTF-8. */
        public String text() {
            return new String(body, java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /** With the identity of this service. */
    @Inject
    public BackChannel(ServiceIdentity identity) {
        this(identity.tls(), TOTAL);
    }

    /** With how long an answer may take in all. */
    BackChannel(SSLContext tls, Duration total) {
        this.total = total;
        this.client = HttpClient.newBuilder().sslContext(tls).connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1).build();
    }

    /** With another identity than that of the service, for a party that acts for several. */
    public static BackChannel with(SSLContext tls) {
        return new BackChannel(tls, TOTAL);
    }

    /**
     * POST of a body.
     *
     * @throws IOException when there is no answer in time, the server is not trusted, or the answer is too large
     */
    public Answer post(String url, String contentType, byte[] body, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return send(request.build(), total);
    }

    /**
     * GET.
     *
     * @throws IOException as {@link #post}
     */
    public Answer get(String url, Map<String, String> headers) throws IOException {
        return get(url, headers, total);
    }

    /**
     * GET of what may take longer than other answers.
     *
     * @param longest for the whole answer
     * @throws IOException as {@link #post}
     */
    public Answer get(String url, Map<String, String> headers, Duration longest) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).GET();
        headers.forEach(request::header);
        return send(request.build(), longest);
    }

    private Answer send(HttpRequest request, Duration longest) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        CompletableFuture<HttpResponse<Void>> exchange = client.sendAsync(request,
                HttpResponse.BodyHandlers.ofByteArrayConsumer(chunk -> chunk.ifPresent(bytes -> append(bytes, body))));
        try {
            // The timeout of a request ends with the headers of its answer; this one holds for the body too.
            HttpResponse<Void> response = exchange.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), body.toByteArray(), response.sslSession().flatMap(BackChannel::server));
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new HttpTimeoutException("no whole answer in " + longest.toMillis() + " ms");
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof IOException io)) {
                throw new IOException(e.getCause());
            }
            // The client of the JDK says nothing of a connection that does not come about.
            throw io.getMessage() != null ? io : new IOException(io.getClass().getSimpleName() + " at " + request.uri().getAuthority(), io);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void append(byte[] bytes, ByteArrayOutputStream body) {
        if (body.size() + bytes.length > MAX_BYTES) {
            throw new IllegalStateException("answer larger than " + MAX_BYTES + " bytes");
        }
        body.writeBytes(bytes);
    }

    private static Optional<X509Certificate> server(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate x ? Optional.of(x) : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
