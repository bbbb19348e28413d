package nl.etdnetwerk.polymorphic;

import static nl.etdnetwerk.polymorphic.PublishedVectorsTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.decryption.Decryption;
import nl.etdnetwerk.polymorphic.decryption.Migration;
import nl.etdnetwerk.polymorphic.decryption.ServiceProviderKeys;
import nl.etdnetwerk.polymorphic.decryption.SignatureVerification;
import nl.etdnetwerk.polymorphic.embedding.IdentityEmbedding.Identifier;
import nl.etdnetwerk.polymorphic.issuance.Activation;
import nl.etdnetwerk.polymorphic.issuance.AuditElements;
import nl.etdnetwerk.polymorphic.issuance.DirectIssuance;
import nl.etdnetwerk.polymorphic.issuance.MessageSigner;
import nl.etdnetwerk.polymorphic.issuance.Party;
import nl.etdnetwerk.polymorphic.issuance.Rerandomisation;
import nl.etdnetwerk.polymorphic.issuance.StructureVersion;
import nl.etdnetwerk.polymorphic.issuance.Transformation;
import nl.etdnetwerk.polymorphic.key.SchemeKeySet;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Type;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKeyPem;
import nl.etdnetwerk.polymorphic.message.Body;
import nl.etdnetwerk.polymorphic.message.BodyCodec;
import nl.etdnetwerk.polymorphic.message.CardPolymorph;
import nl.etdnetwerk.polymorphic.message.Decrypted;
import nl.etdnetwerk.polymorphic.message.Diversifier;
import nl.etdnetwerk.polymorphic.message.Envelope;
import nl.etdnetwerk.polymorphic.message.ExtraElement;
import nl.etdnetwerk.polymorphic.message.IdentifierType;
import nl.etdnetwerk.polymorphic.message.MessageCodec;
import nl.etdnetwerk.polymorphic.message.MigrationIntermediaryPseudonym;
import nl.etdnetwerk.polymorphic.message.SignedMessage;
import nl.etdnetwerk.polymorphic.message.VerifiablePip;

