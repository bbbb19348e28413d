package nl.etdnetwerk.saml;

import static nl.etdnetwerk.saml.TestParties.DV;
import static nl.etdnetwerk.saml.TestParties.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import nl.etdnetwerk.saml.binding.Artifact;
import nl.etdnetwerk.saml.binding.RedirectBinding;
import nl.etdnetwerk.saml.message.AuthnRequest;
import nl.etdnetwerk.saml.message.LogoutRequest;
import nl.etdnetwerk.saml.request.RequestValidation;
import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.SamlSchema;
import nl.etdnetwerk.saml.xml.UnacceptableXmlException;

class RequestTest {

    private final RequestValidation validation = TestParties.requestValidation();
    private final AuthnRequest request = TestParties.request();

    private static String text(byte[] b) {
        return new String(b, StandardCharsets.UTF_8);
    }

    private static List<String> codes(Validated<?> v) {
        return v.findings().stream().map(Finding::code).toList();
    }

    @Test
    void requestWhenSignedInsideThenReadsBackAsWritten() {
        Validated<AuthnRequest> read = validation.authnRequest(DV.writer().signed(request), NOW);

        assertThat(read.findings()).isEmpty();
        assertThat(read.valid()).contains(request);
    }

    @Test
    void requestWhenSignedInQueryThenReadsBackAsWritten() {
        String query = RedirectBinding.query(DV.writer().unsigned(request), Optional.of("x y&z"), DV.key());

        assertThat(validation.authnRequestInQuery(query, NOW).valid()).contains(request);
        assertThat(RedirectBinding.read(query, new Findings()).orElseThrow().relayState()).contains("x y&z");
        assertThat(codes(validation.authnRequestInQuery(query.replace("RelayState=x", "RelayState=y"), NOW)))
                .containsExactly("SIGNATURE_INVALID");
        assertThat(codes(validation.authnRequestInQuery(query.replace("rsa-sha256", "rsa-sha1"), NOW)))
                .containsExactly("SIGNATURE_ALGORITHM");
        assertThat(codes(validation.authnRequestInQuery(query.substring(0, query.indexOf("&SigAlg")), NOW)))
                .containsExactly("SIGNATURE_MISSING");
        assertThat(codes(validation.authnRequestInQuery(query + "&SAMLRequest=x", NOW))).containsExactly("REDIRECT_MALFORMED");
        assertThat(codes(validation.authnRequestInQuery("SAMLRequest=%%%", NOW))).containsExactly("REDIRECT_MALFORMED");
    }

    static Stream<Arguments> badLogouts() {
        return Stream.of(bad("REQUEST_VERSION", s -> s.replace("Version=\"2.0\"", "Version=\"1.1\"")),
                bad("REQUEST_ISSUER", s -> s.replaceFirst("<saml2:Issuer", "<saml2:Issuer NameQualifier=\"x\"")),
                bad("REQUEST_DESTINATION", s -> s.replace("Destination=\"https://hm.example", "Destination=\"https://other.example")),
                bad("REQUEST_ISSUE_INSTANT", s -> s.replace("IssueInstant=\"2026", "IssueInstant=\"2025")),
                bad("REQUEST_CONSENT", s -> s.replace("Version=", "Consent=\"urn:oasis:names:tc:SAML:2.0:consent:obtained\" Version=")),
                bad("MESSAGE_EMPTY", s -> s.replaceAll("(?s)<saml2p:SessionIndex>.*?</saml2p:SessionIndex>", "<saml2p:SessionIndex/>")),
                bad("ELEMENT_ORDER", s -> s.replaceFirst("(?s)(<saml2:NameID.*?</saml2:NameID>)(.*)(</saml2p:LogoutRequest>)", "$2$1$3")),
                bad("ELEMENT_ORDER", s -> s.replaceFirst("(?s)(<saml2:NameID.*?</saml2:NameID>)", "$1$1")),
                bad("LOGOUT_EXPIRED", s -> s.replace("Version=", "NotOnOrAfter=\"2026-03-14T09:59:00Z\" Version=")),
                bad("LOGOUT_NAME_ID", s -> s.replaceAll("(?s)<saml2:NameID.*?</saml2:NameID>", "")));
    }

