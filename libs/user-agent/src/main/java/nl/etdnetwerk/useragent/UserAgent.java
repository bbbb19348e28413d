package nl.etdnetwerk.useragent;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLContext;

/** Opens addresses, follows redirects, keeps cookies, and remembers every address it was sent to. One per person. */
public final class UserAgent {

    private static final int MAX_REDIRECTS = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private final HttpClient client;
    private final List<String> visited = new ArrayList<>();
    private final UnaryOperator<IOException> explanation;
    private String hold;

    /** An agent that trusts what the TLS context trusts. */
    public UserAgent(SSLContext tls) {
        this(tls, UnaryOperator.identity());
    }

    /**
     * The same, for who knows more of a server than that it does not answer.
     *
     * @param explanation makes of a failure to get an answer what is thrown
     */
    public UserAgent(SSLContext tls, UnaryOperator<IOException> explanation) {
        this.explanation = explanation;
        CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        this.client = HttpClient.newBuilder().sslContext(tls).cookieHandler(cookies).followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10)).build();
    }

    /** Every address so far, in order. */
    public List<String> visited() {
        return List.copyOf(visited);
    }

    /**
     * Does not follow the next redirect to an address that begins with this: the page is then that address, not opened yet, with the
     * status of the redirect. As somebody whose connection breaks off there.
     */
    public void holdAt(String addressPrefix) {
        hold = addressPrefix;
    }

    /**
     * Opens an address.
     *
     * @throws IOException when there is no answer, or redirects do not end
     */
    public Page open(String url) throws IOException {
        return follow(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    Page post(String url, String form) throws IOException {
        return follow(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private Page follow(HttpRequest.Builder first) throws IOException {
        HttpRequest request = first.timeout(TIMEOUT).build();
        for (int i = 0; i < MAX_REDIRECTS; i++) {
            visited.add(request.uri().toString());
            HttpResponse<byte[]> response = send(request);
            if (!Set.of(301, 302, 303, 307).contains(response.statusCode())) {
                return new Page(this, request.uri(), response.statusCode(), response.headers().firstValue("Content-Type").orElse(""),
                        response.body());
            }
            URI next = request.uri()
                    .resolve(response.headers().firstValue("Location").orElseThrow(() -> new IOException("redirect without Location")));
            if (hold != null && next.toString().startsWith(hold)) {
                hold = null;
                return new Page(this, next, response.statusCode(), "", new byte[0]);
            }
            request = HttpRequest.newBuilder(next).timeout(TIMEOUT).GET().build();
        }
        throw new IOException("redirects do not end");
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw explanation.apply(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

}
