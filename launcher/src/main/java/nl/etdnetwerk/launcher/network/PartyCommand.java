package nl.etdnetwerk.launcher.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLContext;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.launcher.Netwerk;
import nl.etdnetwerk.pki.TestPki;
import nl.etdnetwerk.plan.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Brings a supplier's party into the running network, and takes one out. */
@Command(name = "party", description = "Add, list and remove parties, and make keys for one.", mixinStandardHelpOptions = true)
public final class PartyCommand {

    @ParentCommand
    private Netwerk netwerk;
    @Spec
    private CommandSpec spec;
    @Option(names = "--keys", paramLabel = "DIR", description = "Ask with tls.key, tls.crt and ca.crt of this folder in place of the key of the local network: a party's own, or the operator's of a network elsewhere.")
    private Path own;
    @Option(names = "--at", paramLabel = "URL", description = "Address of stelselbeheer (default: of the local network).")
    private String at;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SERVICE_PARTS = 4;
    private static final Duration LOOK = Duration.ofSeconds(5);

    private Network network() {
        return new Network(netwerk.root(), netwerk.state());
    }

    private HttpResponse<String> call(String method, String path, String body) throws IOException {
        Network network = network();
        SSLContext tls = own == null ? network.state().tls("stelselbeheer") : State.tls(own, own.resolve("ca.crt"));
        Path hosts = network.state().hostsFile();
        if (at != null && Files.exists(hosts)) {
            // This process finds only names in that file, too.
            new KnownNames(hosts).learn(List.of(at));
        }
        HttpClient client = HttpClient.newBuilder().sslContext(tls).build();
        String address = at == null ? network.layout().service("stelselbeheer").publicUrl() : at;
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Adds a party or replaces the one with the same entity ID. */
    @Command(name = "add", description = "Add a party; prints every finding on its metadata and exits with 1 when there are any.", mixinStandardHelpOptions = true)
    int add(@Option(names = "--metadata", required = true, description = "File or https URL with the party's signed SAML metadata.") String metadata,
            @Option(names = "--host", description = "Its MedMij hostname, for the whitelist; may be given more than once.") List<String> hosts,
            @Option(names = "--dvp", description = "It is a PGO server with this organisation name; its client id is the first --host.") String dvp,
            @Option(names = "--zorgaanbieder", description = "It is the zorgaanbieder with this name, with @medmij.") String zorgaanbieder,
            @Option(names = "--name", description = "It is another service provider, with this name; its services are given with --service.") String name,
            @Option(names = "--service", paramLabel = "INDEX:NAME:LOA:TYPE[+TYPE]", description = "A service of its own, for example 9001:Inloggen:loa3:PseudoID; types: BSN, PseudoID, Pseudo, and Pseudo-1.9 for a service of framework version 1.11; may be given more than once.") List<String> services,
            @Option(names = "--level", description = "Least level of assurance: loa1 - loa4 (default: ${DEFAULT-VALUE}).", defaultValue = "loa3") String level,
            @Option(names = "--gegevensdienst", description = "Id of a gegevensdienst of the zorgaanbieder; may be given more than once.") List<String> gegevensdiensten,
            @Option(names = "--authorization", description = "Authorization endpoint of the zorgaanbieder.", defaultValue = "") String authorization,
            @Option(names = "--token", description = "Token endpoint of the zorgaanbieder.", defaultValue = "") String token,
            @Option(names = "--fhir-stu3", description = "FHIR STU3 address of the zorgaanbieder.", defaultValue = "") String stu3,
            @Option(names = "--fhir-r4", description = "FHIR R4 address of the zorgaanbieder.", defaultValue = "") String r4,
            @Option(names = "--bsn", description = "Put it on the authorisation list BSN.") boolean bsn) throws IOException {
        Map<String, Object> registration = new LinkedHashMap<>();
        registration.put(metadata.startsWith("https://") ? "metadataUrl" : "metadata",
                metadata.startsWith("https://") ? metadata : Files.readString(Path.of(metadata)));
        registration.put("hostnames", hosts == null ? List.of() : hosts);
        registration.put("bsnAuthorised", bsn);
        registration.put("diensten", services == null ? List.of() : services.stream().map(this::service).toList());
        if (name != null) {
            registration.put("organisatienaam", name);
        }
        if (dvp != null) {
            registration.put("dvp",
                    Map.of("organisatienaam", dvp, "clientHostname", hosts == null ? "" : hosts.get(0), "minimumLevel", level));
        }
        if (zorgaanbieder != null) {
            registration.put("zorgaanbieder",
                    Map.of("naam", zorgaanbieder, "minimumLevel", level, "authorizationEndpoint", authorization, "tokenEndpoint", token,
                            "resourceEndpoints", Map.of("3.0", stu3, "4.0", r4), "gegevensdiensten",
                            gegevensdiensten == null ? List.of() : gegevensdiensten));
        }
        findable(addresses(registration), hosts);
        if (metadata.startsWith("https://")) {
            // Its endpoints may have other names than the place it is fetched from.
            findable(List.of(fetched(metadata)), List.of());
        }
        HttpResponse<String> answer = call("POST", "/api/parties", JSON.writeValueAsString(registration));
        if (answer.statusCode() != 200 && answer.statusCode() != 422) {
            throw new IOException("stelselbeheer answers " + answer.statusCode());
        }
        JsonNode outcome = JSON.readTree(answer.body());
        for (JsonNode f : outcome.get("findings")) {
            System.out.printf("%s (%s) bij %s%n  verwacht: %s%n  gevonden: %s%n", f.get("code").asText(), f.get("clause").asText(),
                    f.get("location").asText(), f.get("expected").asText(),
                    f.get("found").asText());
        }
        System.out.println(answer.statusCode() == 200 ? "Toegelaten: " + outcome.get("entityId").asText() : "Niet toegelaten.");
        return answer.statusCode() == 200 ? 0 : 1;
    }

    private Map<String, Object> service(String text) {
        String[] parts = text.split(":", SERVICE_PARTS);
        if (parts.length != SERVICE_PARTS || !parts[0].matches("[0-9]{1,4}")) {
            throw new ParameterException(spec.commandLine(), "--service is INDEX:NAME:LOA:TYPE[+TYPE], not " + text);
        }
        return Map.of("index", Integer.parseInt(parts[0]), "naam", parts[1], "minimumLevel", parts[2], "identifierTypes",
                List.of(parts[3].split("[+]")));
    }

    /** What is at an address, or nothing: that it cannot be fetched is for stelselbeheer to say. */
    private String fetched(String url) throws IOException {
        if (at != null) {
            return "";
        }
        SSLContext trusting = network().state().tls(null);
        try {
            return HttpClient.newBuilder().sslContext(trusting).connectTimeout(LOOK).build()
                    .send(HttpRequest.newBuilder(URI.create(url)).timeout(LOOK).build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException | IllegalArgumentException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Everything in a registration that may have an address in it. */
    private static List<String> addresses(Map<String, Object> registration) throws IOException {
        return List.of(JSON.writeValueAsString(registration), String.valueOf(registration.get("metadata")));
    }

    /** Services on one machine find only names in their hosts file; those of this party are put in. */
    private void findable(List<String> addresses, List<String> hosts) throws IOException {
        if (at != null) {
            return;
        }
        List<String> texts = new ArrayList<>(addresses);
        if (hosts != null) {
            hosts.stream().filter(h -> h.endsWith(".localhost")).forEach(h -> texts.add("https://" + h));
        }
        Path file = network().state().hostsFile();
        if (Files.exists(file)) {
            new KnownNames(file).learn(texts)
                    .forEach(n -> System.err.println("netwerk: no address found for " + n + "; put it in " + file + " yourself"));
        }
    }

    /** Lists all. */
    @Command(name = "list", description = "List all parties.", mixinStandardHelpOptions = true)
    int list() throws IOException {
        for (JsonNode p : JSON.readTree(call("GET", "/api/parties", null).body())) {
            System.out.printf("%-55s %-3s %-22s %s%n", p.get("entityId").asText(), p.get("role").asText(), p.get("name").asText(),
                    p.get("bsnAuthorised").asBoolean() ? "BSN" : "");
        }
        return 0;
    }

    /** Takes one out. */
    @Command(name = "remove", description = "Take a party out of the network.", mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "ENTITYID") String entityId) throws IOException {
        int status = call("DELETE", "/api/parties/" + URLEncoder.encode(entityId, StandardCharsets.UTF_8), null).statusCode();
        System.out.println(status == 204 ? "Verwijderd." : status == 403 ? "Niet van u." : "Onbekend.");
        return status == 204 ? 0 : 1;
    }

    /** Makes a key with a certificate. */
    @Command(name = "keys", description = "Make a key and certificate of the network's test PKI for a party.", mixinStandardHelpOptions = true)
    int keys(@Option(names = "--organisation", required = true) String organisation,
            @Option(names = "--oin", required = true, description = "20 digits.") String oin,
            @Option(names = "--host", required = true, description = "May be given more than once.") List<String> hosts,
            @Option(names = "--out", required = true, description = "Folder for tls.key, tls.crt and ca.crt.") Path out,
            @Option(names = "--p12", description = "Also tls.p12 with key and chain, and tls.p12.password.") boolean p12)
            throws IOException {
        HttpResponse<String> answer = call("POST", "/api/certificates",
                JSON.writeValueAsString(Map.of("organisation", organisation, "oin", oin, "hostnames", hosts)));
        if (answer.statusCode() != 200) {
            throw new IOException("stelselbeheer answers " + answer.statusCode() + " " + answer.body());
        }
        findable(List.of(), hosts);
        JsonNode issued = JSON.readTree(answer.body());
        Files.createDirectories(out);
        secret(out.resolve("tls.key"), issued.get("privateKey").asText().getBytes(StandardCharsets.UTF_8));
        Files.writeString(out.resolve("tls.crt"), issued.get("chain").asText());
        Files.copy(own == null ? network().state().caFile() : own.resolve("ca.crt"), out.resolve("ca.crt"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        if (p12) {
            pkcs12(out);
        }
        System.out
                .println("Geschreven naar " + out + ": tls.key, tls.crt (met keten), ca.crt" + (p12 ? ", tls.p12, tls.p12.password" : ""));
        return 0;
    }

    /** Nobody else can read it, not even while it is written. */
    private static void secret(Path file, byte[] content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, content);
    }

    /** For products that want a key store: a password of its own, in a file beside it. */
    private static void pkcs12(Path out) throws IOException {
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        ByteArrayOutputStream store = new ByteArrayOutputStream();
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry("tls", TestPki.privateKey(out.resolve("tls.key")), password.toCharArray(),
                    TestPki.certificates(out.resolve("tls.crt")).toArray(new Certificate[0]));
            keys.setCertificateEntry("ca", TestPki.certificates(out.resolve("ca.crt")).get(0));
            keys.store(store, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("no PKCS12 store", e);
        }
        secret(out.resolve("tls.p12"), store.toByteArray());
        secret(out.resolve("tls.p12.password"), password.getBytes(StandardCharsets.US_ASCII));
    }
}
