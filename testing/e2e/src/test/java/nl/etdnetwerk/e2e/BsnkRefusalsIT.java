package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.BsnkCaller.activate;
import static nl.etdnetwerk.e2e.BsnkCaller.assertFault;
import static nl.etdnetwerk.e2e.BsnkCaller.certificate;
import static nl.etdnetwerk.e2e.BsnkCaller.keySetVersion;
import static nl.etdnetwerk.e2e.BsnkCaller.now;
import static nl.etdnetwerk.e2e.BsnkCaller.request;
import static nl.etdnetwerk.e2e.BsnkCaller.send;
import static nl.etdnetwerk.e2e.NetworkUnderTest.call;
import static nl.etdnetwerk.e2e.NetworkUnderTest.person;
import static nl.etdnetwerk.e2e.NetworkUnderTest.url;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import nl.etdnetwerk.bsnksoap.BsnkElement;
import nl.etdnetwerk.bsnksoap.BsnkFault.Reason;
import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;
import nl.etdnetwerk.polymorphic.message.Body;
import nl.etdnetwerk.polymorphic.message.MessageCodec;
import nl.etdnetwerk.polymorphic.message.VerifiablePip;

/** Every operation of BSNk and what it refuses, with the fault of its service description (bsnk.md 4.1, 4.2). */
class BsnkRefusalsIT {

    private static final String DVP = "99990001000000000021";

    @BeforeAll
    static void up() throws IOException {
        NetworkUnderTest.get();
    }

    private static String id() {
        return "T-" + UUID.randomUUID();
    }

    private static BsnkElement of(String name, String value) {
        return BsnkElement.of(name, value);
    }

    private static List<byte[]> activation(String operation, BsnkElement... identifierAndMore) throws Exception {
        List<BsnkElement> children = new ArrayList<>(List.of(of("Requester", Layout.standard().service("ad-een").oin()),
                of("RequesterKeySetVersion", keySetVersion("ad-een"))));
        children.addAll(List.of(identifierAndMore));
        return send("activate", "ad-een", "ad-een", request(operation, id(), children.toArray(BsnkElement[]::new)))
                .all("PolymorphicPseudonym").stream().map(e -> Base64.getDecoder().decode(e.text())).toList();
    }

    private static void refused(Reason reason, BsnkElement... identifierAndMore) {
        assertFault(reason, () -> activation("ProvidePPRequest", identifierAndMore));
    }

    @Test
    void activateWhenOptimizedForACardThenOnePipAndAVerifiableOneWhenAsked() throws Exception {
        BsnkElement bsn = of("BSN", person("roos").bsn());
        List<byte[]> pip = activation("ProvidePP_PPCAOptimizedRequest", bsn);
        assertThat(pip).hasSize(1);
        assertThat(MessageCodec.decode(pip.get(0)).body()).isInstanceOf(Body.PolymorphicIdentityAndPseudonym.class);

        List<byte[]> verifiable = activation("ProvidePP_PPCAOptimizedRequest", bsn, of("Verifiable", "true"));
        assertThat(verifiable).hasSize(1);
        assertThat(VerifiablePip.decode(verifiable.get(0))).isNotNull();
        assertThat(activation("ProvidePP_RepresentationRequest", bsn)).hasSize(2);
    }

    @Test
    void activateWhenByAnEidasIdentifierThenAsLongAsItHasAnIdentityPoint() throws Exception {
        assertThat(activation("ProvidePPRequest", of("eIDAS-UniquenessID", "DE/NL/12345"))).hasSize(2);
        refused(Reason.ProvisioningRefused, of("eIDAS-UniquenessID", "DE/NL/12345678901234567890"));
        assertFault(Reason.ProvisioningRefused,
                () -> activation("ProvidePP_PPCAOptimizedRequest", of("eIDAS-UniquenessID", "DE/NL/12345")));
    }

