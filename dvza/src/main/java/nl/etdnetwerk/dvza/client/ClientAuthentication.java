package nl.etdnetwerk.dvza.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;

import nl.etdnetwerk.kit.peer.PeerCertificate;

/** Which client asks in the back channel: the one that {@code client_id} names and the certificate of the connection too (medmij.md 2.1). */
@RequestScoped
public class ClientAuthentication {

    private static final String CLIENT_ID = "client_id";
    private final PeerCertificate peer;
    private final Clients clients;

    /** Of the connection of the current request. */
    public ClientAuthentication(PeerCertificate peer, Clients clients) {
        this.peer = peer;
        this.clients = clients;
    }

    /** The client, when it may ask for something: a node of MedMij too. */
    public Optional<String> node(Map<String, List<String>> form) {
        return named(form).filter(clients::isNode);
    }

    /** The client, whether it takes part still or not: whoever is taken out may end what it was given. */
    public Optional<String> named(Map<String, List<String>> form) {
        return form.getOrDefault(CLIENT_ID, List.of()).stream().findFirst().filter(peer::hasDnsName);
    }
}
