package nl.etdnetwerk.hm.choice;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.hm.login.PendingLogin;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.Service;
import nl.etdnetwerk.saml.metadata.EntityMetadata;

/**
 * ADs that a login can be done at: those that reach the level and can give the identifiers of the service, and of the one it
 * intermediates, in alphabetical order (saml.md 1.14, 2.6); of those, the ones that the service provider wished, if it did. What an AD can give stands as NameIDFormat in its metadata; one that
 * tells nothing of the scheme's types there is asked.
 */
@ApplicationScoped
public class SuitableAds {

    private final NetworkDirectory directory;

    /** With metadata and catalogue. */
    public SuitableAds(NetworkDirectory directory) {
        this.directory = directory;
    }

    /** For this login. */
    public List<EntityMetadata> of(PendingLogin login) {
        return directory.participantsOf("AD").stream().filter(ad -> ad.level().filter(l -> l.satisfies(login.level())).isPresent())
                .filter(ad -> login.wishedAds().isEmpty() || login.wishedAds().contains(ad.entityId()))
                .filter(ad -> identifies(ad, login)).sorted(EntityMetadata.byName()).toList();
    }

    private boolean identifies(EntityMetadata ad, PendingLogin login) {
        List<String> able = ad.identityProvider().map(EntityMetadata.IdentityProvider::nameIdFormats).orElse(List.of()).stream()
                .filter(f -> f.startsWith("urn:etoegang:")).toList();
        Optional<ServiceCatalogue> catalogue = directory.catalogue();
        Optional<Service> service = catalogue.flatMap(c -> c.byUuid(login.serviceUuid()));
        Optional<Service> intermediated = service.flatMap(s -> s.instance().intermediates()).flatMap(u -> catalogue.get().byUuid(u));
        // Who gets an identifier along gets a pseudonym (medmij.md 6.4).
        boolean alongToo = login.audience().size() < 2 || able.contains(SamlNames.TYPE_PSEUDO_ID);
        return able.isEmpty() || alongToo && service.filter(s -> !s.types(able).isEmpty()).isPresent()
                && intermediated.filter(s -> s.types(able).isEmpty()).isEmpty();
    }
}
