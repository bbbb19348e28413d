package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.BsnkCaller.activate;
import static nl.etdnetwerk.e2e.BsnkCaller.assertFault;
import static nl.etdnetwerk.e2e.BsnkCaller.certificate;
import static nl.etdnetwerk.e2e.BsnkCaller.key;
import static nl.etdnetwerk.e2e.BsnkCaller.keySetVersion;
import static nl.etdnetwerk.e2e.BsnkCaller.request;
import static nl.etdnetwerk.e2e.BsnkCaller.send;
import static nl.etdnetwerk.e2e.BsnkCaller.transform;
import static nl.etdnetwerk.e2e.NetworkUnderTest.call;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import nl.etdnetwerk.bsnksoap.BsnkElement;
import nl.etdnetwerk.bsnksoap.BsnkFault;
import nl.etdnetwerk.persons.TestBsn;
import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.decryption.Decryption;
import nl.etdnetwerk.polymorphic.message.Decrypted;
import nl.etdnetwerk.polymorphic.message.IntermediationStatement;
import nl.etdnetwerk.polymorphic.message.MessageCodec;
import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.encryption.IdEncrypter;
import nl.etdnetwerk.saml.encryption.NameIdentifier;

/** BSNk from outside, with the keys of an AD: activation by every kind of identifier, transformation, and who gets what. */
class BsnkIT {

    private static final String LEGACY_BSN = "urn:nl-eid-gdi:1.0:id:legacy-BSN";
    private static final String ZORGAANBIEDER = "za-huisartsdebron";
    private static final String DVP = "99990001000000000021";
    private static final String BSNK = "99990001000000000001";

    @BeforeAll
    static void up() throws IOException {
        NetworkUnderTest.get();
    }

    private static String bsn() throws IOException {
        return NetworkUnderTest.person("roos").bsn();
    }

    /** What a zorgaanbieder finds in the identity made for it. */
    private static String bsnOf(List<BsnkElement> polymorphic) throws Exception {
        byte[] delivered = call(ZORGAANBIEDER, "POST", url("hm") + "/dv-keys?identities=expected", "", Map.of()).body()
                .getBytes(StandardCharsets.UTF_8);
        String ei = transform(polymorphic, "99990001000000000031", keySetVersion(ZORGAANBIEDER), "Identity").all("Encrypted").get(0)
                .text();
        return ((Decrypted.Identity) SupplierDv.decryption(delivered, key(ZORGAANBIEDER))
                .decrypt(Base64.getDecoder().decode(ei), Decryption.Request.PLAIN)).identifier();
    }

    @Test
    void activateWhenBsnEncryptedInEitherWayThenTheSamePerson() throws Exception {
        List<BsnkElement> plain = activate(BsnkElement.of("BSN", bsn()));
        String entity = "urn:etoegang:BSNK:" + BSNK + ":entities:9001";
        var encrypted = IdEncrypter.encrypt(new NameIdentifier(LEGACY_BSN, bsn()),
                List.of(new IdEncrypter.Recipient(entity, SigningKey.keyName(certificate("bsnk")), certificate("bsnk"))));
        List<BsnkElement> byId = activate(
                BsnkElement.parent("EncryptedBSN", Map.of(), BsnkElement.foreign(new String(encrypted.xml(), StandardCharsets.UTF_8))));
        String ei = transform(plain, BSNK, keySetVersion("bsnk"), "Identity").all("Encrypted").get(0).text();
        List<BsnkElement> byEi = activate(BsnkElement.of("EncryptedIdentity", ei));

        assertThat(plain).hasSize(2);
        assertThat(bsnOf(plain)).isEqualTo(bsn());
        assertThat(bsnOf(byId)).isEqualTo(bsn());
        assertThat(bsnOf(byEi)).isEqualTo(bsn());
        assertThat(bsnOf(activate(BsnkElement.of("BSN", NetworkUnderTest.person("daan").bsn())))).isNotEqualTo(bsn());
    }

