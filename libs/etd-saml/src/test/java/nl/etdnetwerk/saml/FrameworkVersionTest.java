package nl.etdnetwerk.saml;

import static nl.etdnetwerk.saml.TestParties.AD;
import static nl.etdnetwerk.saml.TestParties.DV;
import static nl.etdnetwerk.saml.TestParties.HM;
import static nl.etdnetwerk.saml.TestParties.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import nl.etdnetwerk.saml.catalogue.ServiceCatalogue;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.TypeSet;
import nl.etdnetwerk.saml.message.Assertion;
import nl.etdnetwerk.saml.message.AuthnRequest;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.message.Response;
import nl.etdnetwerk.saml.message.Status;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.metadata.EntityMetadata.IndexedEndpoint;
import nl.etdnetwerk.saml.metadata.MetadataReader;
import nl.etdnetwerk.saml.metadata.MetadataWriter;
import nl.etdnetwerk.saml.request.RequestValidation;
import nl.etdnetwerk.saml.response.Expectation;
import nl.etdnetwerk.saml.response.ResponseValidation;

/** The legacy dialect beside the current one: what each asks, and that neither passes for the other. */
class FrameworkVersionTest {

    private static final String REQUEST = MessageIds.next();
    private static final String PSEUDONYM = "0123456789ABCDEF".repeat(4) + "@" + "0123456789ABCDEF".repeat(2);
    private static final String POST_ACS = "https://dv.example/post";
    private static final EntityMetadata BOTH = dv(new IndexedEndpoint(0, false, SamlNames.BINDING_ARTIFACT, TestParties.DV_ACS),
            new IndexedEndpoint(1, true, SamlNames.BINDING_POST, POST_ACS));

