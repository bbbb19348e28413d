package nl.etdnetwerk.testcontainers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import javax.net.ssl.SSLContext;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The scheme operator of a network, asked with its own certificate: who takes part, and what is published of that. */
final class Operator {

    private static final ObjectMapper JSON = new ObjectMapper();
    private final String url;
    private final SSLContext tls;

    /**
     * Calls to one network.
     *
     * @param url address of stelselbeheer
     * @param tls with the key of stelselbeheer
     */
    Operator(String url, SSLContext tls) {
        this.url = url;
        this.tls = tls;
    }

    /** Entity IDs of all parties. */
    Set<String> admitted() throws IOException {
        Set<String> all = new TreeSet<>();
        JSON.readTree(call("GET", "/api/parties", HttpRequest.BodyPublishers.noBody()).body())
                .forEach(p -> all.add(p.get("entityId").asText()));
        return all;
    }

    /**
     * Registers a party.
     *
     * @return its entity ID
     * @throws EtdNetworkException when it is not admitted; the message has every finding with its clause
     */
    String register(Map<String, Object> party) throws IOException {
        HttpResponse<String> answer = call("POST", "/api/parties", HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(party)));
        JsonNode outcome = JSON.readTree(answer.body());
        if (answer.statusCode() != 200) {
            throw new EtdNetworkException("not admitted (" + answer.statusCode() + "): " + outcome.path("findings").toPrettyString(), null);
        }
        return outcome.get("entityId").asText();
    }

    /** Names the publication that holds now. */
    String publication() throws IOException {
        return call("GET", "/publication", HttpRequest.BodyPublishers.noBody()).body();
    }

    private HttpResponse<String> call(String method, String path, HttpRequest.BodyPublisher body) throws IOException {
        try {
            return HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build().send(
                    HttpRequest.newBuilder(URI.create(url + path)).header("Content-Type", "application/json").method(method, body).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
