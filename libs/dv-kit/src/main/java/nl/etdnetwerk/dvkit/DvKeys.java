package nl.etdnetwerk.dvkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.decryption.Decryption;
import nl.etdnetwerk.polymorphic.decryption.ServiceProviderKeys;
import nl.etdnetwerk.polymorphic.key.KeyDelivery;
import nl.etdnetwerk.polymorphic.key.SchemePublicKeys;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey;
import nl.etdnetwerk.saml.SigningKey;

/** Keys of one service provider. They live in memory only: a new start fetches them again. */
public final class DvKeys {

    private static final Logger LOG = Logger.getLogger(DvKeys.class);
    private final SigningKey key;
    private final BackChannel channel;
    private final Supplier<Optional<String>> hm;
    private final String path;
    private final ObjectMapper json;
    private volatile Decryption decryption;
    private String lastProblem = "";

    /**
     * Keys to be fetched.
     *
     * @param key of the certificate that the deliveries are sealed for
     * @param channel with that same certificate
     * @param hm address of the HM that is in the network now, if there is one
     * @param identities whether the key for identities has to be among them; without it BSNk may leave it out
     */
    public DvKeys(SigningKey key, BackChannel channel, Supplier<Optional<String>> hm, boolean identities, ObjectMapper json) {
        this.key = key;
        this.channel = channel;
        this.hm = hm;
        this.path = "/dv-keys" + (identities ? "?identities=expected" : "");
        this.json = json;
    }

    /** Fetches and opens the keys, unless they are there; true when they are. */
    public synchronized boolean fetch() {
        if (decryption != null) {
            return true;
        }
        try {
            String url = hm.get().orElseThrow(() -> new IOException("no HM in the network")) + path;
            BackChannel.Answer answer = channel.post(url, "application/json", new byte[0], Map.of());
            if (!answer.isOk()) {
                throw new IOException("status " + answer.status() + " " + answer.text());
            }
            JsonNode root = json.readTree(answer.body());
            List<ServiceProviderKey> keys = new ArrayList<>();
            if (root.path("keys").isEmpty() || root.path("schemeKeys").isEmpty()) {
                throw new IOException("no keys in the answer of the HM");
            }
            for (JsonNode k : root.path("keys")) {
                keys.add(KeyDelivery.open(Base64.getDecoder().decode(k.path("p7").asText()), key.privateKey()));
            }
            Map<String, String> schemeKeys = new HashMap<>();
            root.path("schemeKeys").properties().forEach(e -> schemeKeys.put(e.getKey(), e.getValue().asText()));
            decryption = new Decryption(SchemePublicKeys.parse(schemeKeys), new ServiceProviderKeys(keys));
            return true;
        } catch (IOException | RefusedException | IllegalArgumentException e) {
            if (!String.valueOf(e.getMessage()).equals(lastProblem)) {
                lastProblem = String.valueOf(e.getMessage());
                LOG.warnf("DV keys not fetched yet: %s", lastProblem);
            }
            return false;
        }
    }

    /** Decryption with the keys, once they are there. */
    public Optional<Decryption> decryption() {
        return Optional.ofNullable(decryption);
    }
}