    private static EntityMetadata dv(IndexedEndpoint... consumers) {
        var sp = DV.metadata().serviceProvider().orElseThrow();
        return new EntityMetadata(DV.entityId(), DV.metadata().displayName(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(new EntityMetadata.ServiceProvider(sp.keys(), sp.artifactResolution(), sp.singleLogout(), List.of(consumers),
                        sp.services())));
    }

    private static List<String> codes(Validated<?> v) {
        return v.findings().stream().map(Finding::code).toList();
    }

    private static Expectation expecting(TestParties.Party responder, FrameworkVersion version) {
        return new Expectation(REQUEST, TestParties.DV_ACS, DV.entityId(), responder.entityId(), LevelOfAssurance.LOA3, Optional.empty(),
                Duration.ofSeconds(5), version);
    }

    private static Assertion summary(String format, String name, List<String> plain) {
        Assertion a = TestParties.assertion(HM, REQUEST, "ep");
        Map<String, List<String>> attributes = plain.isEmpty()
                ? a.attributes()
                : Map.of(SamlNames.SERVICE_ID, List.of(TestParties.SERVICE_ID), SamlNames.SERVICE_UUID, List.of(TestParties.SERVICE_UUID),
                        SamlNames.TYPE_PSEUDO_PLAIN, plain);
        return new Assertion(a.id(), a.issuer(), a.issueInstant(), format, name, a.nameQualifier(), a.inResponseTo(), a.recipient(),
                a.notOnOrAfter(), a.audiences(), a.authnInstant(), a.sessionIndex(), a.level(), a.authenticatingAuthorities(), attributes,
                Map.of());
    }

    private static Assertion legacy() {
        return summary(SamlNames.PERSISTENT, PSEUDONYM, List.of(PSEUDONYM));
    }

    private static Validated<Response> posted(byte[] xml) {
        return ResponseValidation.validatePosted(xml, HM.metadata(), expecting(HM, FrameworkVersion.V1_11), NOW);
    }

    @Test
    void legacyWhenPostedAndSignedThenThePseudonymIsTheName() {
        Assertion read = posted(HM.writer().signedResponse(legacy(), List.of(), NOW)).valid().orElseThrow().assertion().orElseThrow();

        assertThat(read.nameIdFormat()).isEqualTo(SamlNames.PERSISTENT);
        assertThat(read.nameId()).isEqualTo(PSEUDONYM);
        assertThat(read.attributes().get(SamlNames.TYPE_PSEUDO_PLAIN)).containsExactly(PSEUDONYM);
        assertThat(posted(HM.writer().signedResponse(Status.CANCELLED, REQUEST, TestParties.DV_ACS, NOW)).valid().orElseThrow().status())
                .isEqualTo(Status.CANCELLED);
    }

    @Test
    void legacyWhenPostedWithoutASignatureOfItsOwnThenRefused() {
        assertThat(codes(posted(HM.writer().response(legacy(), List.of(), NOW)))).containsExactly("SIGNATURE_MISSING");
        assertThat(codes(posted(HM.writer().response(Status.CANCELLED, REQUEST, TestParties.DV_ACS, NOW))))
                .containsExactly("SIGNATURE_MISSING");
    }

    @ParameterizedTest
    @CsvSource({"transient,right,right,ASSERTION_NAME_ID", "persistent,short,right,ASSERTION_NAME_ID",
        "persistent,right,short,ASSERTION_PLAIN_PSEUDONYM", "persistent,right,,ASSERTION_PLAIN_PSEUDONYM",
        "persistent,right,two,ASSERTION_PLAIN_PSEUDONYM"})
    void legacyWhenNamesAreWrongThenThatFinding(String format, String name, String attribute, String code) {
        String nameId = "right".equals(name) ? PSEUDONYM : PSEUDONYM.substring(1);
        List<String> plain = switch (String.valueOf(attribute)) {
            case "right" -> List.of(PSEUDONYM);
            case "two" -> List.of(PSEUDONYM, PSEUDONYM);
            case "short" -> List.of(PSEUDONYM.substring(1));
            default -> List.of();
        };
        Assertion wrong = summary(format.equals("transient") ? SamlNames.TRANSIENT : SamlNames.PERSISTENT, nameId, plain);

        assertThat(codes(posted(HM.writer().signedResponse(wrong, List.of(), NOW)))).containsExactly(code);
    }

    @Test
    void legacyWhenTheCurrentVersionWasAskedThenRefused() {
        byte[] response = HM.writer().response(legacy(), List.of(), NOW);

        assertThat(codes(ResponseValidation.validate(response, HM.metadata(), expecting(HM, FrameworkVersion.V1_13), NOW)))
                .containsExactly("ASSERTION_NAME_ID", "ASSERTION_ACTING_SUBJECT", "ASSERTION_PLAIN_PSEUDONYM");
    }

    @Test
    void adInTheLegacyVersionWhenItsNameIsTransientThenAcceptedAndPersistentRefused() {
        byte[] right = AD.writer().response(summary(SamlNames.TRANSIENT, "transient-1", List.of(PSEUDONYM)), List.of(), NOW);
        byte[] wrong = AD.writer().response(legacy(), List.of(), NOW);
        Expectation expected = expecting(AD, FrameworkVersion.V1_11);

        assertThat(codes(ResponseValidation.validate(right, AD.metadata(), expected, NOW))).isEmpty();
        assertThat(codes(ResponseValidation.validate(wrong, AD.metadata(), expected, NOW))).containsExactly("ASSERTION_NAME_ID");
    }

    private static AuthnRequest request(OptionalInt index, String url, String binding) {
        return new AuthnRequest(MessageIds.next(), NOW, TestParties.HM_SSO, DV.entityId(), false, index, Optional.ofNullable(url),
                Optional.ofNullable(binding), OptionalInt.of(1), Optional.empty(), Optional.empty(), Map.of());
    }

    private static List<String> codes(FrameworkVersion version, AuthnRequest request) {
        var validation = new RequestValidation(id -> Optional.of(BOTH).filter(m -> m.entityId().equals(id)), Set.of(TestParties.HM_SSO),
                Duration.ofSeconds(5), version);
        return codes(validation.authnRequest(DV.writer().signed(request), NOW));
    }

    @Test
    void requestWhenItsAnswerIsToBePostedThenOnlyInTheLegacyVersion() {
        for (AuthnRequest r : List.of(request(OptionalInt.of(1), null, null), request(OptionalInt.empty(), POST_ACS, null),
                request(OptionalInt.empty(), POST_ACS, SamlNames.BINDING_POST))) {
            assertThat(codes(FrameworkVersion.V1_11, r)).isEmpty();
            assertThat(codes(FrameworkVersion.V1_13, r)).containsExactly("REQUEST_ACS");
        }
        assertThat(codes(FrameworkVersion.V1_11, request(OptionalInt.empty(), POST_ACS, SamlNames.BINDING_ARTIFACT)))
                .containsExactly("REQUEST_ACS");
    }

    @Test
    void assertionConsumerWhenNothingIsAskedThenTheDefaultThatTheVersionHas() {
        var sp = BOTH.serviceProvider().orElseThrow();

        assertThat(sp.assertionConsumer(OptionalInt.empty(), Optional.empty(), Optional.empty(), FrameworkVersion.V1_11))
                .map(IndexedEndpoint::location).contains(POST_ACS);
        assertThat(sp.assertionConsumer(OptionalInt.empty(), Optional.empty(), Optional.empty(), FrameworkVersion.V1_13))
                .map(IndexedEndpoint::location).contains(TestParties.DV_ACS);
    }

    @Test
    void metadataWhenForTheLegacyVersionThenPostAloneWillDo() {
        EntityMetadata postOnly = dv(new IndexedEndpoint(0, true, SamlNames.BINDING_POST, POST_ACS));

        assertThat(MetadataReader.participant(MetadataWriter.entity(postOnly, FrameworkVersion.V1_11, DV.key()), NOW).valid())
                .contains(postOnly);
        assertThat(codes(MetadataReader.participant(MetadataWriter.entity(postOnly, DV.key()), NOW))).containsExactly("METADATA_ACS");
    }

    @Test
    void typesWhenTheFirstSetCannotBeGivenThenTheNextByNumber() {
        var definition = new ServiceCatalogue.Definition("d", "n", "n", LevelOfAssurance.LOA3, "",
                List.of(new TypeSet(2, List.of(SamlNames.TYPE_PSEUDO_ID)),
                        new TypeSet(1, List.of(SamlNames.TYPE_BSN, SamlNames.TYPE_PSEUDO_ID))));
        var service = new ServiceCatalogue.Service(null, definition, null);

        assertThat(service.types(List.of(SamlNames.TYPE_PSEUDO_ID, SamlNames.TYPE_BSN))).containsExactly(SamlNames.TYPE_BSN,
                SamlNames.TYPE_PSEUDO_ID);
        assertThat(service.types(List.of(SamlNames.TYPE_PSEUDO_ID))).containsExactly(SamlNames.TYPE_PSEUDO_ID);
        assertThat(service.types(List.of(SamlNames.TYPE_PSEUDO))).isEmpty();
        assertThat(service.version()).isEqualTo(FrameworkVersion.V1_13);
    }

    @Test
    void specificPseudonymWhenPartsHaveTheirLengthThenUpperCaseHex() {
        byte[] local = new byte[32];
        local[0] = (byte) 0xAB;

        assertThat(SpecificPseudonym.of(local, new byte[16])).isEqualTo("AB" + "00".repeat(31) + "@" + "00".repeat(16));
        assertThat(SpecificPseudonym.isWellFormed(SpecificPseudonym.of(local, new byte[16]).toLowerCase(java.util.Locale.ROOT))).isFalse();
        assertThat(SpecificPseudonym.isWellFormed(null)).isFalse();
        assertThatThrownBy(() -> SpecificPseudonym.of(local, local)).isInstanceOf(IllegalArgumentException.class);
    }
}
