package nl.etdnetwerk.saml;

import static nl.etdnetwerk.saml.TestParties.DV;
import static nl.etdnetwerk.saml.TestParties.HM;
import static nl.etdnetwerk.saml.TestParties.NOW;
import static nl.etdnetwerk.saml.TestParties.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

import nl.etdnetwerk.saml.catalogue.CatalogueCodec;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.Definition;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.Instance;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.Intermediation;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.ServiceProvider;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.TypeSet;
import nl.etdnetwerk.saml.metadata.EntityIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.metadata.MetadataReader;
import nl.etdnetwerk.saml.metadata.MetadataWriter;
import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.XmlSigning;

class DocumentsTest {

    private static final Map<String, java.security.cert.X509Certificate> TRUST = Map.of(OPERATOR.keyName(), OPERATOR.certificate());

    private static List<String> codes(Validated<?> v) {
        return v.findings().stream().map(Finding::code).toList();
    }

    private static byte[] replace(byte[] xml, String from, String to) {
        return new String(xml, StandardCharsets.UTF_8).replace(from, to).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void participantWhenSignedByItselfThenReadsBackAsWritten() {
        byte[] xml = MetadataWriter.entity(HM.metadata(), HM.key());

        assertThat(MetadataReader.participant(xml, NOW)).isEqualTo(new Validated<>(Optional.of(HM.metadata()), List.of()));
        assertThat(MetadataReader.participant(MetadataWriter.entity(DV.metadata(), DV.key()), NOW).valid()).contains(DV.metadata());
    }

    @Test
    void participantWhenWrongThenEveryFindingIsCollected() {
        byte[] xml = MetadataWriter.entity(DV.metadata(), DV.key());

        assertThat(codes(MetadataReader.participant(
                replace(xml, "urn:etoegang:DV:99990001000000000021:entities", "urn:etoegang:DV:9999000100000000002:entities"), NOW)))
                .contains("SIGNATURE_INVALID", "METADATA_ENTITY_ID", "METADATA_OIN_MISMATCH");
        assertThat(codes(MetadataReader.participant(replace(xml, "AuthnRequestsSigned=\"true\"", "AuthnRequestsSigned=\"false\""), NOW)))
                .contains("METADATA_SIGNED_FLAG");
        assertThat(codes(MetadataReader.participant(replace(xml, "bindings:HTTP-Artifact", "bindings:HTTP-POST"), NOW)))
                .contains("METADATA_ACS");
        assertThat(codes(MetadataReader.participant(replace(xml, "use=\"encryption\"", "use=\"signing\""), NOW)))
                .contains("METADATA_ENCRYPTION_KEY");
        assertThat(codes(MetadataReader.participant(xml, NOW.plus(Duration.ofDays(400))))).contains("METADATA_CERTIFICATE_PERIOD");
        assertThat(codes(MetadataReader.participant("<x/>".getBytes(StandardCharsets.UTF_8), NOW))).containsExactly("METADATA_ROOT");
        assertThat(codes(MetadataReader.participant(MetadataWriter.entity(DV.metadata(), HM.key()), NOW)))
                .containsExactly("SIGNATURE_INVALID");
    }

    @Test
    void networkWhenSignedByTheOperatorThenEveryParticipantIsThere() {
        byte[] xml = MetadataWriter.network(List.of(HM.metadata(), DV.metadata()), "urn:etoegang:1.13:metadata:T:1", NOW.plusSeconds(60),
                OPERATOR);

        assertThat(MetadataReader.network(xml, TRUST, NOW).valid().orElseThrow()).extracting(EntityMetadata::entityId)
                .containsExactlyInAnyOrder(HM.entityId(), DV.entityId());
        assertThat(codes(MetadataReader.network(xml, TRUST, NOW.plusSeconds(61)))).containsExactly("METADATA_EXPIRED");
        assertThat(codes(MetadataReader.network(replace(xml, "T:1", "T:2"), TRUST, NOW))).containsExactly("SIGNATURE_INVALID");
        assertThat(codes(MetadataReader.network(xml, Map.of("x", DV.key().certificate()), NOW))).containsExactly("SIGNATURE_INVALID");
    }

    private static ServiceCatalogue catalogue(Intermediation intermediation) {
        String dv = "99990001000000000021";
        String za = "99990001000000000022";
        var login = new Definition("d1", "Inloggen", "Inloggen bij de PGO", LevelOfAssurance.LOA3, "99990001000000000010",
                List.of(new TypeSet(1, List.of(SamlNames.TYPE_PSEUDO_ID))));
        var care = new Definition("d2", "Verzamelen", "Gegevens", LevelOfAssurance.LOA3, "99990001000000000010",
                List.of(new TypeSet(1, List.of(SamlNames.TYPE_BSN))));
        var key = MetadataWriter.key(EntityMetadata.Use.ENCRYPTION, DV.key());
        return new ServiceCatalogue(NOW, "urn:etoegang:1.13:service-catalogue:T:1", List.of(
                new ServiceProvider(dv, "De PGO", List.of(login),
                        List.of(new Instance(EntityIds.service(dv, 9002), "i1", "d1", Optional.of("i2"), "99990001000000000010", true,
                                List.of(key),
                                Intermediation.NONE, "2", 20260101))),
                new ServiceProvider(za, "huisarts", List.of(care),
                        List.of(new Instance(EntityIds.service(za, 9001), "i2", "d2", Optional.empty(), "99990001000000000010", true,
                                List.of(), intermediation, "2", 20260101, List.of("99990001000000000012"))))));
    }

    @Test
    void catalogueWhenConsistentThenReadsBackAsWrittenAndFindsIntermediation() {
        ServiceCatalogue catalogue = catalogue(new Intermediation("serviceProviderOnly", List.of("99990001000000000021")));

        ServiceCatalogue read = CatalogueCodec.read(CatalogueCodec.write(catalogue, OPERATOR), TRUST).valid().orElseThrow();

        assertThat(read).isEqualTo(catalogue);
        assertThat(read.intermediating("99990001000000000021", "huisarts").orElseThrow().instance().uuid()).isEqualTo("i1");
        assertThat(read.intermediating("99990001000000000022", "huisarts")).isEmpty();
        assertThat(read.byUuid("i2").orElseThrow().instance()).satisfies(i -> {
            assertThat(i.isReachedThrough("99990001000000000010")).isTrue();
            assertThat(i.isReachedThrough("99990001000000000012")).isTrue();
            assertThat(i.isReachedThrough("99990001000000000013")).isFalse();
        });
        assertThat(read.mayIntermediate("99990001000000000021", read.byUuid("i2").orElseThrow())).isTrue();
        assertThat(read.byUuid("i2").orElseThrow().types(List.of(SamlNames.TYPE_BSN, SamlNames.TYPE_PSEUDO_ID)))
                .containsExactly(SamlNames.TYPE_BSN);
    }

    @Test
    void catalogueWhenInconsistentThenRefused() {
        byte[] forbidden = CatalogueCodec.write(catalogue(Intermediation.NONE), OPERATOR);
        byte[] good = CatalogueCodec.write(catalogue(new Intermediation("generalAvailable", List.of())), OPERATOR);

        assertThat(codes(CatalogueCodec.read(forbidden, TRUST))).containsExactly("CATALOGUE_INTERMEDIATION");
        assertThat(codes(CatalogueCodec.read(replace(good, ">i2</esc:ServiceUUID>", ">i1</esc:ServiceUUID>"), TRUST)))
                .contains("SIGNATURE_INVALID", "CATALOGUE_UUID_TWICE");
        assertThat(codes(CatalogueCodec.read(replace(good, "loa3", "loa7"), TRUST))).contains("CATALOGUE_LEVEL");
        assertThat(codes(CatalogueCodec.read("<x/>".getBytes(StandardCharsets.UTF_8), TRUST))).containsExactly("CATALOGUE_ROOT");
    }

    private static List<String> changed(String from, String to) {
        byte[] xml = MetadataWriter.entity(DV.metadata(), DV.key());
        byte[] other = replace(xml, from, to);
        assertThat(other).isNotEqualTo(xml);
        return codes(MetadataReader.participant(other, NOW));
    }

    private static String certificate() {
        String xml = new String(MetadataWriter.entity(DV.metadata(), DV.key()), StandardCharsets.UTF_8);
        return xml.substring(xml.lastIndexOf("<ds:X509Certificate>") + 20, xml.lastIndexOf("</ds:X509Certificate>"));
    }

    @Test
    void participantWhenAgainstARuleOfTheSchemeThenThatFinding() throws Exception {
        assertThat(changed("<md:SPSSODescriptor", "<md:SPSSODescriptor x=\"y\"")).containsExactly("SIGNATURE_INVALID");
        assertThat(codes(MetadataReader.participant(
                new String(MetadataWriter.entity(DV.metadata(), DV.key()), StandardCharsets.UTF_8)
                        .replaceAll("(?s)<ds:Signature .*?</ds:Signature>",
                                "")
                        .getBytes(StandardCharsets.UTF_8),
                NOW))).containsExactly("SIGNATURE_MISSING");
        assertThat(changed("<md:EntityDescriptor ", "<md:EntityDescriptor validUntil=\"2026-03-14T09:00:00Z\" "))
                .contains("METADATA_EXPIRED");
        assertThat(changed("urn:etoegang:DV:99990001000000000021:entities", "urn:etoegang:DV:9999000100000000002199:entities"))
                .contains("METADATA_ENTITY_ID");
    }

    @Test
    void participantWhenAnAddressIsNotHttpsOrAKeyNameIsOfTwoThenThatFinding() {
        for (String wrong : List.of("http://", "HTTPS:", "https:///", "https://x@")) {
            assertThat(codes(MetadataReader.participant(
                    replace(MetadataWriter.entity(HM.metadata(), HM.key()), "Location=\"https://", "Location=\"" + wrong), NOW))).as(wrong)
                    .contains("METADATA_LOCATION_HTTPS");
        }
        EntityMetadata two = DV.metadata();
        EntityMetadata.ServiceProvider sp = two.serviceProvider().orElseThrow();
        List<EntityMetadata.Key> keys = new java.util.ArrayList<>(sp.keys());
        keys.add(new EntityMetadata.Key(EntityMetadata.Use.SIGNING, sp.keys().get(0).keyName(), HM.key().certificate()));
        EntityMetadata doubled = new EntityMetadata(two.entityId(), two.displayName(), two.level(), two.validUntil(),
                two.identityProvider(),
                Optional.of(new EntityMetadata.ServiceProvider(keys, sp.artifactResolution(), sp.singleLogout(), sp.assertionConsumers(),
                        sp.services())));
        assertThat(codes(MetadataReader.participant(MetadataWriter.entity(doubled, DV.key()), NOW))).contains("METADATA_KEY_NAME_TWICE");
    }

    @Test
    void participantWhenAloneInEntitiesThenReadWhicheverOfTheTwoIsSigned() throws Exception {
        String entity = new String(MetadataWriter.entity(HM.metadata(), HM.key()), StandardCharsets.UTF_8).replaceFirst("<\\?xml[^>]*\\?>",
                "");
        String open = "<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" %s>";
        assertThat(
                MetadataReader.participant((open.formatted("") + entity + "</md:EntitiesDescriptor>").getBytes(StandardCharsets.UTF_8), NOW)
                        .valid())
                .contains(HM.metadata());
        assertThat(codes(MetadataReader.participant(
                (open.formatted("validUntil=\"2026-03-14T09:00:00Z\"") + entity + "</md:EntitiesDescriptor>")
                        .getBytes(StandardCharsets.UTF_8),
                NOW))).containsExactly("METADATA_EXPIRED");
        assertThat(codes(MetadataReader.participant((open.formatted("") + entity + entity + "</md:EntitiesDescriptor>")
                .getBytes(StandardCharsets.UTF_8), NOW))).isNotEmpty();
        // Signed around, as participants hand it to the operator.
        String bare = entity.replaceAll("(?s)<ds:Signature .*?</ds:Signature>", "");
        Element around = HardenedXml.parse((open.formatted("ID=\"_around\"") + bare + "</md:EntitiesDescriptor>")
                .getBytes(StandardCharsets.UTF_8), HardenedXml.Kind.DOCUMENT).getDocumentElement();
        byte[] signed = XmlSigning.signDocument(around, "ID", HM.key());
        assertThat(MetadataReader.participant(signed, NOW).valid()).contains(HM.metadata());
        assertThat(codes(MetadataReader.participant(replace(signed, "HTTP-Redirect", "HTTP-POST"), NOW))).contains("SIGNATURE_INVALID");
    }

    /** A certificate of the DV's, over another key. */
    private static String certificateOver(String algorithm, int bits, String signature) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        KeyPair key = generator.generateKeyPair();
        X500Name name = X500Name.getInstance(DV.key().certificate().getSubjectX500Principal().getEncoded());
        byte[] der = new JcaX509v3CertificateBuilder(name, BigInteger.ONE, Date.from(NOW.minusSeconds(60)), Date.from(NOW.plusSeconds(60)),
                name, key.getPublic()).build(new JcaContentSignerBuilder(signature).build(key.getPrivate())).getEncoded();
        return java.util.Base64.getEncoder().encodeToString(der);
    }

