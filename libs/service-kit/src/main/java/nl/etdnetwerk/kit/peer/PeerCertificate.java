package nl.etdnetwerk.kit.peer;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLPeerUnverifiedException;

import jakarta.enterprise.context.RequestScoped;

import io.vertx.core.http.HttpServerRequest;
import nl.etdnetwerk.saml.metadata.EntityIds;

/** The certificate the client of the current request showed in its TLS handshake; the handshake has checked its chain. */
@RequestScoped
public class PeerCertificate {

    private final HttpServerRequest request;

    /** For the current request. */
    public PeerCertificate(HttpServerRequest request) {
        this.request = request;
    }

    /** The certificate, if one was shown. */
    public Optional<X509Certificate> certificate() {
        try {
            return request.sslSession() != null && request.sslSession().getPeerCertificates()[0] instanceof X509Certificate x
                    ? Optional.of(x)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    /** The OIN in the certificate. */
    public Optional<String> oin() {
        return certificate().flatMap(EntityIds::oin);
    }

    /** Whether one of the DNS names of the certificate is this one. */
    public boolean hasDnsName(String name) {
        return certificate().map(PeerCertificate::dnsNames).orElse(List.of()).contains(name);
    }

    /** DNS names in a certificate, without localhost: that name tells nothing about who it is. */
    public static List<String> dnsNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream().filter(n -> Integer.valueOf(2).equals(n.get(0))).map(n -> String.valueOf(n.get(1)))
                            .filter(n -> !n.equals("localhost")).toList();
        } catch (java.security.cert.CertificateParsingException e) {
            return List.of();
        }
    }
}
