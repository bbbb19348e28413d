package nl.etdnetwerk.dvza.token;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.jwt.build.Jwt;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.config.ServiceIdentity;
import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.kit.time.NetworkClock;

/** JWT access tokens, bound to the certificate of the client (RFC 8705), for fifteen minutes. */
@ApplicationScoped
public class AccessTokens {

    /** Life of an access token. */
    public static final Duration LIFE = Duration.ofMinutes(15);
    private final EtdConfig config;
    private final ServiceIdentity identity;
    private final NetworkClock clock;
    private final ObjectMapper json;

    /** Signed with the key of the service. */
    public AccessTokens(EtdConfig config, ServiceIdentity identity, NetworkClock clock, ObjectMapper json) {
        this.json = json;
        this.config = config;
        this.identity = identity;
        this.clock = clock;
    }

    String create(Grants.Grant grant, String correlationId, X509Certificate client) {
        long now = clock.instant().getEpochSecond();
        return Jwt.issuer(config.publicUrl()).subject(grant.patient().toString()).audience(config.internalUrl()).issuedAt(now)
                .expiresAt(now + LIFE.toSeconds()).claim("jti",
                        UUID.randomUUID().toString())
                .claim("client_id", grant.clientId()).claim("scope", grant.scope()).claim("aanbieder", grant.zorgaanbieder())
                .claim("grant", grant.id().toString())
                .claim("correlation", correlationId).claim("cnf", Map.of("x5t#S256", thumbprint(client))).jws()
                .sign(identity.key().privateKey());
    }

    /** The grant a token names. Its signature does not matter here: a client can only end grants of its own. */
    Optional<UUID> grantOf(String token) {
        try {
            return Optional.of(UUID.fromString(json.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1])).path("grant").asText()));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    static String thumbprint(X509Certificate c) {
        try {
            return Sha256.base64Url(c.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
