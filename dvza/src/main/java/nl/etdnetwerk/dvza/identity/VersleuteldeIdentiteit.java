package nl.etdnetwerk.dvza.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

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
    private static final int MAX_JWT_SECONDS = 120;
    private final Patients patients;
    private final ShortLivedStore store;
    private final NetworkDirectory directory;
    private final Clients clients;
    private final NetworkClock clock;
    private final ObjectMapper json;
    private final EtdConfig config;
    private final PresentationRules rules;

    /** With the patients. */
    public VersleuteldeIdentiteit(Patients patients, ShortLivedStore store, NetworkDirectory directory, Clients clients, NetworkClock clock,
            ObjectMapper json, EtdConfig config, @ConfigProperty(name = "dvza.vi-max-age", defaultValue = "PT2H15M") Duration maxAge) {
        this.rules = new PresentationRules(maxAge, config.clockSkew());
        this.patients = patients;
        this.store = store;
        this.directory = directory;
        this.clients = clients;
        this.clock = clock;
        this.json = json;
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
        try {
            String[] parts = jwt.split("\\.");
            JsonNode header = json.readTree(Base64.getUrlDecoder().decode(parts[0]));
            JsonNode claims = json.readTree(Base64.getUrlDecoder().decode(parts[1]));
            long now = clock.instant().getEpochSecond();
            boolean ok = parts.length == 3 && header.path("alg").asText().equals("PS256")
                    && header.path("typ").asText().equals("medmij-vi+jwt") && verifies(parts, request.clientId())
                    && claims.path("iss").asText().equals(request.clientId())
                    && claims.path("client_id").asText().equals(request.clientId())
                    && List.of(config.publicUrl(), config.internalUrl()).contains(claims.path("aud").asText())
                    && claims.path("redirect_uri").asText().equals(request.redirectUri())
                    && claims.path("scope").asText().equals(request.scope().text()) && claims.path("exp").asLong() > now
                    && claims.path("iat").asLong() <= now + config.clockSkew().toSeconds()
                    && claims.path("exp").asLong() - claims.path("iat").asLong() <= MAX_JWT_SECONDS
                    && claims.path("state_hash").asText()
                            .equals(Sha256.base64Url(request.state().getBytes(StandardCharsets.US_ASCII)))
                    && store.firstSeen("vi-jti", request.clientId() + " " + claims.path("jti").asText(), REPLAY);
            return ok ? Optional.of(claims.path("vi").asText()) : refused("VI_JWT");
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | GeneralSecurityException e) {
            return refused("VI_JWT");
        }
    }

    private boolean verifies(String[] parts, String clientId) throws GeneralSecurityException {
        Optional<String> oin = clients.oin(clientId);
        for (X509Certificate c : directory.participantsOf("DV").stream().filter(p -> Optional.of(p.oin()).equals(oin))
                .flatMap(p -> p.signingCertificates(clock.instant()).values().stream()).toList()) {
            Signature s = Signature.getInstance("RSASSA-PSS");
            s.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            s.initVerify(c.getPublicKey());
            s.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            if (s.verify(Base64.getUrlDecoder().decode(parts[2]))) {
                return true;
            }
        }
        return false;
    }
}