    @Test
    void participantWhenAKeyIsTooSmallOrOfAnotherKindThenThatFinding() throws Exception {
        assertThat(changed(certificate(), certificateOver("RSA", 1024, "SHA256withRSA"))).contains("METADATA_KEY_SIZE")
                .doesNotContain("METADATA_OIN_MISMATCH", "METADATA_CERTIFICATE_PERIOD", "METADATA_CERTIFICATE");
        assertThat(changed(certificate(), certificateOver("EC", 256, "SHA256withECDSA"))).contains("METADATA_KEY_SIZE");
        assertThat(changed(certificate(), certificateOver("RSA", 2048, "SHA256withRSA"))).doesNotContain("METADATA_KEY_SIZE");
    }

    @Test
    void participantWhenAKeyIsNotThereAsItShouldThenThatFinding() throws Exception {
        String pem = "-----BEGIN CERTIFICATE-----\n" + certificate() + "\n-----END CERTIFICATE-----\n";
        String pemInBase64 = java.util.Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
        assertThat(changed(certificate(), pemInBase64)).contains("METADATA_CERTIFICATE");
        assertThat(changed(certificate(), "AAAA")).contains("METADATA_CERTIFICATE");
        assertThat(changed("<ds:KeyName>" + DV.key().keyName() + "</ds:KeyName>", "")).contains("METADATA_KEY_NAME");

        String key = "-----BEGIN PRIVATE KEY-----\n"
                + java.util.Base64.getMimeEncoder().encodeToString(DV.key().privateKey().getEncoded()) + "\n-----END PRIVATE KEY-----\n";
        assertThat(changed(certificate(), certificate() + key)).contains("METADATA_PRIVATE_KEY");
        assertThat(
                changed(certificate(), java.util.Base64.getMimeEncoder().encodeToString((pem + key).getBytes(StandardCharsets.US_ASCII))))
                .contains("METADATA_PRIVATE_KEY", "METADATA_CERTIFICATE");
        // Behind another that ends in the middle of a group.
        assertThat(changed(certificate(), java.util.Base64.getEncoder().encodeToString((pem + "x").getBytes(StandardCharsets.US_ASCII))
                + "\n" + java.util.Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII))))
                .contains("METADATA_PRIVATE_KEY");
    }

    @Test
    void participantWhenItsServicesAreNotThoseOfTheSchemeThenThatFinding() {
        String service = "urn:etoegang:DV:99990001000000000021:services:9001";
        assertThat(changed(service, "urn:etoegang:DV:99990001000000000022:services:9001")).contains("METADATA_SERVICE_ID");
        assertThat(changed(service, "urn:etoegang:1.9:EntityConcernedID:KvKnr")).contains("METADATA_SERVICE_ID", "METADATA_IDENTITY_TYPE");
        String xml = new String(MetadataWriter.entity(DV.metadata(), DV.key()), StandardCharsets.UTF_8);
        String consuming = xml.replaceAll("(?s).*(<md:AttributeConsumingService .*</md:AttributeConsumingService>).*", "$1");
        String requested = consuming.replaceAll("(?s).*(<md:RequestedAttribute [^>]*>(?:</md:RequestedAttribute>)?).*", "$1");
        assertThat(changed(requested, requested + requested.replace(service, "urn:etoegang:1.12:EntityConcernedID:BSN")))
                .contains("METADATA_IDENTITY_TYPE").doesNotContain("METADATA_SERVICE_ID");
        assertThat(changed(requested, "")).contains("METADATA_SERVICE_ID");
        assertThat(changed(consuming, consuming + consuming.replace("index=\"1\"", "index=\"2\""))).contains("METADATA_DEFAULT_SERVICE");
        String notDefault = consuming.replace("isDefault=\"true\"", "isDefault=\"false\"");
        assertThat(changed(consuming, notDefault + notDefault.replace("index=\"1\"", "index=\"2\""))).contains("METADATA_DEFAULT_SERVICE");
        assertThat(changed(consuming, notDefault)).doesNotContain("METADATA_DEFAULT_SERVICE");
        assertThat(changed("<md:AssertionConsumerService",
                "<md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</md:NameIDFormat><md:AssertionConsumerService"))
                .contains("METADATA_NAME_ID_FORMAT");
    }

    @Test
    void networkWhenItNeverEndsOrNamesAPartyTwiceThenRefused() {
        byte[] twice = MetadataWriter.network(List.of(DV.metadata(), DV.metadata()), "urn:etoegang:1.13:metadata:T:1", NOW.plusSeconds(60),
                OPERATOR);
        assertThat(codes(MetadataReader.network(twice, TRUST, NOW))).containsExactly("METADATA_ENTITY_TWICE");
        String endless = new String(MetadataWriter.network(List.of(DV.metadata()), "urn:etoegang:1.13:metadata:T:1", NOW.plusSeconds(60),
                OPERATOR), StandardCharsets.UTF_8).replaceFirst(" validUntil=\"[^\"]*\"", "").replaceFirst(" cacheDuration=\"[^\"]*\"", "");
        assertThat(codes(MetadataReader.network(endless.getBytes(StandardCharsets.UTF_8), TRUST, NOW))).contains("METADATA_VALIDITY");
        assertThat(codes(MetadataReader.network(MetadataWriter.entity(DV.metadata(), DV.key()), TRUST, NOW))).contains("METADATA_ROOT");
    }

    @Test
    void networkWhenItEndsThenEveryParticipantEndsWithIt() {
        byte[] xml = MetadataWriter.network(List.of(HM.metadata()), "urn:etoegang:1.13:metadata:T:1", NOW.plusSeconds(60), OPERATOR);
        EntityMetadata hm = MetadataReader.network(xml, TRUST, NOW).valid().orElseThrow().get(0);

        assertThat(hm.isCurrent(NOW.plusSeconds(59))).isTrue();
        assertThat(hm.isCurrent(NOW.plusSeconds(60))).isFalse();
    }

    @Test
    void catalogueWhenNotByTheSchemaOrTheSchemeThenThatFinding() {
        byte[] good = CatalogueCodec.write(catalogue(new Intermediation("generalAvailable", List.of())), OPERATOR);
        assertThat(CatalogueCodec.read(good, TRUST).findings()).isEmpty();
        assertThat(catalogue(good, "(?s)<ds:Signature .*?</ds:Signature>", "")).contains("SIGNATURE_MISSING", "CATALOGUE_SCHEMA");
        assertThat(catalogue(good, "<esc:ServiceName[^>]*>Inloggen<", "<esc:ServiceName>" + "<")).contains("CATALOGUE_SCHEMA");
        assertThat(catalogue(good, "(<esc:ServiceID>.*?</esc:ServiceID>)(<esc:ServiceUUID>.*?</esc:ServiceUUID>)", "$2$1"))
                .contains("CATALOGUE_SCHEMA");
        assertThat(catalogue(good, "99990001000000000021</esc:ServiceProviderID>", "9999000100000000002</esc:ServiceProviderID>"))
                .contains("CATALOGUE_SCHEMA", "CATALOGUE_OIN", "CATALOGUE_SERVICE_ID");
        assertThat(catalogue(good, "intermediationAllowed=\"noIntermediation\"", "intermediationAllowed=\"anybody\""))
                .contains("CATALOGUE_SCHEMA");
        assertThat(catalogue(good, "<esc:InstanceOfService>d1<", "<esc:InstanceOfService>d9<")).contains("CATALOGUE_DEFINITION");
        assertThat(catalogue(good, "(<esc:EntityConcernedTypesAllowed[^>]*>.*?</esc:EntityConcernedTypesAllowed>)", "$1$1"))
                .contains("CATALOGUE_TYPE_TWICE");
        assertThat(catalogue(good, "(</esc:ServiceDefinition>)",
                "<esc:ServiceRestrictionsAllowed>urn:etoegang:1.9:ServiceRestriction:Vestigingsnr</esc:ServiceRestrictionsAllowed>$1"))
                .contains("CATALOGUE_RESTRICTION").doesNotContain("CATALOGUE_SCHEMA");
    }

    private static List<String> catalogue(byte[] good, String pattern, String replacement) {
        String xml = new String(good, StandardCharsets.UTF_8);
        String other = xml.replaceFirst(pattern, replacement);
        assertThat(other).isNotEqualTo(xml);
        return codes(CatalogueCodec.read(other.getBytes(StandardCharsets.UTF_8), TRUST));
    }
}