/** From masters to a decrypted identity or pseudonym and back again, with keys made here. */
class WholeSchemeTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-14T10:00:00Z"), ZoneOffset.UTC);
    private static final String BSNK = "99990001000000000001";
    private static final Party AD_1 = new Party("99990001000000000011", 20260101);
    private static final Party AD_2 = new Party("99990001000000000012", 20260201);
    private static final Party SP = new Party("99990001000000000021", 20260301);
    private static final Party OTHER_SP = new Party("99990001000000000022", 20260301);
    /** Nine digits with a leading zero; here they need not be anybody's. */
    private static final String BSN = "0" + "12345678";
    private static final Identifier PERSON = new Identifier(IdentifierType.B, BSN);
    private static final Diversifier ROLE = Diversifier.parse("Role=Company");

    private final SchemeKeySet keys = SchemeKeySet.fromProperties(SchemeKeySet.generate(1, RANDOM).toProperties());
    private final MessageSigner signer = new MessageSigner(keys, new AuditElements(keys, CLOCK, 7, 1), CLOCK, RANDOM);
    private final Activation activation = new Activation(keys, BSNK, RANDOM);
    private final Transformation transformation = new Transformation(keys, BSNK, RANDOM);
    private final DirectIssuance direct = new DirectIssuance(keys, BSNK, RANDOM);
    private final Decryption decryption = new Decryption(keys.publicKeys(), keysOf(SP));

    private ServiceProviderKeys keysOf(Party sp) {
        List<ServiceProviderKey> all = new ArrayList<>();
        for (Type type : List.of(Type.EI_DECRYPTION, Type.EP_DECRYPTION, Type.EP_CLOSING)) {
            all.add(keys.serviceProviderKey(type, sp.oin(), sp.keySetVersion(), Optional.empty()));
        }
        all.add(keys.serviceProviderKey(Type.DIRECT_RECEIVE, sp.oin(), sp.keySetVersion(), Optional.empty()));
        all.add(keys.serviceProviderKey(Type.DIRECT_RECEIVE, sp.oin(), sp.keySetVersion(), Optional.of(ROLE)));
        return new ServiceProviderKeys(all.stream().map(k -> ServiceProviderKeyPem.parse(ServiceProviderKeyPem.write(k))).toList());
    }

    private SignedMessage ei(Party ad, StructureVersion version) {
        var pip = Rerandomisation.of(activation.activate(PERSON, ad), RANDOM);
        return signer.sign(transformation.toIdentity(Rerandomisation.of(pip.identity(), RANDOM), SP), version, List.of());
    }

    private SignedMessage ep(Party ad, Party sp, Optional<Diversifier> diversifier, StructureVersion version) {
        var pp = Rerandomisation.of(activation.activate(PERSON, ad).pseudonym(), RANDOM);
        return signer.sign(transformation.toPseudonym(pp, sp, diversifier), version, List.of());
    }

    private Point pseudonym(SignedMessage message) {
        return ((Decrypted.Pseudonym) decryption.decrypt(message.encode(), Decryption.Request.PLAIN)).point();
    }

    @ParameterizedTest
    @EnumSource
    void transformWhenAnyEnvelopeThenDecryptsToTheSamePerson(StructureVersion version) {
        Decrypted identity = decryption.decrypt(ei(AD_1, version).encode(), Decryption.Request.PLAIN);

        assertThat(identity).isEqualTo(new Decrypted.Identity(SP.oin(), 1, IdentifierType.B, BSN));
        assertThat(Decrypted.Identity.decode(identity.encode())).isEqualTo(identity);
        assertThat(pseudonym(ep(AD_1, SP, Optional.empty(), version)))
                .isEqualTo(pseudonym(ep(AD_2, SP, Optional.empty(), StructureVersion.V1)))
                .isNotEqualTo(pseudonym(ep(AD_1, SP, Optional.of(ROLE), version)));
    }

    @Test
    void decryptWhenRepeatedUntilAllIsCompiledThenAlwaysTheSame() {
        byte[] ei = ei(AD_1, StructureVersion.V1).encode();
        Decrypted first = decryption.decrypt(ei, Decryption.Request.PLAIN);
        // A digest of the JDK went wrong after about ten thousand (docs/decisions/0006).
        for (int i = 0; i < 25_000; i++) {
            assertThat(decryption.decrypt(ei, Decryption.Request.PLAIN)).isEqualTo(first);
        }
    }

    @Test
    void cardPolymorphWhenReadFromACardThenTransformsLikeAnyOther() {
        var pip = activation.activate(PERSON, AD_1);
        Point y = keys.identityBase().point();
        Point z = pip.z();
        var card = new CardPolymorph(pip.header(), pip.type(), pip.p0(), Optional.of(pip.p1()), pip.p2(), "00000001");
        byte[] encoded = card.encode();

        assertThat(encoded[0]).isEqualTo((byte) 0x7c);
        CardPolymorph read = CardPolymorph.decode(encoded);
        assertThat(read).isEqualTo(card);
        var fresh = Rerandomisation.of(read.toPip(y, z), RANDOM);
        var message = signer.sign(transformation.toIdentity(fresh.identity(), SP), StructureVersion.V1, List.of());
        assertThat(decryption.decrypt(message.encode(), Decryption.Request.PLAIN))
                .isEqualTo(new Decrypted.Identity(SP.oin(), 1, IdentifierType.B, BSN));
        var cardPp = new CardPolymorph(pip.header(), pip.type(), pip.p0(), Optional.empty(), pip.p2(), "12");
        var pp = Rerandomisation.of(CardPolymorph.decode(cardPp.encode()).toPp(z), RANDOM);
        assertThat(pseudonym(signer.sign(transformation.toPseudonym(pp, SP, Optional.empty()), StructureVersion.V1, List.of())))
                .isEqualTo(pseudonym(ep(AD_1, SP, Optional.empty(), StructureVersion.V1)));
        assertRefused(Refusal.OID_NOT_SUPPORTED, () -> cardPp.toPip(y, z));
    }

    @Test
    void cardPolymorphWhenDamagedThenRefusedOrStillACardPolymorph() {
        var pip = activation.activate(PERSON, AD_1);
        byte[] good = new CardPolymorph(pip.header(), pip.type(), pip.p0(), Optional.of(pip.p1()), pip.p2(), "01").encode();
        java.util.Random random = new java.util.Random(5);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            try {
                assertThat(CardPolymorph.decode(bad).encode()).isEqualTo(bad);
            } catch (RefusedException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(500);
        assertRefused(Refusal.ASN1_SEQUENCE_DECODER, () -> CardPolymorph.decode(new byte[20_000]));
        assertRefused(Refusal.ASN1_SEQUENCE_DECODER, () -> CardPolymorph.decode(new byte[]{0x30, 0}));
    }

    @Test
    void directIssuanceWhenSamePersonThenSamePseudonymAsByTransformation() {
        var party = Optional.of("99990001000000000099");
        var dep = signer.sign(direct.pseudonym(PERSON, SP, Optional.of(ROLE), party), StructureVersion.V2,
                List.of(new ExtraElement.Text("RP:Nonce", "abc"), new ExtraElement.Bytes("SameID", new byte[]{1, 2})));
        var dei = signer.sign(direct.identity(PERSON, SP, party.get()), StructureVersion.V2, List.of());
        var request = new Decryption.Request(party, OptionalLong.empty());

        assertThat(((Decrypted.Pseudonym) decryption.decrypt(dep.encode(), request)).point())
                .isEqualTo(pseudonym(ep(AD_1, SP, Optional.of(ROLE), StructureVersion.V2)));
        assertThat(((Decrypted.Identity) decryption.decrypt(dei.encode(), request)).identifier()).isEqualTo(BSN);
        assertRefused(Refusal.DIRECT_TRANSMISSION_DECRYPTION_NOT_AUTHORIZED,
                () -> decryption.decrypt(dei.encode(), Decryption.Request.PLAIN));
    }

    @Test
    void verifiablePipWhenHonestThenProvesAndOtherwiseDoesNot() {
        VerifiablePip vpip = VerifiablePip.decode(activation.activateVerifiably(PERSON, AD_1, signer).encode());
        Point v = activation.verificationPoint(AD_1);
        Point y = keys.identityBase().point();
        new SignatureVerification(keys.publicKeys()).verify(vpip.pip());

        assertThat(Activation.proves(vpip, v, y, PERSON)).isTrue();
        assertThat(Activation.proves(vpip, activation.verificationPoint(AD_2), y, PERSON)).isFalse();
        assertThat(Activation.proves(vpip, v, y, new Identifier(IdentifierType.B, "999999990"))).isFalse();
        assertThat(Activation.proves(new VerifiablePip(vpip.pip(), vpip.p1(), vpip.t(), vpip.zp2(), vpip.zp1()), v, y, PERSON)).isFalse();
    }

    @Test
    void migrateWhenBothHalvesThenGivesThePseudonymOfTheTarget() {
        var migrants = new ServiceProviderKey.Migrants(SP.oin(), SP.keySetVersion(), OTHER_SP.oin(), OTHER_SP.keySetVersion(),
                "0000000A-0000000B-0000000C");
        Map<Type, ServiceProviderKey> halves = keys.migrationKeys(migrants, Optional.empty(), RANDOM);
        var source = (Decrypted.Pseudonym) decryption.decrypt(ep(AD_1, SP, Optional.empty(), StructureVersion.V1).encode(),
                Decryption.Request.PLAIN);
        var target = (Decrypted.Pseudonym) new Decryption(keys.publicKeys(), keysOf(OTHER_SP))
                .decrypt(ep(AD_2, OTHER_SP, Optional.empty(), StructureVersion.V1).encode(), Decryption.Request.PLAIN);

        var mip = Migration.export(Decrypted.Pseudonym.decode(source.encode()),
                ServiceProviderKeyPem.parse(ServiceProviderKeyPem.write(halves.get(Type.MIGRATION_SOURCE))));

        assertThat(Migration.importFrom(MigrationIntermediaryPseudonym.decode(mip.encode()), halves.get(Type.MIGRATION_TARGET)))
                .isEqualTo(target);
        assertRefused(Refusal.MATCHING_MIGRATION_TARGET_KEY_REQUIRED, () -> Migration.importFrom(mip, halves.get(Type.MIGRATION_SOURCE)));
        assertRefused(Refusal.MATCHING_MIGRATION_SOURCE_KEY_REQUIRED, () -> Migration.export(target, halves.get(Type.MIGRATION_SOURCE)));
    }

    @Test
    void convertWhenNewClosingKeyThenEqualsDecryptionWithIt() {
        var older = keys.serviceProviderKey(Type.EP_CLOSING, SP.oin(), SP.keySetVersion(), Optional.empty());
        var newer = keys.serviceProviderKey(Type.EP_CLOSING, SP.oin(), 20270101, Optional.empty());
        var pd = keys.serviceProviderKey(Type.EP_DECRYPTION, SP.oin(), SP.keySetVersion(), Optional.empty());
        byte[] ep = ep(AD_1, SP, Optional.empty(), StructureVersion.V1).encode();
        var both = new Decryption(keys.publicKeys(), new ServiceProviderKeys(List.of(older, newer, pd)));

        var before = (Decrypted.Pseudonym) both.decrypt(ep, Decryption.Request.PLAIN);
        var after = both.decrypt(ep, new Decryption.Request(Optional.empty(), OptionalLong.of(20270101)));

        assertThat(Migration.convert(before, older, newer)).isEqualTo(after);
        assertRefused(Refusal.MATCHING_CLOSING_KEY_REQUIRED, () -> Migration.convert(before, newer, older));
    }

    @Test
    void decryptWhenForAnotherRecipientThenRefuses() {
        byte[] message = ep(AD_1, OTHER_SP, Optional.empty(), StructureVersion.V2).encode();

        assertRefused(Refusal.MATCHING_SERVICE_PROVIDER_KEY_REQUIRED, () -> decryption.decrypt(message, Decryption.Request.PLAIN));
    }

    @Test
    void decryptWhenSignedByItsOwnKeyThenRefuses() {
        // A forger without the masters chooses the third point so that the Schnorr signature verifies.
        SchemeKeySet forged = SchemeKeySet.generate(1, RANDOM);
        var real = (Body.EncryptedIdentity) ei(AD_1, StructureVersion.V1).body();
        var k = nl.etdnetwerk.polymorphic.curve.Scalar.random(RANDOM);
        var body = new Body.EncryptedIdentity(real.header(),
                new nl.etdnetwerk.polymorphic.message.Triple(real.points().a(), real.points().b(), keys.identityBase().multiply(k)));
        var content = new SignedMessage.Content(body, new byte[16], OptionalLong.empty(), Optional.empty(), List.of());
        byte[] bytes = MessageCodec.encodeContent(content);
        var signature = nl.etdnetwerk.polymorphic.signature.Schnorr.sign(Envelope.EI.signature(), keys.identityBase(), k, bytes, RANDOM);

        assertThat(forged.version()).isEqualTo(1);
        assertRefused(Refusal.MATCHING_SERVICE_PROVIDER_KEY_REQUIRED,
                () -> decryption.decrypt(new SignedMessage(Envelope.EI, content, bytes, signature).encode(), Decryption.Request.PLAIN));
    }

    @Test
    void decryptWhenDecryptionKeyButNoClosingOrReceiveKeyThenRefuses() {
        var pd = keys.serviceProviderKey(Type.EP_DECRYPTION, SP.oin(), SP.keySetVersion(), Optional.empty());
        var poor = new Decryption(keys.publicKeys(), new ServiceProviderKeys(List.of(pd)));

        assertRefused(Refusal.MATCHING_CLOSING_KEY_REQUIRED,
                () -> poor.decrypt(ep(AD_1, SP, Optional.empty(), StructureVersion.V1).encode(), Decryption.Request.PLAIN));
        assertRefused(Refusal.MATCHING_DIRECT_RECEIVE_KEY_REQUIRED,
                () -> poor.decrypt(signer.sign(direct.pseudonym(PERSON, SP, Optional.empty(), Optional.empty())).encode(),
                        Decryption.Request.PLAIN));
        assertRefused(Refusal.SERVICE_PROVIDER_KEYS_RECIPIENT_NON_UNIQUE, () -> new ServiceProviderKeys(
                List.of(pd, keys.serviceProviderKey(Type.EP_CLOSING, OTHER_SP.oin(), 1, Optional.empty()))));
        assertRefused(Refusal.OID_NOT_SUPPORTED,
                () -> poor.decrypt(signer.sign(activation.activate(PERSON, AD_1)).encode(), Decryption.Request.PLAIN));
        assertRefused(Refusal.MATCHING_SCHEME_KEY_NOT_FOUND, () -> new Decryption(SchemeKeySet.generate(2, RANDOM).publicKeys(), keysOf(SP))
                .decrypt(ei(AD_1, StructureVersion.V1).encode(), Decryption.Request.PLAIN));
    }

    @Test
    void polymorphicDataWhenEncodedThenReadsBack() {
        var pip = activation.activate(PERSON, AD_1);
        for (Body body : List.of(pip, pip.identity(), pip.pseudonym())) {
            for (StructureVersion version : StructureVersion.values()) {
                SignedMessage message = signer.sign(body, version, List.of());
                SignedMessage read = MessageCodec.decode(message.encode());
                new SignatureVerification(keys.publicKeys()).verify(read);
                assertThat(read.body()).isEqualTo(body);
                assertThat(read.encode()).isEqualTo(message.encode());
            }
            assertThat(BodyCodec.decode(BodyCodec.encode(body))).isEqualTo(body);
        }
    }

    @Test
    void decodeWhenRandomlyDamagedThenOnlyEverRefuses() {
        Random random = new Random(42);
        byte[] good = signer.sign(direct.pseudonym(PERSON, SP, Optional.of(ROLE), Optional.of(BSNK)), StructureVersion.V2,
                List.of(new ExtraElement.Number("N", java.math.BigInteger.TEN), new ExtraElement.Text("T", "Zoë €"))).encode();
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] bad = good.clone();
            for (int n = random.nextInt(4) + 1; n > 0; n--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            if (random.nextInt(5) == 0) {
                bad = java.util.Arrays.copyOf(bad, random.nextInt(bad.length + 20));
            }
            try {
                decryption.decrypt(bad, new Decryption.Request(Optional.of(BSNK), OptionalLong.empty()));
            } catch (RefusedException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(4_950, 5_000);
    }
}
