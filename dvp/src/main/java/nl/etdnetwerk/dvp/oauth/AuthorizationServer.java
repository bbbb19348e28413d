package nl.etdnetwerk.dvp.oauth;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.medmij.lists.MedMijList.ZalGegevensdienst;
import nl.etdnetwerk.medmij.lists.MedMijList.Zorgaanbieder;

/** Finds the addresses of a zorgaanbieder's authorization server in the ZAL, and what more it offers in its own metadata (RFC 8414). */
@ApplicationScoped
public class AuthorizationServer {

    private static final Logger LOG = Logger.getLogger(AuthorizationServer.class);
    private final NetworkDirectory directory;
    private final BackChannel channel;
    private final ObjectMapper json;

    /**
     * Addresses; PAR and revocation only where offered.
     *
     * @param issuer as the server names itself; empty when it has no metadata
     * @param takesIdentity whether it says that it takes a versleutelde identiteit (medmij_vi_supported, medmij.md 6.3)
     */
    public record Endpoints(String authorization, String token, Optional<String> par, Optional<String> revocation,
            Optional<String> issuer, boolean takesIdentity) {

        /** Whether the server may call itself this: by its metadata, or else by what the list says of it. */
        public boolean isNamed(String name) {
            return issuer.map(name::equals).orElse(List.of(origin(token), origin(authorization)).contains(name));
        }

        /** Audience of a JWT for this server: its own name, or else where its token endpoint is. */
        public String audience() {
            return issuer.orElse(origin(token));
        }
    }

    /** With the lists. */
    public AuthorizationServer(NetworkDirectory directory, BackChannel channel, ObjectMapper json) {
        this.directory = directory;
        this.channel = channel;
        this.json = json;
    }

    /** The zorgaanbieder of the ZAL. */
    public Zorgaanbieder zorgaanbieder(String naam) {
        return directory.zorgaanbiederslijst().flatMap(z -> z.find(naam))
                .orElseThrow(() -> new PageException("ZORGAANBIEDER_UNKNOWN", 404));
    }

    /**
     * The addresses of a zorgaanbieder.
     *
     * @throws PageException NODE_NOT_WHITELISTED when a back-channel host is no MedMij node (medmij.md 5.2)
     */
    public Endpoints of(String naam) {
        ZalGegevensdienst any = zorgaanbieder(naam).gegevensdiensten().get(0);
        requireNode(any.tokenEndpoint());
        // Only what the list says of this server is believed: metadata of another name is not used (RFC 8414, 3.3).
        Optional<JsonNode> metadata = metadata(origin(any.tokenEndpoint()))
                .filter(m -> text(m, "issuer")
                        .filter(i -> List.of(origin(any.tokenEndpoint()), origin(any.authorizationEndpoint())).contains(i)).isPresent());
        Optional<String> par = metadata.flatMap(m -> text(m, "pushed_authorization_request_endpoint")).filter(this::isUsable);
        Optional<String> revocation = metadata.flatMap(m -> text(m, "revocation_endpoint")).filter(this::isUsable);
        return new Endpoints(any.authorizationEndpoint(), any.tokenEndpoint(), par, revocation, metadata.flatMap(m -> text(m, "issuer")),
                metadata.filter(m -> m.path("medmij_vi_supported").asBoolean()).isPresent());
    }

    private static String origin(String url) {
        URI uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    /** Whether what a server offers beyond the list is the address of a node; what is none is not used, and the rest is. */
    private boolean isUsable(String url) {
        try {
            String host = new URI(url).getHost();
            boolean usable = isNode(host);
            if (!usable) {
                LOG.warnf("ENDPOINT_NOT_USED %s", host);
            }
            return usable;
        } catch (URISyntaxException e) {
            LOG.warn("ENDPOINT_NOT_USED");
            return false;
        }
    }

    private boolean isNode(String host) {
        return host != null && directory.whitelist().filter(w -> w.contains(host)).isPresent();
    }

    /** Refuses a host that is not on the whitelist. */
    public void requireNode(String url) {
        if (!isNode(URI.create(url).getHost())) {
            throw new PageException("NODE_NOT_WHITELISTED", 502);
        }
    }

    private static Optional<String> text(JsonNode m, String name) {
        return Optional.ofNullable(m.get(name)).map(JsonNode::asText).filter(t -> t.startsWith("https://"));
    }

    private Optional<JsonNode> metadata(String issuer) {
        try {
            BackChannel.Answer answer = channel.get(issuer + "/.well-known/oauth-authorization-server", Map.of());
            return answer.isOk() ? Optional.of(json.readTree(answer.body())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
