package nl.etdnetwerk.dvza.identity;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequest;
import nl.etdnetwerk.saml.SamlNames;

/**
 * The JWT that a client signs around a versleutelde identiteit, for one authorization request and no other (medmij.md 6.3).
 *
 * @param vi base64url of the signed EI
 * @param jti by which it is known when it comes again
 */
record IdentityAssertion(String vi, String jti) {

    static final String TYPE = "medmij-vi+jwt";
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(120);
    private static final int LONGEST_JTI = 256;

    /** Does not show the identity. */
    @Override
    public String toString() {
        return "IdentityAssertion[" + jti + "]";
    }

    /**
     * Reads one.
     *
     * @param jwt compact form
     * @param request that it came with
     * @param keys certificates that the client may have signed with
     * @param audiences names of this server
     * @return empty when anything is not as it has to be
     */
    static Optional<IdentityAssertion> read(String jwt, AuthorizationRequest request, List<X509Certificate> keys, List<String> audiences,
            Instant now, Duration skew) {
        for (X509Certificate key : keys) {
            try {
                JwtClaims claims = consumer(request, key, audiences, now, skew).processToClaims(jwt);
                return isOf(request, claims) && livesBriefly(claims, now, skew)
                        ? Optional.of(new IdentityAssertion(claims.getStringClaimValue("vi"), claims.getJwtId()))
                        : Optional.empty();
            } catch (InvalidJwtException | MalformedClaimException e) {
                // By another key of the client, perhaps.
                continue;
            }
        }
        return Optional.empty();
    }

    private static JwtConsumer consumer(AuthorizationRequest request, X509Certificate key, List<String> audiences, Instant now,
            Duration skew) {
        return new JwtConsumerBuilder().setExpectedType(true, TYPE)
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_PSS_USING_SHA256)
                .setVerificationKey(key.getPublicKey()).setExpectedIssuer(true, request.clientId())
                .setExpectedAudience(true, audiences.toArray(new String[0])).setRequireExpirationTime().setRequireIssuedAt()
                .setRequireJwtId().setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                .setAllowedClockSkewInSeconds((int) skew.toSeconds()).build();
    }

    private static boolean isOf(AuthorizationRequest request, JwtClaims claims) throws MalformedClaimException {
        String jti = claims.getJwtId();
        return request.clientId().equals(claims.getStringClaimValue("client_id"))
                && request.redirectUri().equals(claims.getStringClaimValue("redirect_uri"))
                && request.scope().text().equals(claims.getStringClaimValue("scope"))
                && Sha256.base64Url(request.state().getBytes(StandardCharsets.US_ASCII)).equals(claims.getStringClaimValue("state_hash"))
                && (!claims.hasClaim("vi_type") || SamlNames.TYPE_BSN.equals(claims.getStringClaimValue("vi_type")))
                && claims.hasClaim("vi") && !jti.isBlank() && jti.length() <= LONGEST_JTI;
    }

    private static boolean livesBriefly(JwtClaims claims, Instant now, Duration skew) throws MalformedClaimException {
        long issued = claims.getIssuedAt().getValue();
        return issued <= now.plus(skew).getEpochSecond() && claims.getExpirationTime().getValue() - issued <= LONGEST_LIFE.toSeconds();
    }
}
