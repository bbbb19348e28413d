package nl.etdnetwerk.dvza.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

import jakarta.enterprise.context.RequestScoped;

import org.eclipse.microprofile.jwt.JsonWebToken;

import nl.etdnetwerk.kit.peer.PeerCertificate;

/** A token only works over a connection with the certificate it was given to (RFC 8705, {@code cnf.x5t#S256}). */
@RequestScoped
public class CertificateBinding {

    private final PeerCertificate peer;

    /** With the certificate of the current request. */
    public CertificateBinding(PeerCertificate peer) {
        this.peer = peer;
    }

    /** Whether the token belongs to this connection. */
    public boolean holds(JsonWebToken token) {
        Object cnf = token.getClaim("cnf");
        String expected = cnf instanceof Map<?, ?> m ? String.valueOf(m.get("x5t#S256")).replace("\"", "") : "";
        return peer.certificate().filter(c -> MessageDigest.isEqual(AccessTokens.thumbprint(c).getBytes(StandardCharsets.US_ASCII),
                expected.getBytes(StandardCharsets.US_ASCII))).isPresent();
    }
}