    @Test
    void activateWhenEncryptedForSomebodyElseThenSyntaxError() throws Exception {
        var other = IdEncrypter.encrypt(new NameIdentifier(LEGACY_BSN, bsn()),
                List.of(new IdEncrypter.Recipient("urn:x", SigningKey.keyName(certificate("hm")), certificate("hm"))));
        String ep = transform(activate(BsnkElement.of("BSN", bsn())), DVP, keySetVersion("dvp"), "Pseudonym").all("Encrypted").get(0)
                .text();

        for (BsnkElement bad : List.of(
                BsnkElement.parent("EncryptedBSN", Map.of(), BsnkElement.foreign(new String(other.xml(), StandardCharsets.UTF_8))),
                BsnkElement.parent("EncryptedBSN", Map.of()), BsnkElement.of("EncryptedBSN", bsn()),
                BsnkElement.of("EncryptedIdentity", ep),
                BsnkElement.of("EncryptedIdentity", Base64.getEncoder().encodeToString(new byte[40])), BsnkElement.of("Nobody", "x"),
                BsnkElement.of("BSN", "12345678"))) {
            assertFault(BsnkFault.Reason.SyntaxError, () -> activate(bad));
        }
    }

    private static List<BsnkElement> verifiable(BsnkElement identifier) throws Exception {
        return send("activate", "ad-een", "ad-een", request("ProvidePP_PPCAOptimizedRequest", "T-" + UUID.randomUUID(),
                BsnkElement.of("Requester", Layout.standard().service("ad-een").oin()),
                BsnkElement.of("RequesterKeySetVersion", keySetVersion("ad-een")), identifier, BsnkElement.of("Verifiable", "true")))
                .all("PolymorphicPseudonym");
    }

    /** Who receives a verifiable structure learns whom it is about: an AD has forgotten that, and does not get it back. */
    @Test
    void activateWhenVerifiableForWhoDoesNotNameThePersonThenRefused() throws Exception {
        String ei = transform(activate(BsnkElement.of("BSN", bsn())), BSNK, keySetVersion("bsnk"), "Identity").all("Encrypted").get(0)
                .text();
        var encrypted = IdEncrypter.encrypt(new NameIdentifier(LEGACY_BSN, bsn()), List.of(new IdEncrypter.Recipient(
                "urn:etoegang:BSNK:" + BSNK + ":entities:9001", SigningKey.keyName(certificate("bsnk")), certificate("bsnk"))));

        assertFault(BsnkFault.Reason.AuthorizationError, () -> verifiable(BsnkElement.of("EncryptedIdentity", ei)));
        assertFault(BsnkFault.Reason.AuthorizationError, () -> verifiable(
                BsnkElement.parent("EncryptedBSN", Map.of(), BsnkElement.foreign(new String(encrypted.xml(), StandardCharsets.UTF_8)))));
        assertThat(verifiable(BsnkElement.of("BSN", bsn()))).hasSize(1);
    }

    private static List<BsnkElement> keys(BsnkElement certificate) throws Exception {
        return send("dv-keys", "hm", "hm", request("ProvideDVKeysRequest", "T-" + UUID.randomUUID(),
                BsnkElement.of("Requester", Layout.standard().service("hm").oin()), BsnkElement.of("RelyingParty", DVP), certificate))
                .all("EncryptedDVKey");
    }

    /** The certificate of a service provider comes as published, or by itself (bsnk.md 4.2). */
    @Test
    void keysWhenTheCertificateIsInEitherFormThenTheSame() throws Exception {
        String der = Base64.getEncoder().encodeToString(certificate("dvp").getEncoded());
        String data = "<ds:X509Data xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:X509Certificate>" + der
                + "</ds:X509Certificate></ds:X509Data>";
        List<String> expected = List.of("EP Decryption", "EP Closing", "DRKi");

        assertThat(keys(BsnkElement.of("RelyingPartyPKIoCertificate", der))).extracting(e -> e.attribute("KeyType").orElse(""))
                .isEqualTo(expected);
        assertThat(keys(BsnkElement.parent("RelyingPartyPKIoCertificate", Map.of(), BsnkElement.foreign(data))))
                .extracting(e -> e.attribute("KeyType").orElse("")).isEqualTo(expected);
        assertFault(BsnkFault.Reason.SyntaxError, () -> keys(BsnkElement.parent("RelyingPartyPKIoCertificate", Map.of(),
                BsnkElement.foreign("<ds:X509Data xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>"))));
    }

