package nl.etdnetwerk.saml;

import static nl.etdnetwerk.saml.TestParties.AD;
import static nl.etdnetwerk.saml.TestParties.DV;
import static nl.etdnetwerk.saml.TestParties.HM;
import static nl.etdnetwerk.saml.TestParties.NOW;
import static nl.etdnetwerk.saml.TestParties.OTHER_DV;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

import nl.etdnetwerk.saml.binding.SoapEnvelope;
import nl.etdnetwerk.saml.binding.SoapFaultCode;
import nl.etdnetwerk.saml.binding.SoapNode;
import nl.etdnetwerk.saml.encryption.EncryptedIdElements;
import nl.etdnetwerk.saml.encryption.IdDecrypter;
import nl.etdnetwerk.saml.encryption.IdEncrypter;
import nl.etdnetwerk.saml.encryption.NameIdentifier;
import nl.etdnetwerk.saml.message.Assertion;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.message.Response;
import nl.etdnetwerk.saml.message.Status;
import nl.etdnetwerk.saml.response.ArtifactMessages;
import nl.etdnetwerk.saml.response.Expectation;
import nl.etdnetwerk.saml.response.ResponseValidation;
import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.SignatureCheck;
import nl.etdnetwerk.saml.xml.UnacceptableXmlException;
import nl.etdnetwerk.saml.xml.XmlSigning;

class ResponseTest {

    private static final String REQUEST = MessageIds.next();
    private final Expectation expected = TestParties.expectation(REQUEST);

