package nl.etdnetwerk.bsnksoap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import nl.etdnetwerk.pki.TestPki;
import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.OpenSaml;

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
        return BsnkMessages.write(REQUEST, BsnkElement.NAMESPACE + ":ProvidePPRequest", "https://bsnk.localhost/", AD);
    }

    private static byte[] changed(String from, String to) {
        return new String(written(), StandardCharsets.UTF_8).replaceFirst(from, to).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readWhenSignedBySenderThenGivesTheSame() throws Exception {
        assertThat(BsnkMessages.read(written(), AD.certificate(), NOW)).isEqualTo(REQUEST);
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
        assertFault(BsnkFault.Reason.AuthorizationError, changed("xmlns:b=\"urn:nl-gdi-eid:1.0:webservices", "xmlns:b=\"urn:x"), AD);
        assertFault(BsnkFault.Reason.SyntaxError, changed("(?s)(<soap:Body[^>]*>).*(</soap:Body>)", "$1$2"), AD);
    }

    /** As a toolkit of WS-Security may have it: more signed than is asked, and the certificate itself in the KeyInfo. */
    @Test
    void readWhenATimestampIsSignedTooThenHeldAgainstTheClock() throws Exception {
        for (boolean byCertificate : new boolean[]{false, true}) {
            assertThat(BsnkMessages.read(withTimestamp(NOW, NOW.plusSeconds(300), byCertificate), AD.certificate(), NOW))
                    .isEqualTo(REQUEST);
            assertFault(BsnkFault.Reason.AuthorizationError, withTimestamp(NOW, NOW.plusSeconds(300), byCertificate), OTHER);
        }
        assertFault(BsnkFault.Reason.AuthorizationError, withTimestamp(NOW.minusSeconds(600), NOW.minusSeconds(300), false), AD);
        assertFault(BsnkFault.Reason.AuthorizationError, withTimestamp(NOW.plusSeconds(120), NOW.plusSeconds(420), false), AD);
        byte[] later = new String(withTimestamp(NOW.minusSeconds(600), NOW.minusSeconds(300), false), StandardCharsets.UTF_8)
                .replace(NOW.minusSeconds(300).toString(), NOW.plusSeconds(300).toString()).getBytes(StandardCharsets.UTF_8);
        assertThat(refusal(later).getMessage()).isEqualTo("AuthorizationError: the signature does not verify");
    }

    private static byte[] withTimestamp(Instant created, Instant expires, boolean byCertificate) throws Exception {
        Document document = HardenedXml.parse(changed("(?s)<ds:Signature.*</ds:Signature>",
                "<wsu:Timestamp wsu:Id=\"TS-1\"><wsu:Created>" + created + "</wsu:Created><wsu:Expires>" + expires
                        + "</wsu:Expires></wsu:Timestamp>"),
                HardenedXml.Kind.MESSAGE);
        Element timestamp = (Element) document.getElementsByTagNameNS(WsSecurity.WSU, "Timestamp").item(0);
        timestamp.setIdAttributeNS(WsSecurity.WSU, "Id", true);
        ((Element) document.getElementsByTagNameNS("*", "Body").item(0)).setIdAttributeNS(WsSecurity.WSU, "Id", true);
        String exclusive = Transforms.TRANSFORM_C14N_EXCL_OMIT_COMMENTS;
        XMLSignature signature = new XMLSignature(document, "", XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA256, exclusive);
        timestamp.getParentNode().appendChild(signature.getElement());
        signature.getKeyInfo().setId("KI-1");
        String key = byCertificate
                ? "<wsse:KeyIdentifier>" + Base64.getEncoder().encodeToString(AD.certificate().getEncoded()) + "</wsse:KeyIdentifier>"
                : "<ds:X509Data xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:X509SerialNumber>" + AD.certificate().getSerialNumber()
                        + "</ds:X509SerialNumber></ds:X509Data>";
        Document reference = HardenedXml.parse(("<wsse:SecurityTokenReference xmlns:wsse=\"" + WsSecurity.WSSE + "\">" + key
                + "</wsse:SecurityTokenReference>").getBytes(StandardCharsets.UTF_8), HardenedXml.Kind.MESSAGE);
        signature.getKeyInfo().addUnknownElement((Element) document.importNode(reference.getDocumentElement(), true));
        for (String id : List.of("#TS-1", "#body", "#KI-1")) {
            Transforms transforms = new Transforms(document);
            transforms.addTransform(exclusive);
            signature.addDocument(id, transforms, "http://www.w3.org/2001/04/xmlenc#sha256");
        }
        signature.sign(AD.privateKey());
        return OpenSaml.bytes(document.getDocumentElement());
    }

    @Test
    void readWhenTheEnvelopeAsksMoreThanIsSpokenThenTheFaultOfSoap() {
        String soap12 = new String(written(), StandardCharsets.UTF_8).replace("http://schemas.xmlsoap.org/soap/envelope/",
                "http://www.w3.org/2003/05/soap-envelope");
        String unknown = new String(written(), StandardCharsets.UTF_8).replace("<soap:Header>",
                "<soap:Header><x:Route xmlns:x=\"urn:x\" soap:mustUnderstand=\"1\"/>");

        assertThat(faultOf(soap12)).contains("<faultcode>soap:VersionMismatch</faultcode>").doesNotContain("detail");
        assertThat(faultOf(unknown)).contains("<faultcode>soap:MustUnderstand</faultcode>", "SOAP_MUST_UNDERSTAND Route")
                .doesNotContain("detail");
        assertThat(faultOf(unknown.replace("mustUnderstand=\"1\"/>", "mustUnderstand=\"1\" soap:actor=\"urn:y\"/>"))).isEqualTo("read");
        assertThat(faultOf("<x/>")).contains("<faultcode>soap:Client</faultcode>", "SyntaxError: Body is missing");
    }

    private static String faultOf(String soap) {
        try {
            BsnkMessages.read(soap.getBytes(StandardCharsets.UTF_8), AD.certificate(), NOW);
            return "read";
        } catch (BsnkFault f) {
            return new String(BsnkMessages.fault(f, "ProvidePolymorphicFault"), StandardCharsets.UTF_8);
        }
    }

    private static BsnkFault refusal(byte[] soap) {
        return catchThrowableOfType(BsnkFault.class, () -> BsnkMessages.read(soap, AD.certificate(), NOW));
    }

    private static void assertFault(BsnkFault.Reason reason, byte[] xml, SigningKey sender) {
        assertThatThrownBy(() -> BsnkMessages.read(xml, sender.certificate(), NOW)).isInstanceOfSatisfying(BsnkFault.class,
                f -> assertThat(f.reason()).isEqualTo(reason));
    }
}
