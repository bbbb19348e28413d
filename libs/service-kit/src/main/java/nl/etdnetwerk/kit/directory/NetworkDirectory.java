package nl.etdnetwerk.kit.directory;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.medmij.lists.InvalidListException;
import nl.etdnetwerk.medmij.lists.ListKind;
import nl.etdnetwerk.medmij.lists.ListReader;
import nl.etdnetwerk.medmij.lists.MedMijList;
import nl.etdnetwerk.medmij.lists.MedMijList.Gegevensdienstnamenlijst;
import nl.etdnetwerk.medmij.lists.MedMijList.OAuthclientlist;
import nl.etdnetwerk.medmij.lists.MedMijList.Whitelist;
import nl.etdnetwerk.medmij.lists.MedMijList.Zorgaanbiederslijst;
import nl.etdnetwerk.pki.TestPki;
import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.Validated;
import nl.etdnetwerk.saml.catalogue.CatalogueCodec;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue;
import nl.etdnetwerk.saml.metadata.EntityIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.metadata.MetadataReader;

/**
 * Network metadata, service catalogue and MedMij lists as this service sees them. Signed documents are only used when the
 * signer is stelselbeheer: a certificate under the root with its OIN.
 */
@ApplicationScoped
public class NetworkDirectory {

    private static final String METADATA = "metadata";
    private final EtdConfig config;
    private final BackChannel channel;
    private final NetworkClock clock;
    private final PublishedDocument<X509Certificate> operator;
    private final PublishedDocument<List<EntityMetadata>> metadata;
    private final PublishedDocument<ServiceCatalogue> catalogue;
    private final PublishedDocument<MedMijList> zal;
    private final PublishedDocument<MedMijList> ocl;
    private final PublishedDocument<MedMijList> whl;
    private final PublishedDocument<MedMijList> gnl;
    private final Map<String, PublishedDocument<?>> all = new LinkedHashMap<>();
    private final Set<String> needed;
    private volatile String number = "";
    private volatile Instant nextRefresh = Instant.EPOCH;

    /** With the addresses of the configuration. */
    public NetworkDirectory(EtdConfig config, BackChannel channel, NetworkClock clock) {
        this.config = config;
        this.channel = channel;
        this.clock = clock;
        operator = document("/operator.crt", "operator.crt", (bytes, current) -> operatorCertificate(bytes));
        metadata = document("/metadata", "metadata.xml",
                (bytes, current) -> valid(MetadataReader.network(bytes, signer(), clock.instant())));
        catalogue = document("/catalogue", "catalogue.xml", (bytes, current) -> valid(CatalogueCodec.read(bytes, signer())));
        zal = list(ListKind.ZAL_RELEASE3);
        ocl = list(ListKind.OCL);
        whl = list(ListKind.WHL);
        gnl = list(ListKind.GNL);
        all.put("operator", operator);
        all.put(METADATA, metadata);
        all.put("catalogue", catalogue);
        all.put("zorgaanbiederslijst", zal);
        all.put("oauthclientlist", ocl);
        all.put("whitelist", whl);
        all.put("gegevensdienstnamenlijst", gnl);
        needed = new LinkedHashSet<>(all.keySet());
        needed.removeIf(config::isReadyWithout);
    }

    private <T> PublishedDocument<T> document(String path, String file, PublishedDocument.Reader<T> reader) {
        return new PublishedDocument<>(config.stelselbeheerUrl() + path, config.stateDir().resolve(file), reader);
    }

    private PublishedDocument<MedMijList> list(ListKind kind) {
        return document("/medmij/" + kind.fileName() + "?api=2", kind.fileName(), (bytes, current) -> {
            try {
                MedMijList fresh = ListReader.read(bytes, kind, clock.instant());
                if (current.isPresent()) {
                    ListReader.mayReplace(current.get(), fresh);
                }
                return fresh;
            } catch (InvalidListException e) {
                throw new PublishedDocument.Unusable(e.getMessage());
            }
        });
    }

    private static <T> T valid(Validated<T> v) throws PublishedDocument.Unusable {
        return v.valid().orElseThrow(() -> new PublishedDocument.Unusable(v.findings().toString()));
    }

    private X509Certificate operatorCertificate(byte[] pem) throws PublishedDocument.Unusable {
        try {
            List<X509Certificate> chain = TestPki.certificates(pem);
            KeyStore roots = KeyStore.getInstance("PKCS12");
            roots.load(null, null);
            roots.setCertificateEntry("root", TestPki.certificates(config.caFile()).get(0));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(roots);
            ((X509TrustManager) factory.getTrustManagers()[0]).checkServerTrusted(chain.toArray(new X509Certificate[0]), "RSA");
            if (!EntityIds.oin(chain.get(0)).equals(Optional.of(config.operatorOin()))) {
                throw new PublishedDocument.Unusable("OPERATOR_CERTIFICATE: of another organisation");
            }
            return chain.get(0);
        } catch (IOException | GeneralSecurityException | IndexOutOfBoundsException e) {
            throw new PublishedDocument.Unusable("OPERATOR_CERTIFICATE: " + e.getMessage());
        }
    }

