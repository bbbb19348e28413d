package nl.etdnetwerk.dvza.client;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.directory.NetworkDirectory;

/**
 * DVPs as OAuth clients: on the OCL, and for the back channel a node on the whitelist too (medmij.md 5.2). Asked at every request,
 * so that a DVP that is taken out of the lists is out at once, whatever tokens it has. Without a list nobody is known.
 */
@ApplicationScoped
public class Clients {

    private final NetworkDirectory directory;

    /** With the lists. */
    public Clients(NetworkDirectory directory) {
        this.directory = directory;
    }

    /** Whether a client id is on the OCL. */
    public boolean isListed(String clientId) {
        return name(clientId).isPresent();
    }

    /** Whether a client may use the back channel: on the OCL and on the whitelist. */
    public boolean isNode(String clientId) {
        return isListed(clientId) && directory.whitelist().filter(w -> w.contains(clientId)).isPresent();
    }

    /** Organisation name on the OCL. */
    public Optional<String> name(String clientId) {
        return directory.oauthclientlist().flatMap(o -> o.find(clientId)).map(c -> c.organisatienaam());
    }

    /** OIN: of the service provider that carries the same name in the catalogue (one name everywhere, finding N1). */
    public Optional<String> oin(String clientId) {
        return name(clientId).flatMap(n -> directory.catalogue().flatMap(c -> c.provider(n))).map(p -> p.oin());
    }
}