    @ParameterizedTest
    @MethodSource("badLogouts")
    void logoutWhenAgainstARuleThenThatFinding(String code, UnaryOperator<String> change) {
        byte[] xml = DV.writer().unsigned(new LogoutRequest("_logout", NOW, request.destination(), DV.entityId(), SamlNames.TRANSIENT,
                "_name", Optional.of("_session")));
        assertThat(validation.logoutRequestInQuery(RedirectBinding.query(xml, Optional.empty(), DV.key()), NOW).valid()).isPresent();
        String changed = change.apply(text(xml));
        assertThat(changed).isNotEqualTo(text(xml));

        assertThat(validation.logoutRequestInQuery(
                RedirectBinding.query(changed.getBytes(StandardCharsets.UTF_8), Optional.empty(), DV.key()), NOW).findings())
                .extracting(Finding::code).containsExactly(code);
    }

    static Stream<Arguments> badRequests() {
        return Stream.of(
                bad("REQUEST_DESTINATION", s -> s.replace("Destination=\"https://hm.example", "Destination=\"https://other.example")),
                bad("REQUEST_ISSUE_INSTANT", s -> s.replace("IssueInstant=\"2026", "IssueInstant=\"2027")),
                bad("REQUEST_ISSUE_INSTANT", s -> s.replace("IssueInstant=\"2026-03-14T10", "IssueInstant=\"2026-03-14T09")),
                bad("REQUEST_ACS", s -> s.replace("AssertionConsumerServiceIndex=\"0\"", "AssertionConsumerServiceIndex=\"7\"")),
                bad("REQUEST_ACS",
                        s -> s.replace("AssertionConsumerServiceIndex=\"0\"", "AssertionConsumerServiceURL=\"https://evil.example/acs\"")),
                bad("REQUEST_ACS",
                        s -> s.replace("AssertionConsumerServiceIndex=\"0\"",
                                "AssertionConsumerServiceIndex=\"0\" AssertionConsumerServiceURL=\"https://dv.example/acs\"")),
                bad("REQUEST_SERVICE_INDEX",
                        s -> s.replace("AttributeConsumingServiceIndex=\"1\"", "AttributeConsumingServiceIndex=\"2\"")),
                bad("REQUEST_PASSIVE", s -> s.replace("Version=", "IsPassive=\"true\" Version=")),
                bad("REQUEST_BOOLEAN", s -> s.replace("Version=", "ForceAuthn=\"yes\" Version=")),
                bad("MESSAGE_EMPTY", s -> s.replaceFirst("ProviderName=\"[^\"]*\"", "ProviderName=\"\"")),
                bad("REQUEST_CONSENT", s -> s.replace("Version=", "Consent=\"urn:oasis:names:tc:SAML:2.0:consent:obtained\" Version=")),
                bad("REQUEST_LEVEL_COMPARISON", s -> s.replace("Comparison=\"minimum\"", "Comparison=\"exact\"")),
                bad("REQUEST_LEVEL", s -> s.replace("assurance-class:loa3", "assurance-class:loa9")),
                bad("REQUEST_LEVEL_COMPARISON", s -> s.replace("Comparison=\"minimum\"", "Comparison=\"better\"")),
                bad("REQUEST_LEVEL_COMPARISON", s -> s.replace("Comparison=\"minimum\"", "Comparison=\"maximum\"")),
                bad("REQUEST_LEVEL", s -> s.replaceFirst("(<saml2:AuthnContextClassRef.*</saml2:AuthnContextClassRef>)", "$1$1")),
                bad("REQUEST_VERSION", s -> s.replaceFirst("Version=\"2.0\"", "Version=\"1.1\"")),
                bad("REQUEST_VERSION", s -> s.replaceFirst(" Version=\"2.0\"", "")),
                bad("MESSAGE_VALUES", s -> s.replaceFirst("IssueInstant=\"[^\"]*\"", "IssueInstant=\"gisteren\"")),
                bad("MESSAGE_VALUES", s -> s.replace("AttributeConsumingServiceIndex=\"1\"", "AttributeConsumingServiceIndex=\"een\"")),
                bad("MESSAGE_VALUES", s -> s.replace("Comparison=\"minimum\"", "Comparison=\"ongeveer\"")),
                bad("REQUEST_ISSUER", s -> s.replace("<saml2:Issuer", "<saml2:Issuer NameQualifier=\"x\"")),
                bad("REQUEST_ISSUER",
                        s -> s.replace("<saml2:Issuer", "<saml2:Issuer Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:entity\"")),
                bad("REQUEST_SUBJECT", s -> s.replace("<saml2p:RequestedAuthnContext",
                        "<saml2:Subject xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\"><saml2:NameID>x</saml2:NameID></saml2:Subject><saml2p:RequestedAuthnContext")),
                bad("REQUEST_SUBJECT",
                        s -> s.replace("<saml2p:RequestedAuthnContext",
                                "<saml2:Conditions xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\"/><saml2p:RequestedAuthnContext")),
                bad("ELEMENT_ORDER", s -> s.replaceFirst("(?s)(<saml2:Issuer.*?</saml2:Issuer>)", "$1$1")),
                bad("ELEMENT_ORDER", s -> s.replaceFirst("(?s)(<saml2:Issuer.*?</saml2:Issuer>)(<ds:Signature.*</ds:Signature>)", "$2$1")),
                bad("ELEMENT_ORDER",
                        s -> s.replace("</saml2p:AuthnRequest>", "<saml2p:Extensions><x/></saml2p:Extensions></saml2p:AuthnRequest>")),
                bad("ELEMENT_ORDER", s -> s.replace("</saml2p:AuthnRequest>", "<x/></saml2p:AuthnRequest>")),
                bad("REQUEST_NAME_ID_POLICY", s -> s.replace("<saml2p:RequestedAuthnContext",
                        "<saml2p:NameIDPolicy Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress\"/><saml2p:RequestedAuthnContext")),
                bad("REQUEST_SCOPING",
                        s -> s.replace("</saml2p:AuthnRequest>",
                                "<saml2p:Scoping><saml2p:IDPList><saml2p:IDPEntry/></saml2p:IDPList></saml2p:Scoping></saml2p:AuthnRequest>")),
                bad("SIGNATURE_PROFILE", s -> s.replaceFirst(" ID=\"[^\"]*\"", "")),
                bad("REQUEST_ID", s -> s.replaceFirst(" ID=\"_", " ID=\"1")),
                bad("ISSUER_UNKNOWN", s -> s.replace("99990001000000000021:entities:9001</", "99990001000000000029:entities:9001</")),
                bad("XML_COMMENT", s -> s.replace("9001</saml2:Issuer>", "9001<!-- x --></saml2:Issuer>")),
                bad("XML_NOT_WELL_FORMED", s -> "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + s),
                bad("MESSAGE_TYPE", s -> "<x/>"));
    }

    private static Arguments bad(String code, UnaryOperator<String> change) {
        return Arguments.of(code, change);
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void requestWhenAgainstARuleThenThatFindingAndABrokenSignature(String code, UnaryOperator<String> change) {
        String original = text(DV.writer().signed(request));
        String changed = change.apply(original);

        Validated<AuthnRequest> read = validation.authnRequest(changed.getBytes(StandardCharsets.UTF_8), NOW);

        assertThat(changed).isNotEqualTo(original);
        assertThat(codes(read)).contains(code);
        assertThat(read.valid()).isEmpty();
    }

    @Test
    void requestWhenItNamesIdentityProvidersThenTheyAreRead() {
        AuthnRequest scoped = request.at(List.of(TestParties.AD.entityId(), "urn:etoegang:EB:99990009000000000009:entities:9009"));

        assertThat(validation.authnRequest(DV.writer().signed(scoped), NOW).valid()).contains(scoped);
        assertThat(request.identityProviders()).isEmpty();
        assertThat(validation.authnRequest(DV.writer().signed(request.at(List.of())), NOW).valid().orElseThrow().identityProviders())
                .contains(List.of());
    }

    @Test
    void requestWhenUnsignedOrByAnotherKeyThenRefused() {
        assertThat(codes(validation.authnRequest(DV.writer().unsigned(request), NOW))).containsExactly("SIGNATURE_MISSING");
        byte[] byOther = new nl.etdnetwerk.saml.message.MessageWriter(DV.entityId(), TestParties.OTHER_DV.key()).signed(request);
        assertThat(codes(validation.authnRequest(byOther, NOW))).containsExactly("SIGNATURE_KEY_UNKNOWN");
        String genuineName = text(byOther).replace(TestParties.OTHER_DV.key().keyName(), DV.key().keyName());
        assertThat(codes(validation.authnRequest(genuineName.getBytes(StandardCharsets.UTF_8), NOW))).containsExactly("SIGNATURE_INVALID");
    }

    static Stream<Arguments> notOfTheSchema() {
        return Stream.of(bad("AuthnRequest", s -> s.replaceFirst("<saml2:Issuer", "text <saml2:Issuer")),
                bad("AuthnRequest", s -> s.replace("Version=", "Extra=\"1\" Version=")),
                bad("IDPList", s -> s.replace("</saml2p:AuthnRequest>",
                        "<saml2p:Scoping><saml2p:IDPList x=\"1\"/></saml2p:Scoping></saml2p:AuthnRequest>")),
                bad("Scoping", s -> s.replace("</saml2p:AuthnRequest>", "<saml2p:Scoping ProxyCount=\"-1\"/></saml2p:AuthnRequest>")),
                bad("AuthnContextClassRef", s -> s.replace("</saml2:AuthnContextClassRef>", "<b/></saml2:AuthnContextClassRef>")));
    }

    @ParameterizedTest
    @MethodSource("notOfTheSchema")
    void requestWhenNotAsTheSchemaHasItThenRefused(String element, UnaryOperator<String> change) {
        String good = text(DV.writer().unsigned(request));
        String changed = change.apply(good);
        assertThat(changed).isNotEqualTo(good);

        var read = validation.authnRequestInQuery(
                RedirectBinding.query(changed.getBytes(StandardCharsets.UTF_8), Optional.empty(), DV.key()), NOW);

        assertThat(read.valid()).isEmpty();
        assertThat(read.findings()).extracting(Finding::code, Finding::location).contains(Assertions.tuple("MESSAGE_SCHEMA", element));
    }

    @Test
    void schemaWhenAnAttributeHasATypeThatOnlyItsSenderKnowsThenNothingIsSaid() throws UnacceptableXmlException {
        String attribute = "<saml2:Attribute xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\" Name=\"n\"><saml2:AttributeValue "
                + "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:y=\"urn:y\" xsi:type=\"y:Own\">v</saml2:AttributeValue>"
                + "</saml2:Attribute></saml2p:Extensions>";
        String message = text(DV.writer().unsigned(request)).replace("</saml2p:Extensions>", attribute);
        Findings findings = new Findings();

        SamlSchema.check(HardenedXml.parse(message.getBytes(StandardCharsets.UTF_8), HardenedXml.Kind.MESSAGE).getDocumentElement(),
                findings);
        assertThat(findings.list()).isEmpty();
    }

    @Test
    void messageWhenInAnEncodingThatNotEveryReaderKnowsThenRefused() {
        String declared = "<?xml version=\"1.0\" encoding=\"%s\"?>" + text(DV.writer().signed(request));

        assertThat(codes(validation.authnRequest(declared.formatted("IBM037").getBytes(Charset.forName("IBM037")), NOW)))
                .containsExactly("XML_ENCODING");
        assertThat(codes(validation.authnRequest(declared.formatted("ISO-8859-1").getBytes(StandardCharsets.ISO_8859_1), NOW)))
                .containsExactly("XML_ENCODING");
        // Told by the first bytes alone.
        String undeclared = declared.replace(" encoding=\"%s\"", "");
        for (String charset : List.of("IBM037", "UTF-32BE", "UTF-32LE")) {
            assertThat(codes(validation.authnRequest(undeclared.getBytes(Charset.forName(charset)), NOW))).as(charset)
                    .isSubsetOf("XML_ENCODING", "XML_NOT_WELL_FORMED").hasSize(1);
        }
        assertThat(validation.authnRequest(declared.formatted("ASCII").getBytes(StandardCharsets.US_ASCII), NOW).valid()).contains(request);
        assertThat(validation.authnRequest(declared.formatted("UTF-16").getBytes(StandardCharsets.UTF_16), NOW).valid()).contains(request);
    }

    @Test
    void queryWhenThereIsMoreThanOneDeflatedMessageInItThenRefused() {
        String query = RedirectBinding.query(DV.writer().unsigned(request), Optional.empty(), DV.key());
        String message = query.substring("SAMLRequest=".length(), query.indexOf('&'));
        byte[] more = java.util.Arrays.copyOf(
                java.util.Base64.getDecoder().decode(java.net.URLDecoder.decode(message, StandardCharsets.UTF_8)), 2000);
        String longer = query.replace(message,
                java.net.URLEncoder.encode(java.util.Base64.getEncoder().encodeToString(more), StandardCharsets.UTF_8));

        assertThat(codes(validation.authnRequestInQuery(longer, NOW))).containsExactly("REDIRECT_MALFORMED");
        assertThat(codes(validation.authnRequestInQuery(query + "&SAMLEncoding=urn%3Ax", NOW))).containsExactly("REDIRECT_MALFORMED");
        assertThat(validation.authnRequestInQuery(query + "&SAMLEncoding=urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE", NOW)
                .valid()).contains(request);
    }

    @Test
    void messageWhenABombThenRefusedBeforeItIsLookedAt() {
        UnaryOperator<String> nested = s -> s + "</a>".repeat(s.length() / 3);
        String large = "<a>" + "x".repeat(300_000) + "</a>";

        assertThat(codes(validation.authnRequest(large.getBytes(StandardCharsets.UTF_8), NOW))).containsExactly("XML_TOO_LARGE");
        // Well-formed both: the first is no request, the second is not looked at.
        assertThat(codes(validation.authnRequest(nested.apply("<a>".repeat(60)).getBytes(StandardCharsets.UTF_8), NOW)))
                .containsExactly("MESSAGE_TYPE");
        assertThat(codes(validation.authnRequest(nested.apply("<a>".repeat(61)).getBytes(StandardCharsets.UTF_8), NOW)))
                .containsExactly("XML_NOT_WELL_FORMED");
    }

    @Test
    void messageWhenTheSenderWritesLinesOfItsOwnThenAFindingIsOneLineOfBoundedLength() {
        String id = "x&#10;12:00:00 INFO [n.e.k.t.TraceEvents] AuthnRequest ok" + "y".repeat(10_000);
        String twice = "<a ID=\"" + id + "\"><b ID=\"" + id + "\"/></a>";

        Finding finding = validation.authnRequest(twice.getBytes(StandardCharsets.UTF_8), NOW).findings().get(0);

        assertThat(finding.code()).isEqualTo("XML_DUPLICATE_ID");
        assertThat(finding.found()).startsWith("x?12:00:00").hasSize(203);
        assertThat(new Finding("C", "c", "a\nb", "c\u2028d", "e\u0085f")).hasToString("C (c) at a?b: expected c?d, found e?f");
    }

    @Test
    void queryWhenItInflatesWithoutEndThenRefused() throws Exception {
        java.io.ByteArrayOutputStream small = new java.io.ByteArrayOutputStream();
        try (var deflater = new java.util.zip.DeflaterOutputStream(small, new java.util.zip.Deflater(9, true))) {
            deflater.write(new byte[50_000_000]);
        }
        String query = "SAMLRequest=" + java.net.URLEncoder.encode(java.util.Base64.getEncoder().encodeToString(small.toByteArray()),
                StandardCharsets.UTF_8) + "&SigAlg=x&Signature=x";

        assertThat(codes(validation.authnRequestInQuery(query, NOW))).containsExactly("REDIRECT_MALFORMED");
    }

    @Test
    void messageWhenItIncludesAnotherThenThatIsNotFetched() {
        String including = text(DV.writer().signed(request)).replace("<saml2p:RequestedAuthnContext",
                "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\"/><saml2p:RequestedAuthnContext");

        Validated<AuthnRequest> read = validation.authnRequest(including.getBytes(StandardCharsets.UTF_8), NOW);
        assertThat(read.valid()).isEmpty();
        assertThat(read.findings().toString()).doesNotContain("root:");
    }

    @Test
    void artifactWhenParsedThenTellsItsIssuer() {
        Artifact a = Artifact.create(DV.entityId(), 3);

        assertThat(Artifact.parse(a.value()).orElseThrow().handleHex()).isEqualTo(a.handleHex());
        assertThat(Artifact.parse(a.value()).orElseThrow().endpointIndex()).isEqualTo(3);
        assertThat(a.isFrom(DV.entityId())).isTrue();
        assertThat(a.isFrom(TestParties.HM.entityId())).isFalse();
        assertThat(Artifact.parse("AAQ=")).isEmpty();
        assertThat(Artifact.parse("!")).isEmpty();
        assertThat(Artifact.parse("AAUA" + a.value().substring(4))).isEmpty();
    }

    @Test
    void requestWhenRandomlyDamagedThenNeverAcceptedAsSomethingElse() {
        byte[] good = DV.writer().signed(request);
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] = (byte) random.nextInt(128);
            Validated<AuthnRequest> read = validation.authnRequest(bad, NOW);
            assertThat(read.valid()).isIn(Optional.empty(), Optional.of(request));
            assertThat(Arrays.equals(bad, good) || read.valid().isEmpty() || read.value().equals(Optional.of(request))).isTrue();
        }
    }
}
