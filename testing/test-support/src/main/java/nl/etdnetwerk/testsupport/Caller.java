package nl.etdnetwerk.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;

/** Calls the service under test: as a browser with cookies and without a certificate, or as a party of the network. Follows no redirect. */
public final class Caller {

    static {
        // The certificate is for hm.localhost and the like, which this JVM has no address for.
        System.setProperty("jdk.internal.httpclient.disableHostnameVerification", "true");
    }

    private final HttpClient client;
    private final Layout.Service service;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Caller(String keyOf) {
        try {
            client = HttpClient.newBuilder().sslContext(state().tls(keyOf)).cookieHandler(new CookieManager())
                    .version(HttpClient.Version.HTTP_1_1).build();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        service = state().layout().service(System.getProperty(ServiceEnvironment.SERVICE));
    }

    /** A browser. */
    public static Caller browser() {
        return new Caller(null);
    }

    /** With the certificate of a service or zorgaanbieder of the plan. */
    public static Caller as(String keyOf) {
        return new Caller(keyOf);
    }

    /** Keys and plan of the network that is not there. */
    public static State state() {
        return new State(Path.of(System.getProperty(ServiceEnvironment.FOLDER)),
                Layout.at(Integer.getInteger(ServiceEnvironment.BASE)), Clock.systemUTC());
    }

    /** Address of the service as its metadata says it. */
    public String publicUrl() {
        return service.publicUrl();
    }

    /** Sends this header with every request from now on. */
    public Caller with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    private HttpResponse<String> send(String path, HttpRequest.Builder request) {
        headers.forEach(request::header);
        try {
            return client.send(request.uri(URI.create("https://localhost:" + service.port() + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * A GET of an address that no client of Java's sends: whatever stands in it goes over the line as it is.
     *
     * @return the whole answer, status line and headers first
     */
    public String raw(String target) {
        return raw(target, service.host() + ":" + service.port());
    }

    /** The same, with another Host header. */
    public String raw(String target, String host) {
        try (Socket socket = state().tls(null).getSocketFactory().createSocket("127.0.0.1", service.port())) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: text/html\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** GET of a path with its query. */
    public HttpResponse<String> get(String path) {
        return send(path, HttpRequest.newBuilder().GET());
    }

    /** DELETE of a path. */
    public HttpResponse<String> delete(String path) {
        return send(path, HttpRequest.newBuilder().DELETE());
    }

    /** POST of a body. */
    public HttpResponse<String> post(String path, String contentType, String body) {
        return send(path, HttpRequest.newBuilder().header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** POST of a form. */
    public HttpResponse<String> form(String path, Map<String, String> fields) {
        return post(path, "application/x-www-form-urlencoded", fields.entrySet().stream()
                .map(e -> e.getKey() + "=" + encoded(e.getValue())).collect(Collectors.joining("&")));
    }

    /** The value of a form's hidden field, for example {@code _token}. */
    public static String field(HttpResponse<String> page, String name) {
        Matcher m = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.body());
        if (!m.find()) {
            throw new IllegalStateException("no field " + name + " in " + page.uri());
        }
        return m.group(1);
    }

    /** Where an answer sends the browser. */
    public static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow(() -> new IllegalStateException(answer.statusCode() + " sends nowhere"));
    }

    /** A value as it stands in a query or form. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
