package nl.etdnetwerk.hm.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.hm.metadata.Herkenningsmakelaar;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.Service;
import nl.etdnetwerk.saml.message.AuthnRequest;
import nl.etdnetwerk.saml.metadata.EntityIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;

/**
 * Finds the service a request is for. A DVP that intermediates names the zorgaanbieder (finding N1); everybody else uses the
 * index in its metadata or its default service.
 */
@ApplicationScoped
public class RequestedService {

    private final NetworkDirectory directory;
    private final Herkenningsmakelaar hm;

    /** With catalogue and metadata. */
    public RequestedService(NetworkDirectory directory, Herkenningsmakelaar hm) {
        this.hm = hm;
        this.directory = directory;
    }

    /** The service, if there is one, it is the sender's own, and this is its HM (saml.md 1.4). */
    public Optional<Service> find(AuthnRequest request, EntityMetadata sender) {
        return directory.catalogue()
                .flatMap(c -> c.requested(sender, request.attributeConsumingServiceIndex(), request.extension(SamlNames.ZORGAANBIEDERNAAM)))
                .filter(s -> EntityIds.oin(hm.entityId()).filter(s.instance()::isReachedThrough).isPresent());
    }

    /**
     * Entity IDs that identifiers are asked for: the sender, and those it names that intermediate this service and may. Empty when it
     * names one that may not.
     */
    public Optional<List<String>> audience(AuthnRequest request, EntityMetadata sender, Service service) {
        List<String> audience = new ArrayList<>(List.of(sender.entityId()));
        for (String other : request.extensions().getOrDefault(SamlNames.INTENDED_AUDIENCE, List.of())) {
            if (other.equals(sender.entityId())) {
                continue;
            }
            String oin = EntityIds.oin(other).orElse("");
            if (directory.participant(other).isEmpty() || !directory.catalogue().orElseThrow().mayIntermediate(oin, service)) {
                return Optional.empty();
            }
            audience.add(other);
        }
        return Optional.of(audience);
    }
}
