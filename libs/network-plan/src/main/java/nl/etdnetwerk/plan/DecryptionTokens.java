package nl.etdnetwerk.plan;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

import nl.etdnetwerk.pki.TestPki;

/** Bearer tokens for the decryption component, which only knows the public key of who makes them. */
public final class DecryptionTokens {

    /** Half a day: long enough for a day's tests, and of no use the day after. */
    private static final Duration LIFE = Duration.ofHours(12);

    private DecryptionTokens() {}

    /**
     * A fresh token.
     *
     * @param issuerKey PEM file with the private key of the issuer
     * @return a JWT signed with PS256, in compact form
     * @throws IOException when there is no such key
     */
    public static String create(Path issuerKey, Instant now) throws IOException {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("etd-netwerk");
        claims.setAudience("decryption-component");
        claims.setSubject("netwerk");
        claims.setStringListClaim("groups", List.of("decrypt"));
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFE).getEpochSecond()));
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_PSS_USING_SHA256);
        token.setHeader("typ", "JWT");
        token.setPayload(claims.toJson());
        token.setKey(TestPki.privateKey(issuerKey));
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IOException("no token", e);
        }
    }
}
