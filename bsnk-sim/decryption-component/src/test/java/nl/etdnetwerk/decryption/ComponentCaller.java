package nl.etdnetwerk.decryption;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Set;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import nl.etdnetwerk.pki.TestPki;

/** A caller of the component, with a certificate and a token. */
final class ComponentCaller {

    private ComponentCaller() {}

    /** A call with a token that is good. */
    static HttpResponse<String> post(URL address, String body) throws Exception {
        return post(address, token("issuer", "etd-netwerk", "decryption-component", "decrypt", 600), body);
    }

    static HttpResponse<String> post(URL address, String token, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address.toString().replace("0.0.0.0", "localhost")))
                .header("Content-Type", "application/json").header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return client().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static SSLContext caller() throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("own", TestPki.privateKey(TestIdentities.keys("caller").resolve("tls.key")), new char[0],
                TestPki.certificates(TestIdentities.keys("caller").resolve("tls.crt")).toArray(new java.security.cert.Certificate[0]));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, new char[0]);
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry("root", TestPki.certificates(TestIdentities.keys("ca.crt")).get(0));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }

    static HttpClient client() throws Exception {
        return HttpClient.newBuilder().sslContext(caller()).version(HttpClient.Version.HTTP_1_1).build();
    }

    static String token(String signedBy, String issuer, String audience, String role, long life) throws Exception {
        long now = Clock.systemUTC().instant().getEpochSecond();
        return Jwt.issuer(issuer).audience(audience).subject("test").groups(Set.of(role)).issuedAt(now - 120).expiresAt(now + life).jws()
                .algorithm(SignatureAlgorithm.PS256).sign(TestPki.privateKey(TestIdentities.keys(signedBy).resolve("tls.key")));
    }
}