    @Test
    void activateWhenDocumentOrDateDoNotBelongToThePersonThenRefused() throws Exception {
        State.Person roos = person("roos");
        State.Person daan = person("daan");
        BsnkElement bsn = of("BSN", roos.bsn());

        assertThat(activation("ProvidePPRequest", bsn, of("DocumentType", roos.documentType()), of("DocumentID", roos.documentNumber()),
                of("DateOfBirth", roos.dateOfBirth().substring(0, 4)))).hasSize(2);
        refused(Reason.DocumentRejected, bsn, of("DocumentType", daan.documentType()), of("DocumentID", daan.documentNumber()));
        refused(Reason.DocumentRejected, bsn, of("DocumentType", roos.documentType()), of("DocumentID", "NX0000000"));
        refused(Reason.NotFound, bsn, of("DateOfBirth", "1901-01-01"));
        refused(Reason.NotFound, bsn, of("DateOfBirth", "1901"));
        refused(Reason.NotFound, bsn, of("GivenNames", "Iemand"));
        refused(Reason.NotFound, bsn, of("SurName", "Anders"));
        refused(Reason.NotFound, bsn, of("PlaceOfBirth", "Elders"));
        refused(Reason.NotFound, of("BSN", "123456782"));
    }

    @Test
    void activateWhenNotAsDescribedThenSyntaxError() throws Exception {
        BsnkElement bsn = of("BSN", person("roos").bsn());

        refused(Reason.SyntaxError);
        refused(Reason.SyntaxError, bsn, bsn);
        refused(Reason.SyntaxError, bsn, of("EncryptedIdentity", "AAAA"));
        refused(Reason.SyntaxError, bsn, of("DocumentID", "NX0011350"), of("DocumentType", "NL-Paspoort"));
        refused(Reason.SyntaxError, bsn, of("DocumentType", "NL-Bibliotheekpas"), of("DocumentID", "1"));
        refused(Reason.SyntaxError, bsn, of("DocumentType", "NL-Paspoort"));
        refused(Reason.SyntaxError, bsn, of("DocumentID", "1234567890123456"));
        refused(Reason.SyntaxError, bsn, of("DateOfBirth", "19"));
        refused(Reason.SyntaxError, bsn, of("PlaceOfBirth", "x".repeat(41)));
        refused(Reason.SyntaxError, bsn, of("Verifiable", "true"));
        assertFault(Reason.SyntaxError, () -> activation("ProvidePP_PPCAOptimizedRequest", bsn, of("Verifiable", "yes")));
    }

    @Test
    void requestWhenItsHeadIsIncompleteThenSyntaxError() throws Exception {
        String oin = Layout.standard().service("ad-een").oin();
        BsnkElement[] children = {of("Requester", oin), of("RequesterKeySetVersion", keySetVersion("ad-een")),
            of("BSN", person("roos").bsn())};

        assertFault(Reason.SyntaxError, () -> send("activate", "ad-een", "ad-een",
                BsnkElement.parent("ProvidePPRequest", Map.of("RequestID", id()), children)));
        assertFault(Reason.SyntaxError, () -> send("activate", "ad-een", "ad-een",
                BsnkElement.parent("ProvidePPRequest", Map.of("RequestID", id(), "DateTime", "gisteren"), children)));
        assertFault(Reason.SyntaxError, () -> send("activate", "ad-een", "ad-een",
                BsnkElement.parent("ProvidePPRequest", Map.of("DateTime", now()), children)));
        assertFault(Reason.SyntaxError, () -> send("transform", "ad-een", "ad-een", BsnkElement.parent("ProvideEPRequest",
                Map.of("DateTime", now()), of("Requester", oin), party(DVP, keySetVersion("dvp"), "Pseudonym"))));
    }

    private static BsnkElement party(String oin, String version, String type) {
        return BsnkElement.parent("RelyingParty", Map.of(), of("EntityID", oin), of("KeySetVersion", version), of("IdentifierType", type));
    }

    private static BsnkElement transform(String by, String pi, String pp, BsnkElement... parties) throws Exception {
        List<BsnkElement> children = new ArrayList<>(List.of(of("Requester", Layout.standard().service(by).oin()),
                of("PolymorphicIdentity", pi), of("PolymorphicPseudonym", pp)));
        children.addAll(List.of(parties));
        return send("transform", by, by, request("ProvideEPRequest", id(), children.toArray(BsnkElement[]::new)));
    }

