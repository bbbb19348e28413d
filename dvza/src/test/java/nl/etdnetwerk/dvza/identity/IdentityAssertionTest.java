package nl.etdnetwerk.dvza.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.medmij.oauth.AuthorizationRequest;
import nl.etdnetwerk.medmij.oauth.Scope;
import nl.etdnetwerk.pki.TestPki;
import nl.etdnetwerk.saml.SigningKey;

/** The claims of medmij.md 6.3, one wrong at a time. */
class IdentityAssertionTest {

    private static final Instant NOW = Instant.now();
    private static final String CLIENT = "pgo.example";
    private static final String AS = "https://dvza.example";
    private static final String VI = "c2lnbmVkLWVp";
    private static final AuthorizationRequest REQUEST = new AuthorizationRequest(CLIENT, "https://pgo.example/terug",
            Scope.parse("huisarts").orElseThrow(), "s".repeat(32), Optional.empty(), UUID.randomUUID().toString(),
            UUID.randomUUID().toString(), Optional.empty(), Optional.empty());
    private static SigningKey key;
    private static SigningKey other;

    @BeforeAll
    static void keys() throws Exception {
        TestPki pki = TestPki.create(NOW);
        key = issued(pki, "pgo");
        other = issued(pki, "other");
    }

    private static SigningKey issued(TestPki pki, String name) throws Exception {
        nl.etdnetwerk.pki.Identity issued = pki
                .issue(new TestPki.Request(name, name, "99990001000000000021", List.of(CLIENT), NOW.minusSeconds(60),
                        Duration.ofHours(1)));
        return new SigningKey(issued.privateKey(), issued.certificate());
    }

    private static JwtClaims claims() {
        JwtClaims c = new JwtClaims();
        c.setIssuer(CLIENT);
        c.setStringClaim("client_id", CLIENT);
        c.setAudience(AS);
        c.setStringClaim("redirect_uri", REQUEST.redirectUri());
        c.setStringClaim("scope", REQUEST.scope().text());
        c.setIssuedAt(NumericDate.fromSeconds(NOW.getEpochSecond()));
        c.setExpirationTime(NumericDate.fromSeconds(NOW.getEpochSecond() + 60));
        c.setStringClaim("state_hash", Sha256.base64Url(REQUEST.state().getBytes(StandardCharsets.US_ASCII)));
        c.setJwtId("x".repeat(200));
        c.setStringClaim("vi", VI);
        return c;
    }

    private static Optional<IdentityAssertion> read(JwtClaims claims, String algorithm, String type, SigningKey by) throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setAlgorithmHeaderValue(algorithm);
        jws.setHeader("typ", type);
        jws.setKey(by.privateKey());
        return IdentityAssertion.read(jws.getCompactSerialization(), REQUEST, List.of(other.certificate(), key.certificate()), List.of(AS),
                NOW, Duration.ofSeconds(5));
    }

    @Test
    void assertionWhenAllIsRightThenTheIdentityIsInIt() throws JoseException {
        IdentityAssertion read = read(claims(), "PS256", IdentityAssertion.TYPE, key).orElseThrow();

        assertThat(read).isEqualTo(new IdentityAssertion(VI, "x".repeat(200)));
        assertThat(read.toString()).doesNotContain(VI);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(claim("iss", c -> c.setIssuer("other.example")), claim("client_id", c -> c.setStringClaim("client_id", "other")),
                claim("aud", c -> c.setAudience("https://other.example")), claim("no aud", c -> c.unsetClaim("aud")),
                claim("redirect_uri", c -> c.setStringClaim("redirect_uri", "https://pgo.example/elders")),
                claim("scope", c -> c.setStringClaim("scope", "ziekenhuis")), claim("expired", c -> c.setExpirationTime(at(-10))),
                claim("no exp", c -> c.unsetClaim("exp")), claim("not made yet", c -> c.setIssuedAt(at(30))),
                claim("no iat", c -> c.unsetClaim("iat")), claim("lives too long", c -> c.setExpirationTime(at(121))),
                claim("state_hash", c -> c.setStringClaim("state_hash", "x")), claim("no jti", c -> c.unsetClaim("jti")),
                claim("empty jti", c -> c.setJwtId("")), claim("endless jti", c -> c.setJwtId("x".repeat(257))),
                claim("no vi", c -> c.unsetClaim("vi")), claim("vi_type", c -> c.setStringClaim("vi_type", "urn:x")));
    }

    private static NumericDate at(long seconds) {
        return NumericDate.fromSeconds(NOW.getEpochSecond() + seconds);
    }

    private static Arguments claim(String name, Consumer<JwtClaims> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void assertionWhenAClaimIsWrongThenRefused(String name, Consumer<JwtClaims> change) throws JoseException {
        JwtClaims claims = claims();
        change.accept(claims);

        assertThat(read(claims, "PS256", IdentityAssertion.TYPE, key)).as(name).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS384"})
    void assertionWhenSignedInAnotherWayThenRefused(String algorithm) throws JoseException {
        assertThat(read(claims(), algorithm, IdentityAssertion.TYPE, key)).isEmpty();
    }

    @Test
    void assertionWhenOfAnotherTypeOrKeyOrNoneThenRefused() throws Exception {
        assertThat(read(claims(), "PS256", "JWT", key)).isEmpty();
        SigningKey stranger = issued(TestPki.create(NOW), "stranger");
        assertThat(read(claims(), "PS256", IdentityAssertion.TYPE, stranger)).isEmpty();
        assertThat(IdentityAssertion.read("a.b", REQUEST, List.of(key.certificate()), List.of(AS), NOW, Duration.ZERO)).isEmpty();
        assertThat(IdentityAssertion.read("", REQUEST, List.of(key.certificate()), List.of(AS), NOW, Duration.ZERO)).isEmpty();
    }
}
