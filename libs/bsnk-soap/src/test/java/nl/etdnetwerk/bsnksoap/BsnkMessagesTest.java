package nl.etdnetwerk.bsnksoap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import nl.etdnetwerk.pki.TestPki;
import nl.etdnetwerk.saml.SigningKey;

class BsnkMessagesTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    private static final TestPki PKI = TestPki.create(NOW);
    private static final SigningKey AD = key("99990001000000000011");
    private static final SigningKey OTHER = key("99990001000000000012");
    private static final BsnkElement REQUEST = BsnkElement.parent("ProvidePPRequest",
            Map.of("RequestID", "R-1", "DateTime", "2026-03-14T10:00:00Z"),
            BsnkElement.of("Requester", "99990001000000000011"), BsnkElement.of("SurName", "O'Neill & <Zn>"));

    private static SigningKey key(String oin) {
        var i = PKI.issue(new TestPki.Request("t", "T", oin, List.of(), NOW, Duration.ofDays(10)));
        return new SigningKey(i.privateKey(), i.certificate());
    }

    private static byte[] written() {
        return BsnkMessages.write(REQUEST, "urn:x", "https://bsnk.localhost/", AD);
    }

    private static byte[] changed(String from, String to) {
        return new String(written(), StandardCharsets.UTF_8).replaceFirst(from, to).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readWhenSignedBySenderThenGivesTheSame() throws Exception {
        assertThat(BsnkMessages.read(written(), AD.certificate())).isEqualTo(REQUEST);
    }

    @Test
    void readWhenNotSignedBySenderThenAuthorizationError() {
        assertFault(BsnkFault.Reason.AuthorizationError, written(), OTHER);
        assertFault(BsnkFault.Reason.AuthorizationError, changed("O'Neill", "O'Reilly"), AD);
        assertFault(BsnkFault.Reason.AuthorizationError, changed("(?s)<ds:Signature.*</ds:Signature>", ""), AD);
        assertFault(BsnkFault.Reason.AuthorizationError, changed("URI=\"#key\"", "URI=\"#body\""), AD);
        assertFault(BsnkFault.Reason.SyntaxError, "<x/>".getBytes(StandardCharsets.UTF_8), AD);
        assertFault(BsnkFault.Reason.SyntaxError, "<!DOCTYPE x><x/>".getBytes(StandardCharsets.UTF_8), AD);
    }

    @Test
    void readWhenBodyIsWrappedThenRefused() {
        // The signed Body moves into the header and an attacker's takes its place.
        String xml = new String(written(), StandardCharsets.UTF_8);
        String body = xml.substring(xml.indexOf("<soap:Body"), xml.indexOf("</soap:Body>") + 12);
        String attack = xml.replace(body, body.replace("\"body\"", "\"evil\"").replace("O'Neill", "Evil")).replace("</soap:Header>",
                "<x>" + body + "</x></soap:Header>");

        assertFault(BsnkFault.Reason.AuthorizationError, attack.getBytes(StandardCharsets.UTF_8), AD);
    }

    @Test
    void readWhenFaultThenThatReason() {
        byte[] fault = BsnkMessages.fault(new BsnkFault(BsnkFault.Reason.DocumentRejected, "document expired"), "ProvidePolymorphicFault");

        assertFault(BsnkFault.Reason.DocumentRejected, fault, AD);
    }

    @Test
    void readWhenUntypedFaultThenTheReasonInItsTextAndAnyOtherIsTemporary() {
        for (BsnkFault.Reason general : List.of(BsnkFault.Reason.AuthorizationError, BsnkFault.Reason.SyntaxError,
                BsnkFault.Reason.TemporarilyUnavailable)) {
            BsnkFault fault = new BsnkFault(general, "x");
            assertThat(fault.isGeneral()).isTrue();
            byte[] untyped = BsnkMessages.untypedFault(fault);
            assertThat(new String(untyped, StandardCharsets.UTF_8)).doesNotContain("detail", "FaultReason");
            assertFault(general, untyped, AD);
        }
        assertThat(new BsnkFault(BsnkFault.Reason.NotFound, "x").isGeneral()).isFalse();
        assertFault(BsnkFault.Reason.TemporarilyUnavailable,
                new String(BsnkMessages.untypedFault(new BsnkFault(BsnkFault.Reason.SyntaxError,
                        "x")), StandardCharsets.UTF_8).replace("SyntaxError", "Out of order").getBytes(StandardCharsets.UTF_8),
                AD);
    }

    @Test
    void readWhenOtherAlgorithmsOrNamespaceThenRefused() {
        assertFault(BsnkFault.Reason.AuthorizationError, changed("xmldsig-more#rsa-sha256", "xmldsig-more#rsa-sha512"), AD);
        assertFault(BsnkFault.Reason.AuthorizationError, changed("xmlenc#sha256", "xmlenc#sha512"), AD);
        assertFault(BsnkFault.Reason.AuthorizationError, changed("<ds:X509SerialNumber>[0-9]+", "<ds:X509SerialNumber>1"), AD);
        assertFault(BsnkFault.Reason.AuthorizationError, changed("urn:nl-gdi-eid:1.0:webservices", "urn:x"), AD);
        assertFault(BsnkFault.Reason.SyntaxError, changed("(?s)(<soap:Body[^>]*>).*(</soap:Body>)", "$1$2"), AD);
    }

    private static void assertFault(BsnkFault.Reason reason, byte[] xml, SigningKey sender) {
        assertThatThrownBy(() -> BsnkMessages.read(xml, sender.certificate())).isInstanceOfSatisfying(BsnkFault.class,
                f -> assertThat(f.reason()).isEqualTo(reason));
    }
}