    @Test
    void transformWhenPartyMayNotHaveTheBsnThenRefused() throws Exception {
        List<BsnkElement> polymorphic = activate(BsnkElement.of("BSN", bsn()));

        assertFault(BsnkFault.Reason.AuthorizationError, () -> transform(polymorphic, DVP, keySetVersion("dvp"), "Identity"));
        assertThat(transform(polymorphic, DVP, keySetVersion("dvp"), "Pseudonym").all("Encrypted")).hasSize(1);
        assertFault(BsnkFault.Reason.SyntaxError, () -> transform(polymorphic, DVP, "0", "Pseudonym"));
        // Nor for somebody who takes no part.
        assertFault(BsnkFault.Reason.AuthorizationError, () -> transform(polymorphic, "99990009000000099999", "20260101", "Pseudonym"));
        // Polymorphic data of one AD is of no use to another.
        assertFault(BsnkFault.Reason.AuthorizationError,
                () -> send("transform", "ad-twee", "ad-twee",
                        request("ProvideEPRequest", "T-" + UUID.randomUUID(),
                                BsnkElement.of("Requester", Layout.standard().service("ad-twee").oin()),
                                BsnkElement.of("PolymorphicPseudonym", polymorphic.get(1).text()),
                                BsnkElement.parent("RelyingParty", Map.of(), BsnkElement.of("EntityID", DVP),
                                        BsnkElement.of("KeySetVersion", keySetVersion("dvp")),
                                        BsnkElement.of("IdentifierType", "Pseudonym")))));
    }

    private static BsnkElement dep(String by, String requester, String bsn, String relyingParty) throws Exception {
        return send("dep", by, by, request("ProvideDEPsRequest", "T-" + UUID.randomUUID(), BsnkElement.of("Requester", requester),
                BsnkElement.of("BSN", bsn), BsnkElement.parent("RelyingParty", Map.of(), BsnkElement.of("EntityID", relyingParty),
                        BsnkElement.of("KeySetVersion", keySetVersion("dvp")))));
    }

    @Test
    void depWhenByWhoMayHaveTheBsnThenTheSamePseudonymAsALoginGives() throws Exception {
        String zorgaanbieder = "99990001000000000031";
        byte[] delivered = call("dvp", "POST", url("hm") + "/dv-keys", "", Map.of()).body().getBytes(StandardCharsets.UTF_8);
        Decryption decryption = SupplierDv.decryption(delivered, key("dvp"));
        byte[] dep = Base64.getDecoder()
                .decode(dep(ZORGAANBIEDER, zorgaanbieder, bsn(), DVP).all("DirectEncryptedPseudonym").get(0).text());
        byte[] ep = Base64.getDecoder().decode(transform(activate(BsnkElement.of("BSN", bsn())), DVP, keySetVersion("dvp"), "Pseudonym")
                .all("Encrypted").get(0).text());

        var direct = (Decrypted.Pseudonym) decryption.decrypt(dep,
                new Decryption.Request(Optional.of(zorgaanbieder), OptionalLong.empty()));
        assertThat(direct.standard()).isEqualTo(((Decrypted.Pseudonym) decryption.decrypt(ep, Decryption.Request.PLAIN)).standard());
        assertThatThrownBy(() -> decryption.decrypt(dep, Decryption.Request.PLAIN)).isInstanceOfSatisfying(RefusedException.class,
                e -> assertThat(e.refusal().name()).isEqualTo("DIRECT_TRANSMISSION_DECRYPTION_NOT_AUTHORIZED"));
    }

    @Test
    void depWhenByWhoMayNotHaveTheBsnThenRefusedWhetherThePersonExistsOrNot() throws Exception {
        assertFault(BsnkFault.Reason.AuthorizationError, () -> dep("dvp", DVP, bsn(), DVP));
        assertFault(BsnkFault.Reason.AuthorizationError, () -> dep("dvp", DVP, "123456782", DVP));
        assertFault(BsnkFault.Reason.AuthorizationError, () -> dep("ad-een", Layout.standard().service("ad-een").oin(), bsn(), DVP));
        assertFault(BsnkFault.Reason.NotFound, () -> dep(ZORGAANBIEDER, "99990001000000000031", "123456782", DVP));
        assertFault(BsnkFault.Reason.ProvisioningRefused, () -> dep(ZORGAANBIEDER, "99990001000000000031", bsn(), "99990009000000000099"));
    }

    @Test
    void activateWhenThePersonDiedThenProvisioningRefused() {
        // Hendrik Jansen of the BRP.
        assertFault(BsnkFault.Reason.ProvisioningRefused, () -> activate(BsnkElement.of("BSN", TestBsn.of("99999009"))));
    }

