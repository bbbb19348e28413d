package nl.etdnetwerk.example;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.binding.RedirectBinding;
import nl.etdnetwerk.saml.binding.SoapEnvelope;
import nl.etdnetwerk.saml.message.AuthnRequest;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.message.MessageWriter;
import nl.etdnetwerk.saml.message.Response;
import nl.etdnetwerk.saml.metadata.EntityIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Use;
import nl.etdnetwerk.saml.metadata.MetadataReader;
import nl.etdnetwerk.saml.metadata.MetadataWriter;
import nl.etdnetwerk.saml.response.ArtifactMessages;
import nl.etdnetwerk.saml.response.Expectation;
import nl.etdnetwerk.saml.response.ResponseValidation;

/** The SAML client of an imaginary PGO: sends a person to the HM, and fetches and checks the answer. */
public final class LoginClient implements AutoCloseable {

    private static final Duration SKEW = Duration.ofSeconds(5);
    private final Clock clock;
    private final String oin;
    private final SigningKey key;
    private final HttpClient http;
    private final HttpsServer server;
    private final MessageWriter writer;
    private final EntityMetadata hm;
    private String request = "";

    /**
     * Starts its page for answers at a free port of localhost.
     *
     * @param tls shows the supplier's certificate and trusts the network
     * @param hmUrl where the HM is
     */
    public LoginClient(String oin, SigningKey key, SSLContext tls, String hmUrl, Clock clock) throws IOException {
        this.oin = oin;
        this.key = key;
        this.clock = clock;
        writer = new MessageWriter(EntityIds.of("DV", oin, 9001), key);
        http = HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build();
        hm = MetadataReader.participant(send(HttpRequest.newBuilder(URI.create(hmUrl + "/metadata")).build()), clock.instant()).valid()
                .orElseThrow(() -> new IOException("metadata of the HM is not usable"));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    private byte[] send(HttpRequest what) throws IOException {
        try {
            return http.send(what, HttpResponse.BodyHandlers.ofByteArray()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Where answers come. */
    public String answerUrl() {
        return "https://localhost:" + server.getAddress().getPort() + "/acs";
    }

    /** Its signed metadata. */
    public byte[] metadata() {
        var keys = List.of(MetadataWriter.key(Use.SIGNING, key), MetadataWriter.key(Use.ENCRYPTION, key));
        var sp = new EntityMetadata.ServiceProvider(keys, List.of(), List.of(),
                List.of(new EntityMetadata.IndexedEndpoint(0, true, SamlNames.BINDING_ARTIFACT, answerUrl())),
                List.of(new EntityMetadata.Service(1, true, "Inloggen", EntityIds.service(oin, 9001))));
        return MetadataWriter
                .entity(new EntityMetadata(writer.entityId(), Optional.of("Leverancier BV"), Optional.empty(), Optional.empty(),
                        Optional.empty(), Optional.of(sp)), key);
    }

    /** The address that begins a login. */
    public String loginUrl() {
        request = MessageIds.next();
        String destination = hm.singleSignOn(SamlNames.BINDING_REDIRECT).orElseThrow();
        AuthnRequest message = new AuthnRequest(request, clock.instant(), destination, writer.entityId(), false, OptionalInt.of(0),
                Optional.empty(), Optional.empty(), OptionalInt.of(1), Optional.empty(), Optional.of(LevelOfAssurance.LOA2), Map.of());
        return destination + "?" + RedirectBinding.query(writer.unsigned(message), Optional.of(request), key);
    }

    /**
     * Fetches and checks the answer.
     *
     * @param cameBack address with the artifact that the person came back to
     * @throws IOException with every finding when it is not right
     */
    public Response finish(URI cameBack) throws IOException {
        String artifact = URLDecoder.decode(cameBack.getRawQuery().replaceAll(".*SAMLart=([^&]*).*", "$1"), StandardCharsets.UTF_8);
        String id = MessageIds.next();
        String location = hm.artifactResolution(0).orElseThrow();
        byte[] answer = send(HttpRequest.newBuilder(URI.create(location)).header("Content-Type", SoapEnvelope.CONTENT_TYPE)
                .POST(HttpRequest.BodyPublishers
                        .ofByteArray(SoapEnvelope.wrap(writer.artifactResolve(id, clock.instant(), location, artifact))))
                .build());
        byte[] message = ArtifactMessages.response(answer, id, hm, clock.instant()).valid()
                .orElseThrow(() -> new IOException("the HM gives no answer"));
        var checked = ResponseValidation.validate(message, hm, new Expectation(request, answerUrl(), writer.entityId(), hm.entityId(),
                LevelOfAssurance.LOA2, Optional.empty(), SKEW), clock.instant());
        return checked.valid().orElseThrow(() -> new IOException(checked.findings().toString()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
