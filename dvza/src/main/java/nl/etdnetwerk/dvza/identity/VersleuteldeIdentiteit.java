package nl.etdnetwerk.dvza.identity;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import nl.etdnetwerk.dvza.client.Clients;
import nl.etdnetwerk.dvza.data.Patients;
import nl.etdnetwerk.dvza.zorgaanbieder.Zorgaanbieders.Zorgaanbieder;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.kit.store.ShortLivedStore;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequest;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.decryption.Decryption;
import nl.etdnetwerk.polymorphic.message.Decrypted;
import nl.etdnetwerk.polymorphic.message.IntermediationStatement;
import nl.etdnetwerk.polymorphic.message.MessageCodec;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.Service;

/**
 * The checks of medmij.md 6.3: JWT of the client where it came in one, signature, recipient and key of the EI, that BSNk made it for
 * this client to pass on, after a recent authentication on a sufficient level, and that this same EI was not presented before. What
 * is wrong is logged and never told.
 */
@ApplicationScoped
public class VersleuteldeIdentiteit {

    private static final Logger LOG = Logger.getLogger(VersleuteldeIdentiteit.class);
    private static final Duration REPLAY = Duration.ofDays(1);
    private final Patients patients;
    private final ShortLivedStore store;
    private final NetworkDirectory directory;
    private final Clients clients;
    private final NetworkClock clock;
    private final EtdConfig config;
    private final PresentationRules rules;

    /** With the patients. */
    public VersleuteldeIdentiteit(Patients patients, ShortLivedStore store, NetworkDirectory directory, Clients clients, NetworkClock clock,
            EtdConfig config, @ConfigProperty(name = "dvza.vi-max-age", defaultValue = "PT2H15M") Duration maxAge) {
        this.rules = new PresentationRules(maxAge, config.clockSkew());
        this.patients = patients;
        this.store = store;
        this.directory = directory;
        this.clients = clients;
        this.clock = clock;
        this.config = config;
    }

    /** Handle of the patient that an EI of the HM is about; also for a BSN without data here. */
    public Optional<UUID> fromAssertion(Zorgaanbieder zorgaanbieder, String base64) {
        try {
            return decrypt(zorgaanbieder, Base64.getMimeDecoder().decode(base64)).map(bsn -> patients.handle(zorgaanbieder.naam(), bsn));
        } catch (IllegalArgumentException e) {
            return refused("VI_MALFORMED");
        }
    }

    /** Handle of the patient that the request's VI is about, once; empty when it is refused. */
    public Optional<UUID> fromRequest(Zorgaanbieder zorgaanbieder, AuthorizationRequest request) {
        Optional<String> vi = request.versleuteldeIdentiteit()
                .or(() -> request.versleuteldeIdentiteitJwt().flatMap(jwt -> fromJwt(jwt, request)));
        try {
            byte[] signedEi = Base64.getUrlDecoder().decode(vi.orElse(""));
            if (signedEi.length == 0) {
                return refused("VI_MALFORMED");
            }
            Optional<String> bsn = decrypt(zorgaanbieder, signedEi);
            if (bsn.isEmpty() || !mayPresent(zorgaanbieder, signedEi, request.clientId())) {
                return Optional.empty();
            }
            return store.firstSeen("vi", Sha256.hex(signedEi), REPLAY)
                    ? bsn.map(b -> patients.handle(zorgaanbieder.naam(), b))
                    : refused("VI_REPLAYED");
        } catch (IllegalArgumentException e) {
            return refused("VI_MALFORMED");
        }
    }

    private static Optional<String> decrypt(Zorgaanbieder zorgaanbieder, byte[] signedEi) {
        Optional<Decryption> keys = zorgaanbieder.keys().decryption();
        if (keys.isEmpty()) {
            return refused("KEYS_NOT_THERE");
        }
        try {
            if (!(keys.get().decrypt(signedEi, Decryption.Request.PLAIN) instanceof Decrypted.Identity i)) {
                return refused("VI_IS_A_PSEUDONYM");
            }
            return BsnRule.holds(i.identifier()) ? Optional.of(i.identifier()) : refused("VI_IS_NO_BSN");
        } catch (RefusedException e) {
            return refused(e.refusal().name());
        }
    }

    /** The level that the catalogue asks for a zorgaanbieder's service; the highest while it says nothing. */
    public LevelOfAssurance minimumLevel(Zorgaanbieder zorgaanbieder) {
        return service(zorgaanbieder).map(s -> s.definition().minimumLevel()).orElse(LevelOfAssurance.LOA4);
    }

    private Optional<Service> service(Zorgaanbieder zorgaanbieder) {
        Optional<ServiceCatalogue> catalogue = directory.catalogue();
        return catalogue.flatMap(c -> c.provider(zorgaanbieder.naam())).flatMap(p -> p.instances().stream().findFirst())
                .flatMap(i -> catalogue.get().byUuid(i.uuid()));
    }

    /** Whether this client is the one that the identity was made for, now. Its signature has been verified. */
    private boolean mayPresent(Zorgaanbieder zorgaanbieder, byte[] signedEi, String clientId) {
        Optional<ServiceCatalogue> catalogue = directory.catalogue();
        Optional<String> client = clients.oin(clientId);
        Optional<Service> service = service(zorgaanbieder);
        boolean may = service.isPresent() && client.isPresent() && catalogue.get().mayIntermediate(client.get(), service.get());
        Optional<String> refusal = rules.refusal(new PresentationRules.Presented(statement(signedEi), client, may,
                minimumLevel(zorgaanbieder)), clock.instant());
        refusal.ifPresent(VersleuteldeIdentiteit::refused);
        return refusal.isEmpty();
    }

    private static Optional<IntermediationStatement> statement(byte[] signedEi) {
        try {
            return IntermediationStatement.of(MessageCodec.decode(signedEi));
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    private static <T> Optional<T> refused(String code) {
        LOG.warnf("VI_REFUSED %s", code);
        return Optional.empty();
    }

    /** The VI in a JWT that the client itself signed for this very request. */
    private Optional<String> fromJwt(String jwt, AuthorizationRequest request) {
        Optional<String> oin = clients.oin(request.clientId());
        List<X509Certificate> keys = directory.participantsOf("DV").stream().filter(p -> Optional.of(p.oin()).equals(oin))
                .flatMap(p -> p.signingCertificates(clock.instant()).values().stream()).toList();
        Optional<IdentityAssertion> assertion = IdentityAssertion.read(jwt, request, keys,
                List.of(config.publicUrl(), config.internalUrl()), clock.instant(), config.clockSkew());
        boolean first = assertion.filter(a -> store.firstSeen("vi-jti", Sha256.hex(request.clientId() + " " + a.jti()), REPLAY))
                .isPresent();
        return first ? assertion.map(IdentityAssertion::vi) : refused("VI_JWT");
    }
}