    private static BsnkElement intermediated(List<BsnkElement> polymorphic, String intermediary, String instant) throws Exception {
        return send("transform", "ad-een", "ad-een", request("ProvideEPRequest", "T-" + UUID.randomUUID(),
                BsnkElement.of("Requester", Layout.standard().service("ad-een").oin()),
                BsnkElement.of("PolymorphicIdentity", polymorphic.get(0).text()),
                BsnkElement.parent("RelyingParty", Map.of(), BsnkElement.of("EntityID", "99990001000000000031"),
                        BsnkElement.of("KeySetVersion", keySetVersion(ZORGAANBIEDER)), BsnkElement.of("IdentifierType", "Identity"),
                        BsnkElement.of("Intermediary", intermediary), BsnkElement.of("AuthnInstant", instant),
                        BsnkElement.of("AuthnContextClassRef", "urn:etoegang:core:assurance-class:loa3"))));
    }

    @Test
    void transformWhenForAnIntermediaryThenBsnkSignsForWhomAndWhen() throws Exception {
        List<BsnkElement> polymorphic = activate(BsnkElement.of("BSN", bsn()));
        byte[] ei = Base64.getDecoder()
                .decode(intermediated(polymorphic, DVP, "2026-03-14T10:00:00Z").all("Encrypted").get(0).text());

        assertThat(IntermediationStatement.of(MessageCodec.decode(ei))).contains(new IntermediationStatement(DVP,
                Instant.parse("2026-03-14T10:00:00Z"), "urn:etoegang:core:assurance-class:loa3"));
        assertFault(BsnkFault.Reason.SyntaxError, () -> intermediated(polymorphic, "123", "2026-03-14T10:00:00Z"));
        assertFault(BsnkFault.Reason.SyntaxError, () -> intermediated(polymorphic, DVP, "2026-13-14T10:00:00Z"));
    }

    @Test
    void requestWhenNotOfTheSenderOrReplayedThenRefused() throws Exception {
        BsnkElement request = request("ProvidePPRequest", "T-" + UUID.randomUUID(),
                BsnkElement.of("Requester", Layout.standard().service("ad-een").oin()),
                BsnkElement.of("RequesterKeySetVersion", keySetVersion("ad-een")), BsnkElement.of("BSN", bsn()));

        assertFault(BsnkFault.Reason.AuthorizationError, () -> send("activate", "ad-twee", "ad-twee", request));
        assertFault(BsnkFault.Reason.AuthorizationError, () -> send("activate", "ad-een", "ad-twee", request));
        assertFault(BsnkFault.Reason.AuthorizationError, () -> send("activate", "dvp", "dvp",
                request("ProvidePPRequest", "T-1", BsnkElement.of("Requester", DVP), BsnkElement.of("RequesterKeySetVersion", "1"),
                        BsnkElement.of("BSN", bsn()))));
        assertThat(send("activate", "ad-een", "ad-een", request).all("PolymorphicPseudonym")).hasSize(2);
        assertFault(BsnkFault.Reason.SyntaxError, () -> send("activate", "ad-een", "ad-een", request));
        assertFault(BsnkFault.Reason.NotFound, () -> activate(BsnkElement.of("BSN", "123456782")));
        assertFault(BsnkFault.Reason.AuthorizationError, () -> send("dv-keys", "ad-een", "ad-een",
                request("ProvideDVKeysRequest", "T-2", BsnkElement.of("Requester", Layout.standard().service("ad-een").oin()),
                        BsnkElement.of("RelyingParty", DVP),
                        BsnkElement.of("RelyingPartyPKIoCertificate",
                                Base64.getEncoder().encodeToString(certificate("dvp").getEncoded())))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"activate", "dep", "transform", "dv-keys"})
    void descriptionWhenAskedThenWellFormedWithOurAddress(String service) throws Exception {
        var answer = call(null, "GET", url("bsnk") + "/bsnk/" + service + ".wsdl", "", Map.of());
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        var wsdl = factory.newDocumentBuilder().parse(new java.io.ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)));
        var address = wsdl.getElementsByTagNameNS("http://schemas.xmlsoap.org/wsdl/soap/", "address").item(0);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(address.getAttributes().getNamedItem("location").getNodeValue()).isEqualTo(url("bsnk") + "/bsnk/" + service);
    }
}
