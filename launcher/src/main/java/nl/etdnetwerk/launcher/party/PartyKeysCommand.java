package nl.etdnetwerk.launcher.party;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.pki.TestPki;
import nl.etdnetwerk.plan.SecretFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Makes a key with a certificate. */
@Command(name = "keys", description = "Make a key and certificate of the network's test PKI for a party.", mixinStandardHelpOptions = true)
final class PartyKeysCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int PASSWORD_BYTES = 18;
    @ParentCommand
    private PartyCommand party;
    @Option(names = "--organisation", required = true, description = "Its name, for the certificate.")
    private String organisation;
    @Option(names = "--oin", required = true, description = "20 digits.")
    private String oin;
    @Option(names = "--host", required = true, description = "Name of a server; may be given more than once.")
    private List<String> hosts;
    @Option(names = "--out", required = true, description = "Folder for tls.key, tls.crt and ca.crt.")
    private Path out;
    @Option(names = "--p12", description = "Also tls.p12 with key and chain, and tls.p12.password.")
    private boolean p12;

    @Override
    public Integer call() throws IOException {
        Stelselbeheer stelselbeheer = party.stelselbeheer();
        HttpResponse<String> answer = stelselbeheer.call("POST", "/api/certificates",
                JSON.writeValueAsString(Map.of("organisation", organisation, "oin", oin, "hostnames", hosts)), Set.of(OK));
        stelselbeheer.findable(KnownNames.ofThisMachine(hosts));
        JsonNode issued = JSON.readTree(answer.body());
        Files.createDirectories(out);
        SecretFile.write(out.resolve("tls.key"), issued.get("privateKey").asText().getBytes(StandardCharsets.UTF_8));
        Files.writeString(out.resolve("tls.crt"), issued.get("chain").asText());
        Files.copy(stelselbeheer.caFile(), out.resolve("ca.crt"), StandardCopyOption.REPLACE_EXISTING);
        if (p12) {
            pkcs12();
        }
        System.out
                .println("Geschreven naar " + out + ": tls.key, tls.crt (met keten), ca.crt" + (p12 ? ", tls.p12, tls.p12.password" : ""));
        return 0;
    }

    /** For products that want a key store: a password of its own, in a file beside it. */
    private void pkcs12() throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
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
        SecretFile.write(out.resolve("tls.p12"), store.toByteArray());
        SecretFile.write(out.resolve("tls.p12.password"), password.getBytes(StandardCharsets.US_ASCII));
    }
}