    private static byte[] bytes(String s) {
        return s.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] b) {
        return new String(b, StandardCharsets.UTF_8);
    }

    private static List<String> codes(Validated<?> v) {
        return v.findings().stream().map(Finding::code).toList();
    }

    private Validated<Response> validate(byte[] xml) {
        return ResponseValidation.validate(xml, HM.metadata(), expected, NOW);
    }

    private static byte[] adAssertion() {
        byte[] response = AD.writer().response(TestParties.assertion(AD, "_hm1", "ep"), List.of(), NOW);
        var asHm = new Expectation("_hm1", TestParties.DV_ACS, DV.entityId(), AD.entityId(), LevelOfAssurance.LOA3, Optional.empty(),
                Duration.ZERO);
        return ResponseValidation.validate(response, AD.metadata(), asHm, NOW).valid().orElseThrow().assertionXml().orElseThrow();
    }

    @Test
    void responseWhenWithAdviceThroughArtifactThenEveryLayerHolds() throws UnacceptableXmlException {
        Assertion summary = TestParties.assertion(HM, REQUEST, "the-ep");
        byte[] soap = SoapEnvelope.wrap(
                HM.writer().artifactResponse("_resolve", NOW, Optional.of(HM.writer().response(summary, List.of(adAssertion()), NOW))));

        byte[] message = ArtifactMessages.response(soap, "_resolve", HM.metadata(), NOW).valid().orElseThrow();
        Validated<Response> response = validate(message);

        assertThat(response.findings()).isEmpty();
        Assertion read = response.valid().orElseThrow().assertion().orElseThrow();
        assertThat(read.nameQualifier()).contains(AD.entityId());
        assertThat(new IdDecrypter(DV.entityId(), List.of(DV.key())).decrypt(read.encryptedIds().get(SamlNames.ACTING_SUBJECT_ID).get(0)))
                .contains(new NameIdentifier(SamlNames.TYPE_PSEUDO_ID, "the-ep"));
        // The signature of the AD inside the Advice still verifies where it stands.
        Element root = HardenedXml.parse(message, HardenedXml.Kind.MESSAGE).getDocumentElement();
        Element inAdvice = (Element) ((Element) root.getElementsByTagNameNS("urn:oasis:names:tc:SAML:2.0:assertion", "Advice").item(0))
                .getElementsByTagNameNS("urn:oasis:names:tc:SAML:2.0:assertion", "Assertion").item(0);
        Findings findings = new Findings();
        SignatureCheck.verify(inAdvice, "ID", AD.metadata().signingCertificates(NOW), "Assertion", findings);
        assertThat(findings.list()).isEmpty();
        inAdvice.setAttribute("IssueInstant", "2026-01-01T00:00:00Z");
        SignatureCheck.verify(inAdvice, "ID", AD.metadata().signingCertificates(NOW), "Assertion", findings);
        assertThat(findings.list()).extracting(Finding::code).contains("SIGNATURE_INVALID");
        // An HM states attributes first, an AD the authentication (saml.md 1.7, 2.3).
        assertThat(text(message)).matches("(?s).*</saml2:AttributeStatement>\\s*<saml2:AuthnStatement.*");
        assertThat(text(adAssertion())).matches("(?s).*</saml2:AuthnStatement>\\s*<saml2:AttributeStatement.*");
    }

    @Test
    void artifactResponseWhenEmptyOrForAnotherRequestThenSaysSo() {
        byte[] empty = SoapEnvelope.wrap(HM.writer().artifactResponse("_r", NOW, Optional.empty()));

        assertThat(codes(ArtifactMessages.response(empty, "_r", HM.metadata(), NOW))).containsExactly("ARTIFACT_EMPTY");
        assertThat(codes(ArtifactMessages.response(empty, "_s", HM.metadata(), NOW))).containsExactly("RESOLVE_IN_RESPONSE_TO",
                "ARTIFACT_EMPTY");
        assertThat(codes(ArtifactMessages.response(SoapEnvelope.fault(SoapFaultCode.Client, "X"), "_r", HM.metadata(), NOW)))
                .containsExactly("MESSAGE_TYPE");
        assertThat(codes(ArtifactMessages.response(bytes("<html/>"), "_r", HM.metadata(), NOW))).containsExactly("SOAP_BODY");
        assertThat(codes(ArtifactMessages.response(empty, "_r", HM.metadata(), NOW.plusSeconds(301))))
                .containsExactly("RESOLVE_ISSUE_INSTANT", "ARTIFACT_EMPTY");
        byte[] byAd = SoapEnvelope.wrap(AD.writer().artifactResponse("_r", NOW, Optional.empty()));
        assertThat(codes(ArtifactMessages.response(byAd, "_r", HM.metadata(), NOW))).contains("SIGNATURE_KEY_UNKNOWN", "RESOLVE_ISSUER");
    }

    @Test
    void artifactResponseWhenItsStatusIsNoSuccessThenItsMessageIsNotUsed() throws UnacceptableXmlException {
        byte[] message = HM.writer().response(TestParties.assertion(HM, REQUEST, "v"), List.of(), NOW);
        String soap = text(SoapEnvelope.wrap(HM.writer().artifactResponse("_r", NOW, Optional.of(message))));
        // The first status in it is that of the ArtifactResponse; signed again, so that nothing else is wrong.
        Element changed = HardenedXml.parse(bytes(soap.replaceFirst("status:Success", "status:Requester")
                .replaceFirst("(?s)<ds:Signature .*?</ds:Signature>", "")), HardenedXml.Kind.DOCUMENT).getDocumentElement();
        byte[] response = XmlSigning.signDocument((Element) changed.getElementsByTagNameNS("*", "ArtifactResponse").item(0), "ID",
                HM.key());

        assertThat(codes(ArtifactMessages.response(SoapEnvelope.wrap(response), "_r", HM.metadata(), NOW))).contains("RESOLVE_NO_SUCCESS");
    }

    @Test
    void artifactResolveWhenItsIdIsNoNameThenRefused() {
        byte[] soap = SoapEnvelope.wrap(DV.writer().artifactResolve("_a\nb", NOW, "https://hm.example/ars", "AAQAAA"));

        assertThat(codes(ArtifactMessages.resolve(soap, TestParties.directory(), Duration.ZERO, NOW))).contains("RESOLVE_ID");
    }

    @Test
    void artifactResolveWhenItsEnvelopeAsksMoreThanIsSpokenThenRefused() {
        String soap = text(SoapEnvelope.wrap(DV.writer().artifactResolve("_r", NOW, "https://hm.example/ars", "AAQAAA")));
        String block = "<soap:Header><x:Who xmlns:x=\"urn:x\" soap:%s/></soap:Header><soap:Body>";

        assertThat(resolveCodes(soap.replace("<soap:Body>", block.formatted("mustUnderstand=\"1\""))))
                .containsExactly("SOAP_MUST_UNDERSTAND");
        assertThat(resolveCodes(soap.replace("<soap:Body>", block.formatted("mustUnderstand=\"0\"")))).isEmpty();
        // For somebody on the way.
        assertThat(resolveCodes(soap.replace("<soap:Body>", block.formatted("actor=\"urn:other\" soap:mustUnderstand=\"1\"")))).isEmpty();
        String soap12 = soap.replace(SoapNode.SOAP11, SoapNode.SOAP12);
        assertThat(resolveCodes(soap12)).isEmpty();
        assertThat(resolveCodes(soap12.replace("<soap:Body>", block.formatted("mustUnderstand=\"true\""))))
                .containsExactly("SOAP_MUST_UNDERSTAND");
        assertThat(resolveCodes(soap.replace(SoapNode.SOAP11, "urn:soap"))).containsExactly("SOAP_VERSION");
        assertThat(resolveCodes(soap.replace("<soap:Body>", "<Body>").replace("</soap:Body>", "</Body>"))).containsExactly("SOAP_BODY");
        assertThat(List.of("SOAP_VERSION", "SOAP_MUST_UNDERSTAND", "SOAP_BODY")).map(SoapFaultCode::of)
                .containsExactly(SoapFaultCode.VersionMismatch, SoapFaultCode.MustUnderstand, SoapFaultCode.Client);
    }

    private static List<String> resolveCodes(String soap) {
        return codes(ArtifactMessages.resolve(bytes(soap), TestParties.directory(), Duration.ZERO, NOW));
    }

    @Test
    void artifactResolveWhenGenuineThenReadsBack() {
        byte[] soap = SoapEnvelope.wrap(DV.writer().artifactResolve("_r", NOW, "https://hm.example/ars", "AAQAAA"));

        var read = ArtifactMessages.resolve(soap, TestParties.directory(), Duration.ZERO, NOW);

        assertThat(read.valid())
                .contains(new ArtifactMessages.ArtifactResolve("_r", DV.entityId(), "AAQAAA", Optional.of("https://hm.example/ars")));
        assertThat(
                codes(ArtifactMessages.resolve(bytes(text(soap).replace("AAQAAA", "AAQAAB")), TestParties.directory(), Duration.ZERO, NOW)))
                .containsExactly("SIGNATURE_INVALID");
        assertThat(codes(ArtifactMessages.resolve(soap, TestParties.directory(), Duration.ZERO, NOW.plusSeconds(3600))))
                .containsExactly("RESOLVE_ISSUE_INSTANT");
    }

    static Stream<Arguments> wrongAssertions() {
        Assertion a = TestParties.assertion(HM, REQUEST, "ep");
        return Stream.of(
                Arguments.of("ASSERTION_AUDIENCE",
                        with(a, REQUEST, TestParties.DV_ACS, NOW.plusSeconds(120), OTHER_DV.entityId(), LevelOfAssurance.LOA3)),
                Arguments.of("ASSERTION_RECIPIENT",
                        with(a, REQUEST, "https://other.example/acs", NOW.plusSeconds(120), DV.entityId(), LevelOfAssurance.LOA3)),
                Arguments.of("ASSERTION_IN_RESPONSE_TO",
                        with(a, "_other", TestParties.DV_ACS, NOW.plusSeconds(120), DV.entityId(), LevelOfAssurance.LOA3)),
                Arguments.of("ASSERTION_CONFIRMATION_EXPIRED",
                        with(a, REQUEST, TestParties.DV_ACS, NOW.minusSeconds(60), DV.entityId(), LevelOfAssurance.LOA3)),
                Arguments.of("ASSERTION_LEVEL",
                        with(a, REQUEST, TestParties.DV_ACS, NOW.plusSeconds(120), DV.entityId(), LevelOfAssurance.LOA2PLUS)),
                Arguments.of("ASSERTION_ACTING_SUBJECT",
                        attributes(a,
                                Map.of(SamlNames.SERVICE_ID, List.of(TestParties.SERVICE_ID), SamlNames.SERVICE_UUID,
                                        List.of(TestParties.SERVICE_UUID), SamlNames.ACTING_SUBJECT_ID,
                                        List.of("123")),
                                Map.of())),
                Arguments.of("ASSERTION_REPRESENTATION",
                        attributes(a,
                                Map.of(SamlNames.SERVICE_ID, List.of(TestParties.SERVICE_ID), SamlNames.SERVICE_UUID,
                                        List.of(TestParties.SERVICE_UUID), SamlNames.REPRESENTATION,
                                        List.of("true")),
                                a.encryptedIds())),
                Arguments.of("ASSERTION_SERVICE",
                        attributes(a,
                                Map.of(SamlNames.SERVICE_ID, List.of(TestParties.SERVICE_ID), SamlNames.SERVICE_UUID,
                                        List.of(TestParties.SERVICE_UUID, "other")),
                                a.encryptedIds())),
                Arguments.of("ASSERTION_SERVICE",
                        attributes(a,
                                Map.of(SamlNames.SERVICE_ID, List.of(TestParties.SERVICE_ID), SamlNames.SERVICE_UUID,
                                        List.of("33333333-2222-4222-8222-222222222222")),
                                a.encryptedIds())),
                Arguments.of("ASSERTION_SERVICE_ID", ofServices(a, "urn:etoegang:DV:99990001000000000021:services:9002")),
                Arguments.of("ASSERTION_SERVICE_ID", ofServices(a, TestParties.SERVICE_ID, TestParties.SERVICE_ID)),
                Arguments.of("ASSERTION_SERVICE_ID", ofServices(a)),
                Arguments.of("ASSERTION_AUTHENTICATING_AUTHORITY",
                        by(a, AD.entityId(), "urn:etoegang:AD:99990009000000000009:entities:9001")));
    }

    private static Assertion with(Assertion a, String inResponseTo, String recipient, Instant until, String audience,
            LevelOfAssurance level) {
        return new Assertion(a.id(), a.issuer(), a.issueInstant(), a.nameIdFormat(), a.nameId(), a.nameQualifier(), inResponseTo, recipient,
                until,
                List.of(audience), a.authnInstant(), a.sessionIndex(), level,
                a.authenticatingAuthorities(), a.attributes(), a.encryptedIds());
    }

    private static Assertion attributes(Assertion a, Map<String, List<String>> plain,
            Map<String, List<nl.etdnetwerk.saml.message.EncryptedId>> encrypted) {
        return new Assertion(a.id(), a.issuer(), a.issueInstant(), a.nameIdFormat(), a.nameId(), a.nameQualifier(), a.inResponseTo(),
                a.recipient(),
                a.notOnOrAfter(), a.audiences(), a.authnInstant(),
                a.sessionIndex(), a.level(), a.authenticatingAuthorities(), plain, encrypted);
    }

    private static Assertion ofServices(Assertion a, String... ids) {
        return attributes(a, Map.of(SamlNames.SERVICE_UUID, List.of(TestParties.SERVICE_UUID), SamlNames.SERVICE_ID, List.of(ids)),
                a.encryptedIds());
    }

    private static Assertion by(Assertion a, String... authorities) {
        return new Assertion(a.id(), a.issuer(), a.issueInstant(), a.nameIdFormat(), a.nameId(), a.nameQualifier(), a.inResponseTo(),
                a.recipient(), a.notOnOrAfter(), a.audiences(), a.authnInstant(), a.sessionIndex(), a.level(), List.of(authorities),
                a.attributes(), a.encryptedIds());
    }

    @Test
    void assertionWhenItNamesTheServiceAndNoAuthorityThenFine() {
        Assertion fine = by(ofServices(TestParties.assertion(HM, REQUEST, "ep"), TestParties.SERVICE_ID));

        assertThat(validate(HM.writer().response(fine, List.of(), NOW)).findings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrongAssertions")
    void assertionWhenSignedButWrongThenThatFinding(String code, Assertion wrong) {
        Validated<Response> read = validate(HM.writer().response(wrong, List.of(), NOW));

        assertThat(codes(read)).contains(code);
        assertThat(read.value().orElseThrow().assertion()).isEmpty();
    }

    private static Arguments bad(String code, String pattern, String replacement) {
        return Arguments.of(code, pattern, replacement);
    }

    /** One change each: in the Response around, which is not signed, or in the Assertion, whose signature then does not fit either. */
    static Stream<Arguments> badResponses() {
        return Stream.of(bad("RESPONSE_DESTINATION", "Destination=\"[^\"]*\"", "Destination=\"https://other.example/acs\""),
                bad("RESPONSE_DESTINATION", " Destination=\"[^\"]*\"", ""),
                bad("RESPONSE_IN_RESPONSE_TO", "InResponseTo=\"[^\"]*\"", "InResponseTo=\"_other\""),
                bad("RESPONSE_IN_RESPONSE_TO", " InResponseTo=\"[^\"]*\"", ""),
                bad("RESPONSE_ISSUER", ">urn:etoegang:HM:", ">urn:etoegang:AD:"),
                bad("RESPONSE_VERSION", "Version=\"2.0\"", "Version=\"1.1\""),
                bad("RESPONSE_EXTENSIONS", "(<saml2p:Status>)", "<saml2p:Extensions><x xmlns=\"urn:x\"/></saml2p:Extensions>$1"),
                bad("ELEMENT_ORDER", "(<saml2p:Status>.*</saml2p:Status>)(<saml2:Assertion.*</saml2:Assertion>)", "$2$1"),
                bad("ELEMENT_ORDER", "(<saml2:Subject>.*</saml2:Subject>)", "$1$1"),
                bad("ELEMENT_ORDER", "(<saml2:Conditions .*</saml2:Conditions>)", "$1$1"),
                bad("ELEMENT_ORDER", "(<saml2:Subject>)(.*)(</saml2:Assertion>)", "$1$2<saml2:Advice/>$3"),
                bad("ASSERTION_EXPIRED", "(<saml2:Conditions [^>]*NotOnOrAfter=)\"[^\"]*\"", "$1\"2026-03-14T09:00:00Z\""),
                bad("ASSERTION_EXPIRED", "(<saml2:Conditions NotBefore=\"[^\"]*\") NotOnOrAfter=\"[^\"]*\"", "$1"),
                bad("ASSERTION_NOT_BEFORE", "(<saml2:Conditions )NotBefore=\"[^\"]*\"", "$1NotBefore=\"2027-03-14T09:00:00Z\""),
                bad("ASSERTION_NOT_BEFORE", "(<saml2:Conditions )NotBefore=\"[^\"]*\" ", "$1"),
                bad("ASSERTION_AUDIENCE", "<saml2:AudienceRestriction>.*</saml2:AudienceRestriction>", ""),
                bad("ASSERTION_CONFIRMATION", "cm:bearer", "cm:sender-vouches"),
                bad("ASSERTION_CONFIRMATION_NOT_BEFORE", "(<saml2:SubjectConfirmationData )", "$1NotBefore=\"2026-03-14T09:00:00Z\" "),
                bad("ASSERTION_AUTHN_STATEMENT", "AuthnInstant=\"[^\"]*\"", "AuthnInstant=\"2027-03-14T09:00:00Z\""),
                bad("ASSERTION_AUTHN_STATEMENT", "<saml2:AuthnStatement.*</saml2:AuthnStatement>", ""),
                bad("ASSERTION_LEVEL", "assurance-class:loa3", "assurance-class:loa9"),
                bad("ASSERTION_NAME_ID", "nameid-format:transient", "nameid-format:emailAddress"),
                bad("ASSERTION_VERSION", "(<saml2:Assertion[^>]*) Version=\"2.0\"", "$1 Version=\"2.1\""),
                bad("ASSERTION_ISSUER", "(<saml2:Assertion.*?>)urn:etoegang:HM:", "$1urn:etoegang:AD:"),
                bad("ASSERTION_ISSUER_FORMAT", "(<saml2:Assertion[^>]*><saml2:Issuer)", "$1 NameQualifier=\"x\""),
                bad("ASSERTION_SERVICE", "core:ServiceUUID", "core:SomethingElse"),
                bad("RESPONSE_ISSUER_FORMAT", "(<saml2:Issuer)", "$1 Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:entity\""),
                bad("ASSERTION_ISSUER_FORMAT", "(<saml2:Assertion[^>]*><saml2:Issuer)", "$1 SPProvidedID=\"x\""),
                bad("ASSERTION_AUDIENCE", "<saml2:Audience>[^<]*</saml2:Audience>", ""),
                bad("ASSERTION_AUDIENCE", "(</saml2:AudienceRestriction>)",
                        "$1<saml2:AudienceRestriction><saml2:Audience>urn:x</saml2:Audience></saml2:AudienceRestriction>"),
                bad("ASSERTION_RECIPIENT", " Recipient=\"https://dv.example/acs\"", ""),
                bad("ASSERTION_IN_RESPONSE_TO", "(<saml2:SubjectConfirmationData )InResponseTo=\"[^\"]*\" ", "$1"),
                bad("ASSERTION_CONFIRMATION_EXPIRED", "(<saml2:SubjectConfirmationData [^>]*NotOnOrAfter=)\"[^\"]*\"",
                        "$1\"2026-03-14T09:59:54Z\""),
                bad("ASSERTION_EXPIRED", "(<saml2:Conditions [^>]*NotOnOrAfter=)\"[^\"]*\"", "$1\"2026-03-14T09:59:54Z\""),
                bad("ASSERTION_LEVEL", "<saml2:AuthnContextClassRef>.*</saml2:AuthnContextClassRef>", ""),
                bad("ASSERTION_LEVEL", "urn:etoegang:core:assurance-class:loa3", "http://eidas.europa.eu/LoA/substantial"),
                bad("ASSERTION_ACTING_SUBJECT", "(<saml2:Attribute Name=\"urn:etoegang:core:ActingSubjectID\")",
                        "<saml2:Attribute Name=\"urn:etoegang:core:ActingSubjectID\"/>$1"),
                bad("ASSERTION_ACTING_SUBJECT",
                        "(<saml2:Attribute Name=\"urn:etoegang:core:ActingSubjectID\"[^>]*>).*?(</saml2:Attribute>)",
                        "$1$2"),
                bad("ASSERTION_ACTING_SUBJECT", "<saml2:EncryptedID.*</saml2:EncryptedID>", "<saml2:NameID>123456789</saml2:NameID>"),
                bad("ASSERTION_AUTHN_STATEMENT", "(<saml2:AuthnStatement.*</saml2:AuthnStatement>)", "$1$1"),
                bad("ASSERTION_CONFIRMATION", "<saml2:SubjectConfirmation .*</saml2:SubjectConfirmation>", ""),
                bad("ASSERTION_CONFIRMATION", "cm:bearer", "cm:holder-of-key"),
                bad("RESPONSE_ASSERTION_COUNT", "status:Success", "status:Responder"),
                bad("RESPONSE_ASSERTION_COUNT", "urn:oasis:names:tc:SAML:2.0:status:Success", "urn:x:Success"),
                bad("RESPONSE_ASSERTION_COUNT", "urn:oasis:names:tc:SAML:2.0:status:Success", "Success"),
                bad("RESPONSE_ENCRYPTED_ASSERTION", "(</saml2p:Response>)",
                        "<saml2:EncryptedAssertion xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\"/>$1"),
                bad("SIGNATURE_INVALID", "<saml2:Attribute Name=\"urn:etoegang:core:ActingSubjectID\"", "<saml2:Attribute"),
                bad("ASSERTION_REPRESENTATION", "core:ServiceUUID\"", "core:LegalSubjectID\""),
                bad("ASSERTION_REPRESENTATION", "core:ServiceUUID\"", "1.9:ServiceRestriction:Vestigingsnr\""));
    }

    @ParameterizedTest
    @MethodSource("badResponses")
    void responseWhenOneThingIsWrongThenThatFindingAndNoAssertion(String code, String pattern, String replacement) {
        String original = text(HM.writer().response(TestParties.assertion(HM, REQUEST, "ep"), List.of(), NOW));
        String changed = java.util.regex.Pattern.compile(pattern, java.util.regex.Pattern.DOTALL).matcher(original)
                .replaceFirst(replacement);

        Validated<Response> read = validate(bytes(changed));

        assertThat(changed).isNotEqualTo(original);
        assertThat(codes(read)).contains(code);
        assertThat(read.value().flatMap(Response::assertion)).isEmpty();
    }

    @Test
    void responseWhenCancelledThenStatusAndNoAssertion() {
        Response read = validate(HM.writer().response(Status.CANCELLED, REQUEST, TestParties.DV_ACS, NOW)).valid().orElseThrow();

        assertThat(read.status()).isEqualTo(Status.CANCELLED);
        assertThat(read.assertion()).isEmpty();
        assertThat(codes(validate(HM.writer().response(Status.SUCCESS, REQUEST, TestParties.DV_ACS, NOW))))
                .containsExactly("RESPONSE_ASSERTION_COUNT");
    }

    /** XSW1-8 after the published taxonomy, and the Dutch one: the original moved into the Advice of a forged assertion. */
    static Stream<Arguments> wrappings() {
        String response = text(HM.writer().response(TestParties.assertion(HM, REQUEST, "ep"), List.of(), NOW));
        String original = response.substring(response.indexOf("<saml2:Assertion"), response.indexOf("</saml2p:Response>"));
        String signature = original.substring(original.indexOf("<ds:Signature"), original.indexOf("</ds:Signature>") + 15);
        String forged = original.replace(signature, "").replace("transient-1", "attacker").replaceFirst("ID=\"_[0-9a-f]+\"",
                "ID=\"_evil\"");
        String forgedSigned = original.replace("transient-1", "attacker").replaceFirst("ID=\"_[0-9a-f]+\"", "ID=\"_evil\"");
        String head = response.substring(0, response.indexOf("<saml2:Assertion"));
        String tail = "</saml2p:Response>";
        String extensions = "<saml2p:Extensions>" + original + "</saml2p:Extensions>";
        String inObject = signature.replace("</ds:Signature>",
                "<ds:Object>" + original.replace(signature, "") + "</ds:Object></ds:Signature>");
        return Stream.of(
                Arguments.of("XSW1", head + signature + forged + tail),
                Arguments.of("XSW2", head + forged + signature + tail),
                Arguments.of("XSW3", head + forged + original + tail),
                Arguments.of("XSW4", head + forged.replace("</saml2:Assertion>", original + "</saml2:Assertion>") + tail),
                Arguments.of("XSW5", head + forgedSigned + original.replace(signature, "") + tail),
                Arguments.of("XSW6",
                        head + forgedSigned.replace("</ds:Signature>", original.replace(signature, "") + "</ds:Signature>") + tail),
                Arguments.of("XSW7", head.replace("<saml2p:Status>", extensions + "<saml2p:Status>") + forged + tail),
                Arguments.of("XSW8",
                        head + forged.replaceFirst("</saml2:Issuer>",
                                java.util.regex.Matcher.quoteReplacement("</saml2:Issuer>" + inObject)) + tail),
                Arguments.of("Advice",
                        head + forged.replace("<saml2:AttributeStatement",
                                "<saml2:Advice>" + original + "</saml2:Advice><saml2:AttributeStatement")
                                + tail),
                Arguments.of("Advice, signature kept", head + forgedSigned.replace("<saml2:AttributeStatement",
                        "<saml2:Advice>" + original.replace(signature, "") + "</saml2:Advice><saml2:AttributeStatement") + tail),
                Arguments.of("same ID twice",
                        head + forged.replace("_evil", original.replaceAll("(?s)^<saml2:Assertion[^>]* ID=\"([^\"]+)\".*", "$1")) + original
                                + tail));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrappings")
    void responseWhenSignatureIsWrappedThenRefused(String name, String wrapped) {
        Validated<Response> read = validate(bytes(wrapped));

        assertThat(read.valid()).as(name).isEmpty();
        assertThat(codes(read)).as(name).containsAnyOf("SIGNATURE_MISSING", "SIGNATURE_PROFILE", "SIGNATURE_INVALID", "XML_DUPLICATE_ID",
                "RESPONSE_ASSERTION_COUNT");
        assertThat(read.value().flatMap(Response::assertion)).as(name).isEmpty();
    }

    /** XSW1 and XSW2 of the taxonomy are about the signature of the Response: one that comes by itself through a browser has it. */
    @Test
    void postedResponseWhenItsSignatureIsWrappedThenRefused() {
        String response = text(HM.writer().signedResponse(TestParties.assertion(HM, REQUEST, "ep"), List.of(), NOW))
                .replaceFirst("<\\?xml[^>]*\\?>", "");
        String signature = response.substring(response.indexOf("<ds:Signature"), response.indexOf("</ds:Signature>") + 15);
        String original = response.replace(signature, "");
        String forged = original.replaceFirst(" ID=\"_[0-9a-f]+\"", " ID=\"_evil\"").replace("transient-1", "attacker")
                .replaceFirst("(<saml2:Assertion[^>]*) ID=\"_[0-9a-f]+\"", "$1 ID=\"_evil2\"");
        int place = forged.indexOf("<saml2p:Status>");
        String inside = signature.replace("</ds:Signature>", "<ds:Object>" + original + "</ds:Object></ds:Signature>");

        assertThat(codes(posted(response))).doesNotContain("SIGNATURE_INVALID", "SIGNATURE_PROFILE", "SIGNATURE_MISSING");
        for (String wrapped : List.of(forged.substring(0, place) + inside + forged.substring(place),
                forged.substring(0, place) + original + signature + forged.substring(place),
                forged.substring(0, place) + signature + forged.substring(place))) {
            Validated<Response> read = posted(wrapped);
            assertThat(codes(read)).containsAnyOf("SIGNATURE_MISSING", "SIGNATURE_PROFILE", "SIGNATURE_INVALID", "XML_DUPLICATE_ID");
            assertThat(read.value().flatMap(Response::assertion)).isEmpty();
        }
    }

    private static Validated<Response> posted(String response) {
        return ResponseValidation.validatePosted(bytes(response), HM.metadata(), TestParties.expectation(REQUEST), NOW);
    }

    @Test
    void responseWhenSignedByTheAdOfItsAdviceThenRefused() {
        byte[] byAd = AD.writer().response(TestParties.assertion(HM, REQUEST, "ep"), List.of(adAssertion()), NOW);

        assertThat(codes(validate(byAd))).contains("SIGNATURE_KEY_UNKNOWN", "ASSERTION_ISSUER");
    }

    private static byte[] response() {
        return HM.writer().response(TestParties.assertion(HM, REQUEST, "ep"), List.of(), NOW);
    }

    private static byte[] inArtifactResponse(byte[] response) {
        return SoapEnvelope.wrap(HM.writer().artifactResponse("_r", NOW, Optional.of(response)));
    }

    private static List<String> outer(String soap) {
        return codes(ArtifactMessages.response(bytes(soap), "_r", HM.metadata(), NOW));
    }

    private static final String SIGNATURE = "(?s)<ds:Signature .*?</ds:Signature>";

    @Test
    void responseWhenSomethingThatOnlyTheSignatureKnowsIsChangedThenRefused() {
        assertThat(codes(validate(bytes(text(response()).replace("transient-1", "transient-2"))))).containsExactly("SIGNATURE_INVALID");
        String soap = text(inArtifactResponse(response()));
        // Around the Response: its own signature still holds, that of the ArtifactResponse does not.
        assertThat(outer(soap.replaceFirst("IssueInstant=\"2026-03-14T10:00:00", "IssueInstant=\"2026-03-14T10:00:01")))
                .containsExactly("SIGNATURE_INVALID");
        assertThat(outer(soap)).isEmpty();
    }

    @Test
    void signaturesWhenTakenAwayThenRefusedAtEveryLayer() {
        String soap = text(inArtifactResponse(response()));
        assertThat(outer(soap.replaceFirst(SIGNATURE, ""))).containsExactly("SIGNATURE_MISSING");
        assertThat(outer(soap.replaceAll(SIGNATURE, ""))).containsExactly("SIGNATURE_MISSING");
        // The HM signs around a Response whose Assertion is not signed.
        byte[] unsigned = bytes(text(response()).replaceAll(SIGNATURE, ""));
        byte[] message = ArtifactMessages.response(inArtifactResponse(unsigned), "_r", HM.metadata(), NOW).valid().orElseThrow();
        assertThat(codes(validate(message))).containsExactly("SIGNATURE_MISSING");
    }

    @Test
    void responseWhenTheSignatureIsOfAnotherMessageOrKeyThenRefused() {
        String one = text(response());
        String two = text(response());
        String pasted = one.replaceFirst(SIGNATURE, java.util.regex.Matcher.quoteReplacement(
                two.substring(two.indexOf("<ds:Signature "), two.indexOf("</ds:Signature>") + "</ds:Signature>".length())));
        assertThat(codes(validate(bytes(pasted)))).containsExactly("SIGNATURE_PROFILE");
        byte[] byOther = new nl.etdnetwerk.saml.message.MessageWriter(HM.entityId(), OTHER_DV.key())
                .response(TestParties.assertion(HM, REQUEST, "ep"), List.of(), NOW);
        assertThat(codes(validate(byOther))).containsExactly("SIGNATURE_KEY_UNKNOWN");
        assertThat(codes(validate(bytes(text(byOther).replace(OTHER_DV.key().keyName(), HM.key().keyName())))))
                .containsExactly("SIGNATURE_INVALID");
    }

    @Test
    void responseWhenSignedWithACertificateThatHasEndedOrNotBegunThenRefused() {
        assertThat(codes(ResponseValidation.validate(response(), HM.metadata(), expected, NOW.plus(Duration.ofDays(400)))))
                .contains("SIGNATURE_KEY_UNKNOWN");
        assertThat(codes(ResponseValidation.validate(response(), HM.metadata(), expected, NOW.minus(Duration.ofDays(400)))))
                .contains("SIGNATURE_KEY_UNKNOWN");
    }

    @Test
    void responseWhenOfAnotherInsideTheArtifactResponseOfTheHmThenRefused() {
        byte[] foreign = AD.writer().response(TestParties.assertion(AD, REQUEST, "ep"), List.of(), NOW);
        byte[] message = ArtifactMessages.response(inArtifactResponse(foreign), "_r", HM.metadata(), NOW).valid().orElseThrow();

        assertThat(codes(validate(message))).contains("SIGNATURE_KEY_UNKNOWN", "ASSERTION_ISSUER", "RESPONSE_ISSUER");
    }

    @Test
    void assertionWhenWithinTheClockSkewThenAccepted() {
        Expectation skewed = expected;
        assertThat(ResponseValidation.validate(response(), HM.metadata(), skewed, NOW.minusSeconds(5)).findings()).isEmpty();
        assertThat(ResponseValidation.validate(response(), HM.metadata(), skewed, NOW.plusSeconds(124)).findings()).isEmpty();
        assertThat(codes(ResponseValidation.validate(response(), HM.metadata(), skewed, NOW.plusSeconds(126)))).contains(
                "ASSERTION_CONFIRMATION_EXPIRED", "ASSERTION_EXPIRED");
        assertThat(codes(ResponseValidation.validate(response(), HM.metadata(), skewed, NOW.minusSeconds(30))))
                .contains("ASSERTION_NOT_BEFORE");
    }

    @Test
    void assertionWhenAboveTheLevelOrWithUnaskedAttributesThenAccepted() {
        Assertion a = TestParties.assertion(HM, REQUEST, "ep");
        assertThat(validate(HM.writer().response(with(a, REQUEST, TestParties.DV_ACS, NOW.plusSeconds(120), DV.entityId(),
                LevelOfAssurance.LOA4), List.of(), NOW)).findings()).isEmpty();
        Assertion more = attributes(a,
                Map.of(SamlNames.SERVICE_ID, List.of(TestParties.SERVICE_ID), SamlNames.SERVICE_UUID, List.of(TestParties.SERVICE_UUID),
                        "urn:etoegang:1.9:attribute:DateOfBirth", List.of("0000-00-00")),
                a.encryptedIds());
        assertThat(validate(HM.writer().response(more, List.of(), NOW)).findings()).isEmpty();
    }

    @Test
    void responseWhenAnotherStatusThenThatStatus() {
        for (String second : List.of("NoAuthnContext", "RequestDenied", "RequestUnsupported", "NoSupportedIDP", "UnknownPrincipal")) {
            Status status = new Status("Responder", Optional.of(second), Optional.of("<b>x</b>"));
            assertThat(validate(HM.writer().response(status, REQUEST, TestParties.DV_ACS, NOW)).valid().orElseThrow().status())
                    .isEqualTo(status);
        }
    }

    @Test
    void encryptedIdWhenItsKeyCannotBeToldOrItIsDamagedThenEmptyForEveryReason() {
        var one = IdEncrypter.encrypt(new NameIdentifier(SamlNames.TYPE_BSN, "value"), List.of(recipient(DV)));
        var both = IdEncrypter.encrypt(new NameIdentifier(SamlNames.TYPE_BSN, "value"), List.of(recipient(OTHER_DV), recipient(DV)));
        String id = text(one.xml()).replaceAll("(?s).*RetrievalMethod[^>]*URI=\"#([^\"]*)\".*", "$1");
        Map<String, String> damaged = new java.util.LinkedHashMap<>();
        damaged.put("RetrievalMethod elsewhere", text(one.xml()).replace("URI=\"#" + id + "\"", "URI=\"https://evil.example/key\""));
        damaged.put("RetrievalMethod to nothing", text(one.xml()).replace("URI=\"#" + id + "\"", "URI=\"#_nothing\""));
        damaged.put("no KeyInfo", text(one.xml()).replaceFirst("(?s)<ds:KeyInfo.*?</ds:KeyInfo>", ""));
        damaged.put("CarriedKeyName", text(both.xml()).replaceAll("(<xenc:CarriedKeyName[^>]*>)[^<]*", "$1another"));
        damaged.put("rsa-1_5", text(one.xml()).replace("http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p",
                "http://www.w3.org/2001/04/xmlenc#rsa-1_5"));
        damaged.put("3des", text(one.xml()).replace("xmlenc#aes256-cbc", "xmlenc#tripledes-cbc"));
        damaged.put("gcm", text(one.xml()).replace("http://www.w3.org/2001/04/xmlenc#aes256-cbc",
                "http://www.w3.org/2009/xmlenc11#aes256-gcm"));
        damaged.put("OAEP sha256",
                text(one.xml()).replace("http://www.w3.org/2000/09/xmldsig#sha1", "http://www.w3.org/2001/04/xmlenc#sha256"));
        damaged.put("value", text(one.xml()).replaceFirst("(<xenc:CipherValue>)....", "$1AAAA"));
        damaged.put("key", text(one.xml()).replaceAll("(?s)(.*<xenc:CipherValue>)....", "$1AAAA"));
        damaged.put("key too short", text(one.xml()).replaceAll("(?s)(.*<xenc:CipherValue>)[^<]*", "$1AAAA"));
        damaged.forEach((name, xml) -> {
            assertThat(xml).as(name).isNotEqualTo(text(name.equals("CarriedKeyName") ? both.xml() : one.xml()));
            assertThat(
                    new IdDecrypter(DV.entityId(), List.of(DV.key())).decrypt(new nl.etdnetwerk.saml.message.EncryptedId(one.recipients(),
                            bytes(xml))))
                    .as(name).isEmpty();
        });
        // A key for our name, but of somebody else.
        var foreign = IdEncrypter.encrypt(new NameIdentifier(SamlNames.TYPE_BSN, "value"),
                List.of(new IdEncrypter.Recipient(DV.entityId(), OTHER_DV.key().keyName(), OTHER_DV.key().certificate())));
        assertThat(new IdDecrypter(DV.entityId(), List.of(DV.key())).decrypt(foreign)).isEmpty();
        // Without a type there is no telling what it is.
        var typeless = IdEncrypter.encrypt(new NameIdentifier(null, "value"), List.of(recipient(DV)));
        assertThat(new IdDecrypter(DV.entityId(), List.of(DV.key())).decrypt(typeless)).isEmpty();
    }

    @Test
    void encryptedIdsWhenSwappedInASignedAssertionThenTheSignatureTells() {
        Assertion a = TestParties.assertion(HM, REQUEST, "ep");
        var bsn = IdEncrypter.encrypt(new NameIdentifier(SamlNames.TYPE_BSN, "value"), List.of(recipient(DV)));
        Assertion two = attributes(a, a.attributes(),
                Map.of(SamlNames.ACTING_SUBJECT_ID, List.of(a.encryptedIds().get(SamlNames.ACTING_SUBJECT_ID).get(0), bsn)));
        String xml = text(HM.writer().response(two, List.of(), NOW));
        List<String> values = java.util.regex.Pattern.compile("<xenc:CipherValue>([^<]*)<").matcher(xml).results().map(r -> r.group(1))
                .toList();
        String swapped = xml.replace(values.get(0), "@").replace(values.get(2), values.get(0)).replace("@", values.get(2));

        assertThat(validate(bytes(xml)).findings()).isEmpty();
        assertThat(codes(validate(bytes(swapped)))).containsExactly("SIGNATURE_INVALID");
    }

    @Test
    void encryptedIdWhenSeveralRecipientsThenEachOpensAndOthersDoNot() {
        NameIdentifier name = new NameIdentifier(SamlNames.TYPE_BSN, "value");
        var both = IdEncrypter.encrypt(name, List.of(recipient(OTHER_DV), recipient(DV)));
        var one = IdEncrypter.encrypt(name, List.of(recipient(DV)));
        IdDecrypter dv = new IdDecrypter(DV.entityId(), List.of(OTHER_DV.key(), DV.key()));

        assertThat(dv.decrypt(both)).contains(name);
        assertThat(dv.decrypt(EncryptedIdElements.withNewIds(both))).contains(name);
        assertThat(dv.decrypt(EncryptedIdElements.withNewIds(one))).contains(name);
        assertThat(dv.isRecipient(both)).isTrue();
        assertThat(new IdDecrypter(OTHER_DV.entityId(), List.of(OTHER_DV.key())).decrypt(both)).contains(name);
        assertThat(new IdDecrypter(OTHER_DV.entityId(), List.of(OTHER_DV.key())).decrypt(one)).isEmpty();
        assertThat(text(one.xml())).contains("RetrievalMethod", "aes256-cbc", "rsa-oaep-mgf1p", "Recipient=\"" + DV.entityId())
                .doesNotContain("CarriedKeyName");
        assertThat(text(both.xml())).contains("CarriedKeyName");
        assertThat(dv.decrypt(
                new nl.etdnetwerk.saml.message.EncryptedId(one.recipients(), bytes(text(one.xml()).replace("aes256-cbc", "aes128-cbc")))))
                .isEmpty();
    }

    private static IdEncrypter.Recipient recipient(TestParties.Party p) {
        return new IdEncrypter.Recipient(p.entityId(), p.key().keyName(), p.key().certificate());
    }
}