    @Test
    void transformWhenAskedForTooManyOrWronglyThenNothingIsGiven() throws Exception {
        List<BsnkElement> polymorphic = activate(of("BSN", person("roos").bsn()));
        String pi = polymorphic.get(0).text();
        String pp = polymorphic.get(1).text();
        String version = keySetVersion("dvp");
        BsnkElement dvp = party(DVP, version, "Pseudonym");

        assertFault(Reason.SyntaxError, () -> transform("ad-een", pi, pp));
        assertFault(Reason.SyntaxError, () -> transform("ad-een", pi, pp, dvp, dvp));
        BsnkElement[] five = new BsnkElement[5];
        for (int i = 0; i < five.length; i++) {
            five[i] = party("9999000100000000003" + i, version, "Pseudonym");
        }
        assertFault(Reason.SyntaxError, () -> transform("ad-een", pi, pp, five));
        assertFault(Reason.SyntaxError, () -> transform("ad-een", pi, pp, party(DVP, version, "BSN")));
        // All or nothing: the party that may have what is asked for it gets nothing either.
        assertFault(Reason.AuthorizationError, () -> transform("ad-een", pi, pp, party("99990001000000000031", version, "Pseudonym"),
                party(DVP, version, "Identity")));
        // The one in the place of the other, and one that was damaged.
        assertFault(Reason.AuthorizationError, () -> transform("ad-een", pp, pi, dvp));
        byte[] damaged = Base64.getDecoder().decode(pp);
        damaged[damaged.length - 1] ^= 1;
        assertFault(Reason.SyntaxError, () -> transform("ad-een", pi, Base64.getEncoder().encodeToString(damaged), dvp));
        assertFault(Reason.AuthorizationError, () -> transform("hm", pi, pp, dvp));
    }

    private static BsnkElement keys(String by, String dv, String certificateOf, String identities) throws Exception {
        return send("dv-keys", by, by, request("ProvideDVKeysRequest", id(), of("Requester", Layout.standard().service(by).oin()),
                of("RelyingParty", dv),
                of("RelyingPartyPKIoCertificate", Base64.getEncoder().encodeToString(certificate(certificateOf).getEncoded())),
                of("ProvideEIDecryptionKey", identities)));
    }

    @Test
    void keysWhenAskedByTheHmThenThoseThatThePartyMayHave() throws Exception {
        List<BsnkElement> ofDvp = keys("hm", DVP, "dvp", "WITHOUT_EI_DECRYPTION_KEY").all("EncryptedDVKey");
        assertThat(ofDvp).extracting(k -> k.attribute("KeyType").orElseThrow()).hasSize(3).doesNotContain("EI Decryption");
        assertThat(ofDvp).allSatisfy(k -> {
            assertThat(k.attribute("RecipientKeyVersion")).contains(keySetVersion("dvp"));
            assertThat(k.attribute("SchemeKeySetVersion")).isPresent();
        });
        String zorgaanbieder = "99990001000000000031";
        assertThat(keys("hm", zorgaanbieder, "za-huisartsdebron", "EI_DECRYPTION_KEY_EXPECTED").all("EncryptedDVKey")).hasSize(4);
        assertThat(keys("hm", zorgaanbieder, "za-huisartsdebron", "WITHOUT_EI_DECRYPTION_KEY").all("EncryptedDVKey")).hasSize(3);

        assertFault(Reason.AuthorizationError, () -> keys("hm", DVP, "dvp", "EI_DECRYPTION_KEY_EXPECTED"));
        assertFault(Reason.InvalidRequest, () -> keys("hm", DVP, "za-huisartsdebron", "WITHOUT_EI_DECRYPTION_KEY"));
        assertFault(Reason.AuthorizationError, () -> keys("ad-een", DVP, "dvp", "WITHOUT_EI_DECRYPTION_KEY"));
        assertFault(Reason.SyntaxError, () -> keys("hm", DVP, "dvp", "MAYBE"));
        // The same for who asks its HM.
        var refused = call("dvp", "POST", url("hm") + "/dv-keys?identities=expected", "", Map.of());
        assertThat(refused.statusCode()).isEqualTo(502);
        assertThat(refused.body()).isEqualTo("{\"error\":\"AuthorizationError\"}");
        assertThat(call("ad-een", "POST", url("hm") + "/dv-keys", "", Map.of()).statusCode()).isEqualTo(403);
    }

    @Test
    void listWhenFetchedThenThoseWhoMayHaveTheBsn() throws Exception {
        String list = call("hm", "GET", url("bsnk") + "/bsnk/bsn-authorisation-list", "", Map.of()).body();

        assertThat(list).contains("\"99990001000000000031\"").doesNotContain(DVP);
        assertThat(call(null, "GET", url("bsnk") + "/bsnk/bsn-authorisation-list", "", Map.of()).statusCode()).isEqualTo(401);
    }
}
