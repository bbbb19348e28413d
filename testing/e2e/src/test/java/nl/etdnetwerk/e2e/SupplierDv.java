package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import nl.etdnetwerk.launcher.Netwerk;
import nl.etdnetwerk.pki.TestPki;
import nl.etdnetwerk.plan.State;
import nl.etdnetwerk.polymorphic.decryption.Decryption;
import nl.etdnetwerk.polymorphic.decryption.ServiceProviderKeys;
import nl.etdnetwerk.polymorphic.key.KeyDelivery;
import nl.etdnetwerk.polymorphic.key.SchemePublicKeys;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey;
import nl.etdnetwerk.saml.FrameworkVersion;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.Validated;
import nl.etdnetwerk.saml.binding.Artifact;
import nl.etdnetwerk.saml.binding.PostBinding;
import nl.etdnetwerk.saml.binding.RedirectBinding;
import nl.etdnetwerk.saml.binding.SoapEnvelope;
import nl.etdnetwerk.saml.encryption.IdDecrypter;
import nl.etdnetwerk.saml.encryption.NameIdentifier;
import nl.etdnetwerk.saml.message.AuthnRequest;
import nl.etdnetwerk.saml.message.LogoutRequest;
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
import nl.etdnetwerk.useragent.Form;
import nl.etdnetwerk.useragent.Page;
import nl.etdnetwerk.useragent.UserAgent;
import picocli.CommandLine;

