package nl.etdnetwerk.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import nl.etdnetwerk.persons.TestBsn;
import nl.etdnetwerk.pki.TestPki;
import nl.etdnetwerk.useragent.TestPerson;

/** The ignored folder: keys, accounts, registrations and passwords are made at first start and kept. */
public final class State {

    /** Name of the key that signs bearer tokens for the decryption component. */
    public static final String TOKEN_ISSUER = "decryptie-tokens";
    private static final Duration VALIDITY = Duration.ofDays(365);
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    /** Writes the same every time. */
    static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
    private static final SecureRandom RANDOM = new SecureRandom();
    private final Path folder;
    private final Layout layout;
    private final Clock clock;

    /** A test person with everything a tester needs to know; the BSN is BRP data and known to no persoonsdomein. */
    public record Person(String displayName, String bsn, String documentType, String documentNumber, String dateOfBirth,
            TestPerson.Credentials pgo, Map<String, TestPerson.Credentials> ads) {

        /** For a user agent, with the means of one AD. */
        public TestPerson at(String ad) {
            return new TestPerson(displayName, pgo, ads.get(ad));
        }
    }

    /** In a folder of its own. */
    public State(Path folder, Layout layout, Clock clock) {
        this.folder = folder;
        this.layout = layout;
        this.clock = clock;
    }

