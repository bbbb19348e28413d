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

import org.apache.xml.security.signature.ObjectContainer;
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
    private static final String EXCLUSIVE = Transforms.TRANSFORM_C14N_EXCL_OMIT_COMMENTS;
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

    /** Signed by the sender himself, but something else than what he sends; a name that finds another element, or none. */
    @Test
    void readWhenTheReferencesFindSomethingElseThanTheBodyOrTheKeyInfoThenRefused() throws Exception {
        String none = "Body and KeyInfo need an id each, that a signature can refer to";

        assertThat(refusal(signed("", "KI-1", "", "#", "#KI-1")).getMessage()).contains(none);
        assertThat(refusal(signed("body", "", "", "#body", "#")).getMessage()).contains(none);
        assertThat(refusal(signed("xpointer(id('h'))", "KI-1", "h", "#xpointer(id('h'))", "#KI-1")).getMessage()).contains(none);
        assertThat(refusal(signed("body", "KI-1", "h", "#h", "#KI-1")).getMessage()).contains("not both Body and KeyInfo are signed");
        assertThat(refusal(signed("body", "KI-1", "h", "#body", "#KI-1", "#object")).getMessage())
                .contains("something is signed that is no part");
        assertThat(BsnkMessages.read(signed("body", "KI-1", "h", "#body", "#KI-1", "#h"), AD.certificate(), NOW)).isEqualTo(REQUEST);
    }

    /** With these ids on Body, KeyInfo and a block of the header, and these references. */
    private static byte[] signed(String body, String key, String block, String... references) throws Exception {
        String xml = new String(changed("(?s)<ds:Signature.*</ds:Signature>", ""), StandardCharsets.UTF_8)
                .replace("wsu:Id=\"body\"", body.isEmpty() ? "" : "wsu:Id=\"" + body + "\"")
                .replace("</soap:Header>", "<x:A xmlns:x=\"urn:x\" wsu:Id=\"" + block + "\">a</x:A></soap:Header>");
        Document document = HardenedXml.parse(xml.getBytes(StandardCharsets.UTF_8), HardenedXml.Kind.MESSAGE);
        for (Element e : List.of((Element) document.getElementsByTagNameNS("*", "Body").item(0),
                (Element) document.getElementsByTagNameNS("urn:x", "A").item(0))) {
            if (e.hasAttributeNS(WsSecurity.WSU, "Id")) {
                e.setIdAttributeNS(WsSecurity.WSU, "Id", true);
            }
        }
        XMLSignature signature = new XMLSignature(document, "", XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA256, EXCLUSIVE);
        document.getElementsByTagNameNS(WsSecurity.WSSE, "Security").item(0).appendChild(signature.getElement());
        if (!key.isEmpty()) {
            signature.getKeyInfo().setId(key);
        }
        signature.getKeyInfo().addUnknownElement((Element) document.importNode(keyReference(false), true));
        if (List.of(references).contains("#object")) {
            ObjectContainer object = new ObjectContainer(document);
            object.setId("object");
            signature.appendObject(object);
        }
        return signed(document, signature, references);
    }

    private static byte[] signed(Document document, XMLSignature signature, String... references) throws Exception {
        for (String reference : references) {
            Transforms transforms = new Transforms(document);
            transforms.addTransform(EXCLUSIVE);
            signature.addDocument(reference, transforms, "http://www.w3.org/2001/04/xmlenc#sha256");
        }
        signature.sign(AD.privateKey());
        return OpenSaml.bytes(document.getDocumentElement());
    }

    private static Element keyReference(boolean byCertificate) throws Exception {
        String key = byCertificate
                ? "<wsse:KeyIdentifier>" + Base64.getEncoder().encodeToString(AD.certificate().getEncoded()) + "</wsse:KeyIdentifier>"
                : "<ds:X509Data xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:X509SerialNumber>" + AD.certificate().getSerialNumber()
                        + "</ds:X509SerialNumber></ds:X509Data>";
        return HardenedXml.parse(("<wsse:SecurityTokenReference xmlns:wsse=\"" + WsSecurity.WSSE + "\">" + key
                + "</wsse:SecurityTokenReference>").getBytes(StandardCharsets.UTF_8), HardenedXml.Kind.MESSAGE).getDocumentElement();
    }

    private static byte[] withTimestamp(Instant created, Instant expires, boolean byCertificate) throws Exception {
        Document document = HardenedXml.parse(changed("(?s)<ds:Signature.*</ds:Signature>",
                "<wsu:Timestamp wsu:Id=\"TS-1\"><wsu:Created>" + created + "</wsu:Created><wsu:Expires>" + expires
                        + "</wsu:Expires></wsu:Timestamp>"),
                HardenedXml.Kind.MESSAGE);
        Element timestamp = (Element) document.getElementsByTagNameNS(WsSecurity.WSU, "Timestamp").item(0);
        timestamp.setIdAttributeNS(WsSecurity.WSU, "Id", true);
        ((Element) document.getElementsByTagNameNS("*", "Body").item(0)).setIdAttributeNS(WsSecurity.WSU, "Id", true);
        XMLSignature signature = new XMLSignature(document, "", XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA256, EXCLUSIVE);
        timestamp.getParentNode().appendChild(signature.getElement());
        signature.getKeyInfo().setId("KI-1");
        signature.getKeyInfo().addUnknownElement((Element) document.importNode(keyReference(byCertificate), true));
        return signed(document, signature, "#TS-1", "#body", "#KI-1");
    }

    @Test
    void readWhenThereAreTwoOfATimestampThenRefused() {
        String once = "<wsu:Timestamp><wsu:Expires>2026-03-14T09:00:00Z</wsu:Expires></wsu:Timestamp>";

        assertThat(refusal(changed("<ds:Signature", once + "<ds:Signature")).getMessage()).contains("the Timestamp has expired");
        assertThat(refusal(changed("<ds:Signature", once.replace("T09", "T11") + once + "<ds:Signature")).getMessage())
                .contains("more than one Timestamp");
        assertThat(refusal(changed("<ds:Signature",
                once.replace("<wsu:Expires>", "<wsu:Expires>2026-03-14T09:00:00Z</wsu:Expires><wsu:Expires>") + "<ds:Signature"))
                .getMessage()).contains("two of Expires");
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
        // Whoever reads such a fault knows that it is no use to try again.
        for (String faulty : List.of(soap12, unknown)) {
            assertFault(BsnkFault.Reason.SyntaxError, faultOf(faulty).getBytes(StandardCharsets.UTF_8), AD);
        }
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