/** A supplier's own service provider, as it would come to the network: keys by command, its own metadata, its own SAML. */
final class SupplierDv implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock CLOCK = Clock.systemUTC();
    private final String oin;
    private final Path folder;
    private final SigningKey key;
    private UnaryOperator<String> route = UnaryOperator.identity();
    private final HttpsServer server;
    private final MessageWriter writer;
    private final HttpClient client;
    /** Requests that wait to be fetched, by artifact. */
    private final Map<String, byte[]> waiting = new ConcurrentHashMap<>();
    private final Map<FrameworkVersion, EntityMetadata> hm = new EnumMap<>(FrameworkVersion.class);

    /**
     * What a request asks.
     *
     * @param service index of the service in the metadata: 1, or another that was registered
     * @param consumer index of the AssertionConsumerService: 0 by artifact, 1 by POST
     */
    record Ask(FrameworkVersion version, int service, int consumer, LevelOfAssurance level) {

        static Ask current(LevelOfAssurance level) {
            return new Ask(FrameworkVersion.V1_13, 1, 0, level);
        }
    }

    SupplierDv(String oin) throws Exception {
        this.oin = oin;
        this.folder = NetworkUnderTest.FOLDER.resolve("supplier-" + oin);
        if (netwerk("party", "keys", "--organisation", "Leverancier BV", "--oin", oin, "--host", host(oin), "--host", "localhost", "--out",
                folder.toString()) != 0) {
            throw new IOException("no keys");
        }
        key = new SigningKey(TestPki.privateKey(folder.resolve("tls.key")), TestPki.certificates(folder.resolve("tls.crt")).get(0));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(State.tls(folder, folder.resolve("ca.crt"))));
        server.createContext("/", exchange -> {
            byte[] page = "<html><body><h1>Leverancier</h1></body></html>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.createContext("/ars", this::resolve);
        server.start();
        writer = new MessageWriter(EntityIds.of("DV", oin, 9001), key);
        client = HttpClient.newBuilder().sslContext(State.tls(folder, folder.resolve("ca.crt"))).version(HttpClient.Version.HTTP_1_1)
                .build();
        for (FrameworkVersion version : FrameworkVersion.values()) {
            hm.put(version, MetadataReader.participant(get(url("hm") + "/metadata" + version.path()), CLOCK.instant()).valid()
                    .orElseThrow());
        }
    }

    /** Its MedMij hostname, which is its client id too: no two parties have the same. */
    private static String host(String oin) {
        return "leverancier" + oin.substring(oin.length() - 2) + ".localhost";
    }

    /** A service provider that is no PGO, with services of its own in the order of their indexes 9001, 9002, ... */
    static SupplierDv withServices(String oin, String organisation, String... services) throws Exception {
        NetworkUnderTest.get();
        SupplierDv dv = new SupplierDv(oin);
        List<String> command = new ArrayList<>(
                List.of("party", "add", "--metadata", dv.metadata(FrameworkVersion.V1_11, services.length).toString(), "--name",
                        organisation));
        for (String service : services) {
            command.addAll(List.of("--service", service));
        }
        assertThat(netwerk(command.toArray(String[]::new))).isZero();
        return dv;
    }

    /** A supplier whose party was added to the network without findings; everybody knows it. */
    static SupplierDv joined(String oin, String organisation, String level) throws Exception {
        NetworkUnderTest.get();
        SupplierDv dv = new SupplierDv(oin);
        assertThat(netwerk("party", "add", "--metadata", dv.metadata().toString(), "--host", host(oin), "--dvp", organisation,
                "--level",
                level)).isZero();
        return dv;
    }

    /** A command line as a supplier types it. */
    static int netwerk(String... command) throws IOException {
        List<String> all = new ArrayList<>(
                List.of("--root", System.getProperty("etd.root"), "--state", NetworkUnderTest.FOLDER.toString()));
        all.addAll(List.of(command));
        return new CommandLine(new Netwerk()).execute(all.toArray(new String[0]));
    }

    String entityId() {
        return writer.entityId();
    }

    private String acs() {
        return "https://localhost:" + server.getAddress().getPort() + "/acs";
    }

    /** Sends what goes to an address of the HM elsewhere, for example to another replica behind the same name. */
    void route(UnaryOperator<String> other) {
        route = other;
    }

    /** Its signed metadata, as a file. */
    Path metadata() throws IOException {
        return metadata(FrameworkVersion.V1_13, 1);
    }

    private Path metadata(FrameworkVersion version, int services) throws IOException {
        var keys = List.of(MetadataWriter.key(Use.SIGNING, key), MetadataWriter.key(Use.ENCRYPTION, key));
        var sp = new EntityMetadata.ServiceProvider(keys, List.of(MetadataWriter.soap("https://localhost:"
                + server.getAddress().getPort() + "/ars")), List.of(),
                List.of(new EntityMetadata.IndexedEndpoint(0, true, SamlNames.BINDING_ARTIFACT, acs()),
                        new EntityMetadata.IndexedEndpoint(1, false, SamlNames.BINDING_POST, acs())),
                IntStream.rangeClosed(1, services)
                        .mapToObj(i -> new EntityMetadata.Service(i, i == 1, "Inloggen", EntityIds.service(oin, 9000 + i))).toList());
        Path file = folder.resolve("metadata.xml");
        Files.write(file, MetadataWriter.entity(new EntityMetadata(entityId(), Optional.of("Leverancier BV"), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.of(sp)), version, key));
        return file;
    }

    /** Its ArtifactResolutionService: one time, to the HM. */
    private void resolve(HttpExchange exchange) throws IOException {
        var asked = ArtifactMessages.resolve(exchange.getRequestBody().readAllBytes(),
                issuer -> Optional.of(hm.get(FrameworkVersion.V1_13)).filter(m -> m.entityId().equals(issuer)), Duration.ofSeconds(5),
                CLOCK.instant()).valid();
        byte[] answer = SoapEnvelope.wrap(writer.artifactResponse(asked.map(ArtifactMessages.ArtifactResolve::id).orElse("_none"),
                CLOCK.instant(), asked.flatMap(r -> Optional.ofNullable(waiting.remove(r.artifact())))));
        exchange.getResponseHeaders().add("Content-Type", SoapEnvelope.CONTENT_TYPE);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private byte[] get(String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    private byte[] post(String url, String type, byte[] body) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(), HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    /** The address that starts a login. */
    String loginUrl(String id, LevelOfAssurance level) {
        return loginUrl(id, Ask.current(level));
    }

    String loginUrl(String id, Ask ask) {
        return loginUrl(id, ask, false);
    }

    /** The address that starts a login for which the person has to authenticate anew (ForceAuthn). */
    String forcedLoginUrl(String id, LevelOfAssurance level) {
        return loginUrl(id, Ask.current(level), true);
    }

    private String loginUrl(String id, Ask ask, boolean forceAuthn) {
        String destination = hm.get(ask.version()).singleSignOn(SamlNames.BINDING_REDIRECT).orElseThrow();
        AuthnRequest request = new AuthnRequest(id, CLOCK.instant(), destination, entityId(), forceAuthn,
                OptionalInt.of(ask.consumer()), Optional.empty(), Optional.empty(), OptionalInt.of(ask.service()), Optional.empty(),
                Optional.of(ask.level()), Map.of());
        return destination + "?" + RedirectBinding.query(writer.unsigned(request), Optional.of(id), key);
    }

    /** The address that starts a login with a request that the HM has to fetch. */
    String loginUrlByArtifact(String id, LevelOfAssurance level) {
        String destination = hm.get(FrameworkVersion.V1_13).singleSignOn(SamlNames.BINDING_ARTIFACT).orElseThrow();
        Artifact artifact = Artifact.create(entityId(), 0);
        waiting.put(artifact.value(), writer.signed(new AuthnRequest(id, CLOCK.instant(), destination, entityId(), false,
                OptionalInt.of(0), Optional.empty(), Optional.empty(), OptionalInt.of(1), Optional.empty(), Optional.of(level), Map.of())));
        return destination + "?SAMLart=" + URLEncoder.encode(artifact.value(), StandardCharsets.UTF_8) + "&RelayState=" + id;
    }

    /** The address that starts a login at a zorgaanbieder on behalf of the person (dienstbemiddeling). */
    String intermediationUrl(String id, String zorgaanbieder) {
        String destination = hm.get(FrameworkVersion.V1_13).singleSignOn(SamlNames.BINDING_REDIRECT).orElseThrow();
        AuthnRequest request = new AuthnRequest(id, CLOCK.instant(), destination, entityId(), false, OptionalInt.of(0), Optional.empty(),
                Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(),
                Map.of(SamlNames.ZORGAANBIEDERNAAM, List.of(zorgaanbieder), SamlNames.GEGEVENSDIENST_ID, List.of("48")));
        return destination + "?" + RedirectBinding.query(writer.unsigned(request), Optional.of(id), key);
    }

    /** Its client id at authorization servers. */
    String clientId() {
        return host(oin);
    }

    /** Its key. */
    SigningKey key() {
        return key;
    }

    /** A call with its certificate, without following redirects. */
    HttpResponse<String> call(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Walks a login to the end and fetches and validates the answer. */
    Validated<Response> login(UserAgent agent, UnaryOperator<Page> walk, LevelOfAssurance level) throws Exception {
        return answer(walk.apply(agent.open(loginUrl(MessageIds.next(), level))), level);
    }

    /** Fetches and validates the answer that a person came back with; its request's id was the RelayState. */
    Validated<Response> answer(Page end, LevelOfAssurance level) throws Exception {
        return answer(end, Ask.current(level));
    }

    Validated<Response> answer(Page end, Ask ask) throws Exception {
        return answer(end.address(), ask);
    }

    /** The same for who has only the address. */
    Validated<Response> answer(URI end, LevelOfAssurance level) throws Exception {
        return answer(end, Ask.current(level));
    }

    private Validated<Response> answer(URI end, Ask ask) throws Exception {
        EntityMetadata hm = this.hm.get(ask.version());
        String id = parameter(end, "RelayState");
        String resolve = MessageIds.next();
        String location = hm.artifactResolution(0).orElseThrow();
        byte[] answer = post(route.apply(location), SoapEnvelope.CONTENT_TYPE,
                SoapEnvelope.wrap(writer.artifactResolve(resolve, CLOCK.instant(), location, parameter(end, "SAMLart"))));
        byte[] message = ArtifactMessages.response(answer, resolve, hm, CLOCK.instant()).valid().orElseThrow();
        return ResponseValidation.validate(message, hm, expectation(id, ask), CLOCK.instant());
    }

    /** Validates the answer in the form that a person is at, of version 1.11. */
    Validated<Response> posted(Page form, Ask ask) throws IOException {
        Form back = form.form(acs());
        return ResponseValidation.validatePosted(PostBinding.message(back.options("SAMLResponse").get(0)), hm.get(ask.version()),
                expectation(back.options("RelayState").get(0), ask), CLOCK.instant());
    }

    private Expectation expectation(String request, Ask ask) {
        return new Expectation(request, acs(), entityId(), hm.get(ask.version()).entityId(), ask.level(), Optional.empty(),
                Duration.ofSeconds(5), ask.version());
    }

    private static String parameter(URI address, String name) {
        return URLDecoder.decode(address.getRawQuery().replaceAll(".*" + name + "=([^&]*).*", "$1"), StandardCharsets.UTF_8);
    }

    /** The address that logs the person of an answer out. */
    String logoutUrl(Response response) {
        var assertion = response.assertion().orElseThrow();
        FrameworkVersion version = assertion.nameIdFormat().equals(SamlNames.PERSISTENT) ? FrameworkVersion.V1_11 : FrameworkVersion.V1_13;
        return logoutUrl(version, assertion.nameId(), assertion.sessionIndex());
    }

    String logoutUrl(FrameworkVersion version, String nameId, Optional<String> sessionIndex) {
        String destination = hm.get(version).singleLogout(SamlNames.BINDING_REDIRECT).orElseThrow();
        LogoutRequest request = new LogoutRequest(MessageIds.next(), CLOCK.instant(), destination, entityId(), version.nameIdFormat(),
                nameId, sessionIndex);
        return destination + "?" + RedirectBinding.query(writer.unsigned(request), Optional.empty(), key);
    }

    /** What the EncryptedIDs in an answer hold. */
    List<NameIdentifier> names(Response response) {
        return response.assertion().orElseThrow().encryptedIds().getOrDefault(SamlNames.ACTING_SUBJECT_ID, List.of()).stream()
                .map(new IdDecrypter(entityId(), List.of(key))::decrypt).flatMap(Optional::stream).toList();
    }

    /** The pseudonym in an answer, with keys fetched from BSNk through the HM. */
    String pseudonym(Response response) throws Exception {
        var name = names(response).stream().filter(n -> n.type().equals(SamlNames.TYPE_PSEUDO_ID)).findFirst().orElseThrow();
        var decrypted = decryption(post(url("hm") + "/dv-keys", "application/json", new byte[0]), key)
                .decrypt(Base64.getMimeDecoder().decode(name.value()), Decryption.Request.PLAIN);
        return ((nl.etdnetwerk.polymorphic.message.Decrypted.Pseudonym) decrypted).standard();
    }

    /** Decryption with the keys that the HM delivered, sealed for the certificate of this key. */
    static Decryption decryption(byte[] delivered, SigningKey key) throws IOException {
        JsonNode delivery = JSON.readTree(delivered);
        List<ServiceProviderKey> keys = new ArrayList<>();
        for (JsonNode k : delivery.get("keys")) {
            keys.add(KeyDelivery.open(Base64.getDecoder().decode(k.get("p7").asText()), key.privateKey()));
        }
        Map<String, String> scheme = new HashMap<>();
        delivery.get("schemeKeys").properties().forEach(e -> scheme.put(e.getKey(), e.getValue().asText()));
        return new Decryption(SchemePublicKeys.parse(scheme), new ServiceProviderKeys(keys));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
