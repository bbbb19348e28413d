package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.call;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import nl.etdnetwerk.bsnksoap.BsnkElement;
import nl.etdnetwerk.bsnksoap.BsnkFault;
import nl.etdnetwerk.bsnksoap.BsnkMessages;
import nl.etdnetwerk.pki.TestPki;
import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.saml.SigningKey;

/** BSNk by SOAP, with the keys of any service of the network under test. */
final class BsnkCaller {

    private BsnkCaller() {}

    static X509Certificate certificate(String service) throws IOException {
        return TestPki.certificates(NetworkUnderTest.get().state().keys(service).resolve("tls.crt")).get(0);
    }

    static SigningKey key(String service) throws IOException {
        return new SigningKey(TestPki.privateKey(NetworkUnderTest.get().state().keys(service).resolve("tls.key")), certificate(service));
    }

    static String keySetVersion(String service) throws IOException {
        return certificate(service).getNotBefore().toInstant().toString().substring(0, 10).replace("-", "");
    }

    static BsnkElement request(String name, String id, BsnkElement... children) {
        return BsnkElement.parent(name, Map.of("DateTime", now(), "RequestID", id), children);
    }

    /** As a DateTime has it. */
    static String now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Sends as one service with the signature of another, mostly the same. */
    static BsnkElement send(String service, String tls, String signer, BsnkElement request) throws Exception {
        String address = url("bsnk") + "/bsnk/" + service;
        byte[] soap = BsnkMessages.write(request, BsnkElement.NAMESPACE + ":" + request.name(), address, key(signer));
        String answer = call(tls, "POST", address, new String(soap, StandardCharsets.UTF_8), Map.of("Content-Type", "text/xml")).body();
        return BsnkMessages.read(answer.getBytes(StandardCharsets.UTF_8), certificate("bsnk"), Clock.systemUTC().instant());
    }

    static List<BsnkElement> activate(BsnkElement identifier) throws Exception {
        return send("activate", "ad-een", "ad-een",
                request("ProvidePPRequest", "T-" + UUID.randomUUID(),
                        BsnkElement.of("Requester", Layout.standard().service("ad-een").oin()),
                        BsnkElement.of("RequesterKeySetVersion", keySetVersion("ad-een")), identifier))
                .all("PolymorphicPseudonym");
    }

    static BsnkElement transform(List<BsnkElement> polymorphic, String oin, String version, String type) throws Exception {
        return send("transform", "ad-een", "ad-een",
                request("ProvideEPRequest", "T-" + UUID.randomUUID(),
                        BsnkElement.of("Requester", Layout.standard().service("ad-een").oin()),
                        BsnkElement.of("PolymorphicIdentity", polymorphic.get(0).text()),
                        BsnkElement.of("PolymorphicPseudonym", polymorphic.get(1).text()),
                        BsnkElement.parent("RelyingParty", Map.of(), BsnkElement.of("EntityID", oin),
                                BsnkElement.of("KeySetVersion", version), BsnkElement.of("IdentifierType", type))));
    }

    interface Call {
        Object call() throws Exception;
    }

    static void assertFault(BsnkFault.Reason reason, Call call) {
        assertThatThrownBy(call::call).isInstanceOfSatisfying(BsnkFault.class, f -> assertThat(f.reason()).isEqualTo(reason));
    }
}