    /** The plan of the network. */
    public Layout layout() {
        return layout;
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    /** Folder with a service's key. */
    public Path keys(String name) {
        return folder.resolve("keys").resolve(name);
    }

    /** The root certificate. */
    public Path caFile() {
        return folder.resolve("ca/ca.crt");
    }

    /** Names of the network, for Java processes. */
    public Path hostsFile() {
        return folder.resolve("hosts");
    }

    /** Log of a process. */
    public Path log(String name) {
        return folder.resolve("log").resolve(name + ".log");
    }

    /** Process id of a process. */
    public Path pidFile(String name) {
        return folder.resolve("run").resolve(name + ".pid");
    }

    /** Folder that is a service's own. */
    public Path own(String name) {
        return folder.resolve("state").resolve(name);
    }

    /** A file in the folder. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Removes the folder with everything in it; only when nothing of it runs. */
    public void delete() throws IOException {
        FileTree.delete(folder);
    }

    /** Removes the keys of all services, so that {@link #prepare} makes new ones under the same CA. */
    public void forgetKeys() throws IOException {
        FileTree.delete(folder.resolve("keys"));
    }

    /** Makes what PostgreSQL and Kafka need, which takes no time: folders and passwords. */
    public void prepareInfrastructure() throws IOException {
        for (String sub : List.of("ca", "keys", "log", "run", "state")) {
            Files.createDirectories(folder.resolve(sub));
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        for (Layout.Service s : layout.services()) {
            databasePassword(s.database());
        }
    }

    /** Makes whatever is missing, and keys anew whose certificates end soon; what else is there stays as it is. */
    public void prepare() throws IOException {
        prepareInfrastructure();
        if (!Files.exists(caFile())) {
            TestPki.create(clock.instant()).write(folder.resolve("ca"));
        }
        TestPki pki = TestPki.read(folder.resolve("ca"));
        List<Holder> holders = new ArrayList<>();
        layout.services().forEach(s -> holders.add(new Holder(s.name(), s.displayName(), s.oin(), s.hosts())));
        Layout.ZORGAANBIEDERS
                .forEach(z -> holders.add(new Holder("za-" + z.naam(), z.naam(), z.oin(), layout.service("dvza").hosts())));
        holders.add(new Holder(TOKEN_ISSUER, "Decryptiecomponent", layout.service(Layout.DECRYPTION).oin(), List.of("localhost")));
        // Making RSA keys is most of a first start; every processor helps.
        try {
            holders.parallelStream().forEach(h -> issue(pki, h));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        hosts();
        persons();
        writeZorgaanbieders();
        writeParties();
    }

    /** Names of our own in the hosts file; what others have there stays. */
    private void hosts() throws IOException {
        List<String> lines = new ArrayList<>(Files.exists(hostsFile()) ? Files.readAllLines(hostsFile()) : List.of());
        boolean isWhole = true;
        for (String host : Stream.concat(Stream.of("localhost"), layout.services().stream().map(Layout.Service::host)).toList()) {
            String line = "127.0.0.1 " + host;
            if (!lines.contains(line)) {
                lines.add(line);
                isWhole = false;
            }
        }
        if (!isWhole) {
            secret(hostsFile(), String.join("\n", lines) + "\n");
        }
    }

    /** Whom a key is made for. */
    private record Holder(String name, String organisation, String oin, List<String> hosts) {}

    private void issue(TestPki pki, Holder h) {
        try {
            if (!isGood(keys(h.name()))) {
                pki.issue(new TestPki.Request(h.hosts().get(0), h.organisation(), h.oin(), h.hosts(), clock.instant(), VALIDITY))
                        .write(keys(h.name()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is a key with a certificate that does not end soon. */
    private boolean isGood(Path keys) throws IOException {
        return Files.exists(keys.resolve("tls.key")) && TestPki.certificates(keys.resolve("tls.crt")).get(0).getNotAfter().toInstant()
                .isAfter(clock.instant().plus(RENEW_BEFORE));
    }

    /** Password of a database role. */
    public String databasePassword(String database) throws IOException {
        Path file = folder.resolve("run").resolve("db-" + database + ".password");
        if (!Files.exists(file)) {
            secret(file, random(24));
        }
        return Files.readString(file);
    }

    /** A fresh bearer token for the decryption component, good for half a day. */
    public String decryptionToken() throws IOException {
        return DecryptionTokens.create(keys(TOKEN_ISSUER).resolve("tls.key"), clock.instant());
    }

    private static String random(int bytes) {
        byte[] b = new byte[bytes];
        RANDOM.nextBytes(b);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(b);
    }

    private static TestPerson.Credentials credentials(String username) {
        byte[] secret = new byte[20];
        RANDOM.nextBytes(secret);
        return new TestPerson.Credentials(username, random(12), HexFormat.of().formatHex(secret));
    }

    private static void secret(Path file, String content) throws IOException {
        SecretFile.write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /** The test persons; their credentials are made at first call and written where the services find them. */
    public List<Person> persons() throws IOException {
        Path file = folder.resolve("persons.json");
        if (!Files.exists(file)) {
            writePersons(file);
        }
        return persons(file);
    }

    /** Test persons as a network gave them out. */
    public static List<Person> persons(Path file) throws IOException {
        return List.of(JSON.readValue(file.toFile(), Person[].class));
    }

    private JsonNode brp() throws IOException {
        try (InputStream in = State.class.getResourceAsStream("/brp-persons.json")) {
            return JSON.readTree(in);
        }
    }

    private void writePersons(Path file) throws IOException {
        List<Person> persons = new ArrayList<>();
        int index = 0;
        for (JsonNode p : brp()) {
            if (p.get("status").asText().equals("OVERLEDEN")) {
                continue;
            }
            String username = p.get("givenNames").asText().toLowerCase(Locale.ROOT);
            Map<String, TestPerson.Credentials> ads = new LinkedHashMap<>();
            ads.put("ad-een", credentials(username));
            if (index++ < 6) {
                ads.put("ad-twee", credentials(username));
            }
            JsonNode document = p.get("documents").get(0);
            persons.add(new Person(p.get("givenNames").asText() + " " + p.get("surName").asText(), TestBsn.of(p.get("bsnStem").asText()),
                    document.get("type").asText(), document.get("number").asText(),
                    p.get("dateOfBirth").asText(), credentials(username), ads));
        }
        for (String ad : List.of("ad-een", "ad-twee")) {
            List<Map<String, String>> accounts = new ArrayList<>();
            persons.stream().filter(p -> p.ads().containsKey(ad)).forEach(p -> accounts.add(adAccount(p, p.ads().get(ad))));
            secret(folder.resolve("accounts-" + ad + ".json"), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(accounts));
        }
        List<TestPerson.Credentials> pgo = persons.stream().map(Person::pgo).toList();
        secret(folder.resolve("accounts-dvp.json"), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(pgo));
        secret(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(persons));
    }

    private static Map<String, String> adAccount(Person p, TestPerson.Credentials c) {
        Map<String, String> a = new LinkedHashMap<>();
        a.put("username", c.username());
        a.put("password", c.password());
        a.put("totpSecret", c.totpSecret());
        a.put("displayName", p.displayName());
        a.put("documentType", p.documentType());
        a.put("documentNumber", p.documentNumber());
        a.put("dateOfBirth", p.dateOfBirth());
        return a;
    }

    private void writeZorgaanbieders() throws IOException {
        List<Map<String, Object>> entries = new ArrayList<>();
        Layout.ZORGAANBIEDERS
                .forEach(z -> entries.add(Map.of("naam", z.naam(), "oin", z.oin(), "keysDir", "keys/za-" + z.naam(), "gegevensdiensten",
                        z.gegevensdiensten())));
        Files.writeString(folder.resolve("zorgaanbieders.json"), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(entries));
    }

    private void writeParties() throws IOException {
        List<Map<String, Object>> parties = new ArrayList<>();
        for (String name : List.of("hm", "ad-een", "ad-twee", "dvp")) {
            Layout.Service s = layout.service(name);
            Map<String, Object> party = new LinkedHashMap<>();
            party.put("metadataUrl", s.metadataUrl() + "/metadata");
            party.put("hostnames", name.equals("dvp") ? s.listedHosts() : List.of());
            if (name.equals("dvp")) {
                party.put("dvp", Map.of("organisatienaam", s.displayName(), "clientHostname", s.host(), "minimumLevel", "loa3"));
            }
            parties.add(party);
        }
        Layout.Service dvza = layout.service("dvza");
        for (Layout.Zorgaanbieder z : Layout.ZORGAANBIEDERS) {
            String fhir = dvza.internalUrl() + "/fhir/" + z.naam();
            parties.add(Map.of("metadataUrl", dvza.metadataUrl() + "/metadata/" + z.naam(), "hostnames", dvza.listedHosts(),
                    "bsnAuthorised",
                    true, "zorgaanbieder",
                    Map.of("naam", z.naam() + "@medmij", "minimumLevel", "loa3", "authorizationEndpoint", dvza.publicUrl() + "/auth",
                            "tokenEndpoint", dvza.internalUrl() + "/token", "resourceEndpoints",
                            Map.of("3.0", fhir + "/stu3", "4.0", fhir + "/r4"), "gegevensdiensten", z.gegevensdiensten())));
        }
        Files.writeString(folder.resolve("parties.json"), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(parties));
    }

    /** A TLS context that trusts the network, and shows the key of a service when one is named. */
    public SSLContext tls(String keyOf) throws IOException {
        return tls(keyOf == null ? null : keys(keyOf), caFile());
    }

    /** A TLS context that trusts one root, and shows the key of a folder with tls.key and tls.crt unless that is null. */
    public static SSLContext tls(Path keys, Path caFile) throws IOException {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("root", TestPki.certificates(caFile).get(0));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            if (keys != null) {
                KeyStore own = KeyStore.getInstance("PKCS12");
                own.load(null, null);
                own.setKeyEntry("own", TestPki.privateKey(keys.resolve("tls.key")), new char[0],
                        TestPki.certificates(keys.resolve("tls.crt")).toArray(new java.security.cert.Certificate[0]));
                managers.init(own, new char[0]);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys == null ? null : managers.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS context", e);
        }
    }
}
