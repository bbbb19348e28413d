package nl.etdnetwerk.plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each service of a network in containers is given, and nothing of another's: its key, the root certificate, the password of
 * its database, and what it registers at first start. Mounted at {@code /etc/etd}, as {@link ServiceSettings.Places#inContainer}
 * expects it.
 */
public final class Handout {

    /** Receiver that is PostgreSQL: the passwords of all roles. */
    public static final String POSTGRES = "postgres";
    /** Receiver that is whoever runs the network: test persons with their credentials, the root certificate, the issuer of tokens. */
    public static final String TESTER = "tester";
    /** File with a service's settings as environment variables, one on a line; nothing in it is secret. */
    public static final String ENVIRONMENT = "environment";
    /** File of the tester with the key that makes {@link DecryptionTokens}. */
    public static final String TOKEN_ISSUER_KEY = "token-issuer.key";
    private static final List<String> KEY_FILES = List.of("tls.key", "tls.crt");
    private final State state;

    /** Of a prepared state. */
    public Handout(State state) {
        this.state = state;
    }

    /** Files by receiver and path; a receiver is a service, {@link #POSTGRES} or {@link #TESTER}. */
    public Map<String, Map<String, byte[]>> files() throws IOException {
        Map<String, Map<String, byte[]>> all = new LinkedHashMap<>();
        Map<String, byte[]> postgres = new LinkedHashMap<>();
        for (Layout.Service s : state.layout().services()) {
            Map<String, byte[]> own = new LinkedHashMap<>();
            key(own, "", s.name());
            own.put("ca.crt", Files.readAllBytes(state.caFile()));
            if (!s.name().equals(Layout.DECRYPTION)) {
                String password = state.databasePassword(s.database());
                own.put("database.properties", text(ServiceSettings.DATABASE_PASSWORD + "=" + password + "\n"));
                postgres.put(s.database(), text(password));
            }
            copy(own, "accounts.json", "accounts-" + s.name() + ".json");
            own.put(ENVIRONMENT, text(environment(s)));
            all.put(s.name(), own);
        }
        authority(all.get("stelselbeheer"));
        zorgaanbieders(all.get("dvza"));
        all.get(Layout.DECRYPTION).put("token-issuer.pem", Files.readAllBytes(state.keys(State.TOKEN_ISSUER).resolve("public.pem")));
        all.put(POSTGRES, postgres);
        Map<String, byte[]> tester = new LinkedHashMap<>();
        copy(tester, "persons.json", "persons.json");
        copy(tester, "ca.crt", "ca/ca.crt");
        // What tokens for the decryption component are made with: ./netwerk token.
        tester.put(TOKEN_ISSUER_KEY, Files.readAllBytes(state.keys(State.TOKEN_ISSUER).resolve("tls.key")));
        all.put(TESTER, tester);
        return all;
    }

    private String environment(Layout.Service s) {
        StringBuilder lines = new StringBuilder();
        ServiceSettings.of(state.layout(), s, ServiceSettings.Places.inContainer(s), ServiceSettings.Backends.IN_CONTAINERS)
                .forEach((name, value) -> lines.append(ServiceSettings.variable(name)).append('=').append(value).append('\n'));
        return lines.toString();
    }

    private void authority(Map<String, byte[]> own) throws IOException {
        for (String file : KEY_FILES) {
            copy(own, "ca/" + file, "ca/" + file);
        }
        copy(own, "ca/ca.crt", "ca/ca.crt");
        copy(own, "parties.json", "parties.json");
    }

    private void zorgaanbieders(Map<String, byte[]> own) throws IOException {
        List<Map<String, Object>> entries = Layout.ZORGAANBIEDERS.stream().<Map<String, Object>>map(z -> Map.of("naam", z.naam(), "oin",
                z.oin(), "keysDir", "za/" + z.naam(), "gegevensdiensten", z.gegevensdiensten())).toList();
        own.put("zorgaanbieders.json", State.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(entries));
        for (Layout.Zorgaanbieder z : Layout.ZORGAANBIEDERS) {
            key(own, "za/" + z.naam() + "/", "za-" + z.naam());
        }
    }

    private void key(Map<String, byte[]> own, String folder, String holder) throws IOException {
        for (String file : KEY_FILES) {
            own.put(folder + file, Files.readAllBytes(state.keys(holder).resolve(file)));
        }
    }

    private void copy(Map<String, byte[]> own, String name, String from) throws IOException {
        Path file = state.file(from);
        if (Files.exists(file)) {
            own.put(name, Files.readAllBytes(file));
        }
    }

    private static byte[] text(String s) {
        return s.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes a folder for each receiver, each file at once or not at all, readable by the owner alone. */
    public void write(Path folder) throws IOException {
        for (Map.Entry<String, Map<String, byte[]>> receiver : files().entrySet()) {
            for (Map.Entry<String, byte[]> file : receiver.getValue().entrySet()) {
                Path target = folder.resolve(receiver.getKey()).resolve(file.getKey());
                Files.createDirectories(target.getParent());
                SecretFile.write(target, file.getValue());
            }
        }
    }
}
