package nl.etdnetwerk.ad.recipients;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.ad.authentication.PendingAuthentication;
import nl.etdnetwerk.ad.metadata.Authenticatiedienst;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.Service;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.ServiceProvider;
import nl.etdnetwerk.saml.encryption.IdEncrypter;
import nl.etdnetwerk.saml.metadata.EntityIds;

/**
 * Who gets what, by the service catalogue alone. The service provider gets the types of its own service; a service that
 * intermediates another also carries what the other's provider needs; and a party that intermediates this service gets its
 * pseudonym when the request names it. A service may also get a pseudonym of this AD itself. All EncryptedIDs are encrypted for the service provider, which passes the inner structures
 * on (docs/findings.md, N3).
 */
@ApplicationScoped
public class Recipients {

    private final NetworkDirectory directory;

    /**
     * One structure to ask of BSNk.
     *
     * @param intermediary OIN of the party that passes it on
     */
    public record Recipient(String oin, String name, long keySetVersion, String structureVersion, boolean identity,
            Optional<String> intermediary) {

        /** NameQualifier of the value. */
        public String type() {
            return identity ? SamlNames.TYPE_BSN : SamlNames.TYPE_PSEUDO_ID;
        }
    }

    /**
     * Everything for one authentication.
     *
     * @param recipients structures to ask of BSNk
     * @param pseudonym whether the service provider gets a pseudonym of this AD, in an EncryptedID
     * @param plainPseudonym whether it gets that in plain text, as version 1.11 does
     * @param certificates the service provider's, to encrypt for
     */
    public record Plan(String providerName, String purpose, List<Recipient> recipients, boolean pseudonym, boolean plainPseudonym,
            List<IdEncrypter.Recipient> certificates) {

        /** Whether there is anything to tell, and somebody to encrypt it for. */
        boolean isUsable() {
            return !certificates.isEmpty() && (!recipients.isEmpty() || pseudonym || plainPseudonym);
        }
    }

    /** With catalogue and metadata. */
    public Recipients(NetworkDirectory directory) {
        this.directory = directory;
    }

    /** The plan; empty when service and audience do not go together by the catalogue. */
    public Optional<Plan> of(PendingAuthentication a) {
        Optional<ServiceCatalogue> catalogue = directory.catalogue();
        Optional<Service> service = catalogue.flatMap(c -> c.byUuid(a.serviceUuid()));
        if (service.isEmpty() || a.audience().isEmpty()
                || !EntityIds.oin(a.audience().get(0)).equals(Optional.of(service.get().provider().oin()))) {
            return Optional.empty();
        }
        List<Recipient> recipients = new ArrayList<>();
        add(recipients, service.get(), Optional.empty());
        service.get().instance().intermediates().flatMap(catalogue.get()::byUuid)
                .ifPresent(target -> add(recipients, target, Optional.of(service.get().provider().oin())));
        for (String other : a.audience().subList(1, a.audience().size())) {
            String oin = EntityIds.oin(other).orElse("");
            Optional<ServiceProvider> provider = catalogue.get().providerByOin(oin);
            if (provider.isEmpty() || !catalogue.get().mayIntermediate(oin, service.get())) {
                return Optional.empty();
            }
            var instance = provider.get().instances().get(0);
            recipients.add(new Recipient(oin, provider.get().name(), instance.keySetVersion(), instance.structureVersion(), false,
                    Optional.empty()));
        }
        List<IdEncrypter.Recipient> certificates = service.get().instance().certificates().stream()
                .map(k -> new IdEncrypter.Recipient(a.audience().get(0), k.keyName(), k.certificate())).toList();
        List<String> types = service.get().types(Authenticatiedienst.IDENTIFIER_TYPES);
        return Optional.of(new Plan(service.get().provider().name(), service.get().definition().description(), recipients,
                types.contains(SamlNames.TYPE_PSEUDO), types.contains(SamlNames.TYPE_PSEUDO_PLAIN), certificates)).filter(Plan::isUsable);
    }

    private static void add(List<Recipient> recipients, Service s, Optional<String> intermediary) {
        List<String> types = s.types(Authenticatiedienst.IDENTIFIER_TYPES);
        for (boolean identity : new boolean[]{false, true}) {
            if (types.contains(identity ? SamlNames.TYPE_BSN : SamlNames.TYPE_PSEUDO_ID)) {
                recipients.add(new Recipient(s.provider().oin(), s.provider().name(), s.instance().keySetVersion(),
                        s.instance().structureVersion(), identity, intermediary));
            }
        }
    }
}
