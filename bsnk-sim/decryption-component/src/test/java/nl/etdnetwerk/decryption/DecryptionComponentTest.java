package nl.etdnetwerk.decryption;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/** Who may use the component, and what it says when it has enough to do. */
@QuarkusTest
@QuarkusTestResource(TestIdentities.class)
class DecryptionComponentTest {

    @TestHTTPResource(value = "/pep-crypto/api/v1/signed-structure", tls = true)
    URL address;

    @Inject
    Event<ShutdownDelayInitiatedEvent> told;

    @Inject
    Work work;

    private HttpResponse<String> post(String token, String body) throws Exception {
        return ComponentCaller.post(address, token, body);
    }

    private static String token(String signedBy, String issuer, String audience, String role, long life) throws Exception {
        return ComponentCaller.token(signedBy, issuer, audience, role, life);
    }

    @ParameterizedTest
    @CsvSource({"issuer,etd-netwerk,decryption-component,decrypt,600,500", "stranger,etd-netwerk,decryption-component,decrypt,600,401",
        "issuer,another,decryption-component,decrypt,600,401", "issuer,etd-netwerk,dvp,decrypt,600,401",
        "issuer,etd-netwerk,decryption-component,read,600,403", "issuer,etd-netwerk,decryption-component,decrypt,-90,401"})
    void requestWhenTokenThenOnlyTheRightOneGetsToTheRefusalOfAnEmptyRequest(String signedBy, String issuer, String audience, String role,
            long life, int status) throws Exception {
        HttpResponse<String> answer = post(token(signedBy, issuer, audience, role, life), "{}");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(status == 500 ? "ASN1_SEQUENCE_DECODER" : "");
    }

    @Test
    void answerWhenToldToStopThenItIsGivenAndTheConnectionEnds() throws Exception {
        told.fire(new ShutdownDelayInitiatedEvent());
        var answer = post("x", "{}");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Connection")).contains("close");
    }

    @Test
    void requestWhenBodyIsNoJsonThenBadRequest() throws Exception {
        for (String body : List.of("{", "", "null", "[]", "7", "{\"serviceProviderKeys\":\"x\"}", "{\"schemeKeys\":[]}")) {
            var answer = post(token("issuer", "etd-netwerk", "decryption-component", "decrypt", 600), body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body()).as(body).isEqualTo("JSON_UNREADABLE");
        }
        assertThat(post("x", "{}").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pep-crypto/", "/pep-crypto;x/", "/pep-crypto%3Bx/", "/pep-crypto;/", "//pep-crypto/", "/./pep-crypto/"})
    void requestWhenWithoutTokenThenNoSpellingOfThePathGetsIn(String spelling) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address.toString().replace("/pep-crypto/", spelling)))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{}")).build();

        assertThat(ComponentCaller.client().send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).isIn(401, 404);
    }

    @Test
    void requestWhenQueueIsFullThenToldToComeBackAndWhatWaitedIsDone() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        var running = work.submit(() -> {
            begun.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new RejectedExecutionException(e);
            }
            return "first";
        });
        begun.await();
        var waiting = work.submit(() -> "second");

        HttpResponse<String> answer = post(token("issuer", "etd-netwerk", "decryption-component", "decrypt", 600), "{}");
        release.countDown();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).isEqualTo("{\"error\":\"QUEUE_FULL\"}");
        assertThat(running.toCompletableFuture().get()).isEqualTo("first");
        assertThat(waiting.toCompletableFuture().get()).isEqualTo("second");
    }
}