    private Map<String, X509Certificate> signer() throws PublishedDocument.Unusable {
        X509Certificate c = operator.value()
                .orElseThrow(() -> new PublishedDocument.Unusable("certificate of stelselbeheer not known yet"));
        return Map.of(SigningKey.keyName(c), c);
    }

    /** Uses the copies of before, until stelselbeheer was asked. */
    public void restore(@Observes StartupEvent event) {
        all.values().forEach(PublishedDocument::restore);
    }

    /** Tries every second until all is there, then at the configured interval, and as soon as there is another publication. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void refresh() {
        if (!config.followNetwork()) {
            return;
        }
        String published = publishedNumber();
        if (clock.instant().isBefore(nextRefresh) && published.equals(number)) {
            return;
        }
        boolean complete = true;
        for (Map.Entry<String, PublishedDocument<?>> document : all.entrySet()) {
            complete &= document.getValue().refresh(url -> channel.get(url, Map.of())) || !needed.contains(document.getKey());
        }
        nextRefresh = complete ? clock.instant().plus(config.refresh()) : Instant.EPOCH;
        number = complete ? published : number;
    }

    /** Number of the publication at stelselbeheer; that it cannot be asked changes nothing. */
    private String publishedNumber() {
        try {
            BackChannel.Answer answer = channel.get(config.stelselbeheerUrl() + "/publication", Map.of());
            return answer.isOk() ? answer.text() : number;
        } catch (IOException e) {
            return number;
        }
    }

    /** Number of the publication that this service has as a whole, "" before the first; absent where it follows none. */
    public Optional<String> publication() {
        return Optional.of(number).filter(n -> config.followNetwork());
    }

    /** What is needed and not there yet, for readiness. */
    public List<String> missing() {
        return config.followNetwork()
                ? needed.stream()
                        .filter(name -> all.get(name).value().isEmpty() && !all.get(name).isWithdrawn()
                                || name.equals(METADATA) && participants().isEmpty())
                        .toList()
                : List.of();
    }

    /** All participants whose metadata hold now; after its end a last good copy is good no longer. */
    public List<EntityMetadata> participants() {
        Instant now = clock.instant();
        return metadata.value().orElse(List.of()).stream().filter(e -> e.isCurrent(now)).toList();
    }

    /** A participant by entity ID. */
    public Optional<EntityMetadata> participant(String entityId) {
        return participants().stream().filter(e -> e.entityId().equals(entityId)).findFirst();
    }

    /** Participants of a role: AD, HM or DV. */
    public List<EntityMetadata> participantsOf(String role) {
        return participants().stream().filter(e -> EntityIds.role(e.entityId()).equals(Optional.of(role))).toList();
    }

    /** The HM; a network has one. */
    public Optional<EntityMetadata> herkenningsmakelaar() {
        return participantsOf("HM").stream().findFirst();
    }

    /** Address of the HM for other services: that of its artifact resolution, without the path. */
    public Optional<String> herkenningsmakelaarAddress() {
        return herkenningsmakelaar().flatMap(EntityMetadata::identityProvider).flatMap(idp -> idp.artifactResolution().stream().findFirst())
                .map(EntityMetadata.IndexedEndpoint::location).map(location -> URI.create(location).resolve("/").toString())
                .map(root -> root.substring(0, root.length() - 1));
    }

    /** The service catalogue. */
    public Optional<ServiceCatalogue> catalogue() {
        return catalogue.value();
    }

    /** Zorgaanbiederslijst. */
    public Optional<Zorgaanbiederslijst> zorgaanbiederslijst() {
        return zal.value().map(Zorgaanbiederslijst.class::cast);
    }

    /** OAuthclientlist. */
    public Optional<OAuthclientlist> oauthclientlist() {
        return ocl.value().map(OAuthclientlist.class::cast);
    }

    /** Whitelist. */
    public Optional<Whitelist> whitelist() {
        return whl.value().map(Whitelist.class::cast);
    }

    /** Gegevensdienstnamenlijst. */
    public Optional<Gegevensdienstnamenlijst> gegevensdienstnamenlijst() {
        return gnl.value().map(Gegevensdienstnamenlijst.class::cast);
    }
}
