package nl.etdnetwerk.polymorphic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.decryption.Decryption;
import nl.etdnetwerk.polymorphic.decryption.Migration;
import nl.etdnetwerk.polymorphic.decryption.MigrationKeys;
import nl.etdnetwerk.polymorphic.decryption.MigrationKeys.Selection;
import nl.etdnetwerk.polymorphic.decryption.ServiceProviderKeys;
import nl.etdnetwerk.polymorphic.decryption.SignatureVerification;
import nl.etdnetwerk.polymorphic.embedding.IdentityEmbedding;
import nl.etdnetwerk.polymorphic.embedding.IdentityEmbedding.Identifier;
import nl.etdnetwerk.polymorphic.issuance.Activation;
import nl.etdnetwerk.polymorphic.issuance.AuditElements;
import nl.etdnetwerk.polymorphic.issuance.DirectIssuance;
import nl.etdnetwerk.polymorphic.issuance.MessageSigner;
import nl.etdnetwerk.polymorphic.issuance.Party;
import nl.etdnetwerk.polymorphic.issuance.StructureVersion;
import nl.etdnetwerk.polymorphic.issuance.Transformation;
import nl.etdnetwerk.polymorphic.key.KeyDelivery;
import nl.etdnetwerk.polymorphic.key.SchemeKeySet;
import nl.etdnetwerk.polymorphic.key.SchemePublicKeys;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Type;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKeyPem;
import nl.etdnetwerk.polymorphic.message.Body;
import nl.etdnetwerk.polymorphic.message.Decrypted;
import nl.etdnetwerk.polymorphic.message.Diversifier;
import nl.etdnetwerk.polymorphic.message.Envelope;
import nl.etdnetwerk.polymorphic.message.Header;
import nl.etdnetwerk.polymorphic.message.IdentifierType;
import nl.etdnetwerk.polymorphic.message.MessageCodec;
import nl.etdnetwerk.polymorphic.message.SignedMessage;
import nl.etdnetwerk.polymorphic.message.VerifiablePip;

/** Every refusal of bsnk.md 2.7 (and our own) by its code, each with keys and structures made here. */
class RefusalTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-14T10:00:00Z"), ZoneOffset.UTC);
    private static final String BSNK = "99990001000000000001";
    private static final Party AD = new Party("99990001000000000011", 20260101);
    private static final Party SP = new Party("99990001000000000021", 20260301);
    private static final Party OTHER = new Party("99990001000000000022", 20260301);
    private static final String PARTY = "99990001000000000099";
    private static final Identifier PERSON = new Identifier(IdentifierType.B, "0" + "12345678");
    private static final Diversifier ROLE = Diversifier.parse("Role=Company");
    private static final Diversifier OTHER_ROLE = Diversifier.parse("Role=Person");

    private static final SchemeKeySet KEYS = SchemeKeySet.generate(1, RANDOM);
    private static final MessageSigner SIGNER = new MessageSigner(KEYS, new AuditElements(KEYS, CLOCK, 7, 1), CLOCK, RANDOM);
    private static final Activation ACTIVATION = new Activation(KEYS, BSNK, RANDOM);
    private static final Transformation TRANSFORMATION = new Transformation(KEYS, BSNK, RANDOM);
    private static final DirectIssuance DIRECT = new DirectIssuance(KEYS, BSNK, RANDOM);
    private static final ServiceProviderKey ID = key(Type.EI_DECRYPTION, SP.keySetVersion());
    private static final ServiceProviderKey PD = key(Type.EP_DECRYPTION, SP.keySetVersion());
    private static final ServiceProviderKey PC = key(Type.EP_CLOSING, SP.keySetVersion());
    private static final ServiceProviderKey DRKI = key(Type.DIRECT_RECEIVE, SP.keySetVersion());
    private static final Decryption DECRYPTION = new Decryption(KEYS.publicKeys(), new ServiceProviderKeys(List.of(ID, PD, PC, DRKI)));

    private static ServiceProviderKey key(Type type, long version) {
        return KEYS.serviceProviderKey(type, SP.oin(), version, Optional.empty());
    }

    private static SignedMessage ei() {
        return SIGNER.sign(TRANSFORMATION.toIdentity(ACTIVATION.activate(PERSON, AD).identity(), SP), StructureVersion.V1, List.of());
    }

    private static SignedMessage ep(StructureVersion version, Optional<Diversifier> diversifier) {
        return SIGNER.sign(TRANSFORMATION.toPseudonym(ACTIVATION.activate(PERSON, AD).pseudonym(), SP, diversifier), version, List.of());
    }

    private static SignedMessage dep(Optional<Diversifier> diversifier, Optional<String> party) {
        return SIGNER.sign(DIRECT.pseudonym(PERSON, SP, diversifier, party));
    }

    private static Decrypted.Pseudonym pseudonym() {
        return (Decrypted.Pseudonym) DECRYPTION.decrypt(ep(StructureVersion.V1, Optional.empty()).encode(), Decryption.Request.PLAIN);
    }

    private static ThrowingCallable decrypt(byte[] message) {
        return () -> DECRYPTION.decrypt(message, Decryption.Request.PLAIN);
    }

    private static ThrowingCallable decrypt(byte[] message, ServiceProviderKey... keys) {
        return () -> new Decryption(KEYS.publicKeys(), new ServiceProviderKeys(List.of(keys))).decrypt(message, Decryption.Request.PLAIN);
    }

    private static Decryption.Request closing(long version) {
        return new Decryption.Request(Optional.empty(), OptionalLong.of(version));
    }

    /** Changes the byte where a sequence of bytes ends, the first time it occurs. */
    private static byte[] edited(byte[] message, byte[] where, int change) {
        for (int i = 0; i + where.length <= message.length; i++) {
            if (Arrays.equals(message, i, i + where.length, where, 0, where.length)) {
                byte[] other = message.clone();
                other[i + where.length - 1] += (byte) change;
                return other;
            }
        }
        throw new IllegalStateException("not there");
    }

    /** The DER of the object identifier of an element: where a structure says what it is. */
    private static byte[] oid(byte[] message, int... path) throws IOException {
        ASN1Encodable e = ASN1Sequence.getInstance(message);
        for (int index : path) {
            e = ASN1Sequence.getInstance(e).getObjectAt(index);
        }
        return e.toASN1Primitive().getEncoded("DER");
    }

    private static byte[] point(SignedMessage message) {
        return ((Body.Encrypted) message.body()).points().a().encode();
    }

    private static SignedMessage withBody(SignedMessage original, Body body) {
        var content = new SignedMessage.Content(body, new byte[16], OptionalLong.empty(), Optional.empty(), List.of());
        return new SignedMessage(original.envelope(), content, MessageCodec.encodeContent(content), original.signature());
    }

    /** The same with another signature value. */
    private static byte[] signature(byte[] message, UnaryOperator<BigInteger> r, UnaryOperator<BigInteger> s) throws IOException {
        ASN1Encodable[] parts = ASN1Sequence.getInstance(message).toArray();
        ASN1Encodable[] signature = ASN1Sequence.getInstance(parts[parts.length - 1]).toArray();
        ASN1Sequence values = ASN1Sequence.getInstance(signature[1]);
        signature[1] = new DERSequence(new ASN1Encodable[]{
            new ASN1Integer(r.apply(ASN1Integer.getInstance(values.getObjectAt(0)).getValue())),
            new ASN1Integer(s.apply(ASN1Integer.getInstance(values.getObjectAt(1)).getValue()))});
        parts[parts.length - 1] = new DERSequence(signature);
        return new DERSequence(parts).getEncoded("DER");
    }

    private static String pem(UnaryOperator<String> change) {
        String pem = ServiceProviderKeyPem.write(PD);
        String changed = change.apply(pem);
        assertThat(changed).isNotEqualTo(pem);
        return changed;
    }

    private static Map<String, String> schemeKeys(UnaryOperator<String> name, UnaryOperator<String> value) {
        return KEYS.publicKeys().toBase64ByUrn("TEST").entrySet().stream()
                .collect(Collectors.toMap(e -> name.apply(e.getKey()), e -> value.apply(e.getValue()), (a, b) -> a, LinkedHashMap::new));
    }

    private static void add(List<Arguments> all, Refusal refusal, String what, ThrowingCallable call) {
        all.add(Arguments.of(refusal, what, call));
    }

    static Stream<Arguments> refusals() throws IOException {
        List<Arguments> all = new ArrayList<>();
        byte[] ei = ei().encode();
        byte[] ep = ep(StructureVersion.V1, Optional.empty()).encode();
        byte[] legacy = ep(StructureVersion.LEGACY, Optional.empty()).encode();

        add(all, Refusal.OID_NOT_SUPPORTED, "outer OID", decrypt(edited(ei, oid(ei, 0), 80)));
        add(all, Refusal.OID_NOT_SUPPORTED, "PIP is not for an SP", decrypt(SIGNER.sign(ACTIVATION.activate(PERSON, AD)).encode()));
        byte[] vpip = ACTIVATION.activateVerifiably(PERSON, AD, SIGNER).encode();
        add(all, Refusal.OID_NOT_SUPPORTED, "VPIP OID", () -> VerifiablePip.decode(edited(vpip, oid(vpip, 0), 80)));

        add(all, Refusal.ASN1_SEQUENCE_DECODER, "nothing", decrypt(new byte[0]));
        add(all, Refusal.ASN1_SEQUENCE_DECODER, "trailing byte", decrypt(Arrays.copyOf(ei, ei.length + 1)));
        add(all, Refusal.ASN1_SEQUENCE_DECODER, "cut off", decrypt(Arrays.copyOf(ei, ei.length - 1)));
        add(all, Refusal.ASN1_SEQUENCE_DECODER, "too long", decrypt(new byte[20_000]));
        byte[] ber = new byte[ei.length + 2];
        System.arraycopy(ei, 0, ber, 0, ei.length);
        ber[1] = (byte) 0x80;
        add(all, Refusal.ASN1_SEQUENCE_DECODER, "BER of indefinite length", decrypt(ber));

        SignedMessage pseudonym = ep(StructureVersion.V1, Optional.empty());
        add(all, Refusal.ASN1_MAPPING_FAILED, "pseudonym in the envelope of an identity",
                decrypt(new SignedMessage(Envelope.EI, pseudonym.content(), pseudonym.signedBytes(), pseudonym.signature()).encode()));
        SignedMessage identity = ei();
        add(all, Refusal.ASN1_MAPPING_FAILED, "identity in the envelope of a pseudonym",
                decrypt(new SignedMessage(Envelope.EP, identity.content(), identity.signedBytes(), identity.signature()).encode()));

        add(all, Refusal.POINT_INVALID, "off the curve", decrypt(edited(ei, point(MessageCodec.decode(ei)), 1)));
        add(all, Refusal.POINT_INVALID, "not uncompressed",
                decrypt(edited(ei, new byte[]{0x04, Point.UNCOMPRESSED_BYTES, 0x04}, -1)));

        for (int version : List.of(2, 15, 65)) {
            var h = ((Body.EncryptedIdentity) identity.body()).header();
            var other = new Body.EncryptedIdentity(
                    new Header(version, h.schemeKeySetVersion(), h.creator(), h.recipient(), h.recipientKeySetVersion()),
                    ((Body.EncryptedIdentity) identity.body()).points());
            SignedMessage signed = SIGNER.sign(other, StructureVersion.V1, List.of());
            add(all, Refusal.MATCHING_SERVICE_PROVIDER_KEY_REQUIRED, "scheme version " + version, decrypt(signed.encode()));
            add(all, Refusal.SCHEME_VERSION_NOT_SUPPORTED, "version " + version,
                    () -> new SignatureVerification(KEYS.publicKeys()).verify(signed));
        }

        add(all, Refusal.MATCHING_SCHEME_KEY_NOT_FOUND, "another key set",
                () -> new Decryption(SchemeKeySet.generate(2, RANDOM).publicKeys(), new ServiceProviderKeys(List.of(ID))).decrypt(ei,
                        Decryption.Request.PLAIN));
        add(all, Refusal.MATCHING_SCHEME_KEY_NOT_FOUND, "no signing key of this version",
                () -> new SignatureVerification(SchemePublicKeys.parse(schemeKeys(n -> n.replaceFirst(":U:[0-9]+$", ":U:9"), v -> v)))
                        .verify(SIGNER.sign(ACTIVATION.activate(PERSON, AD))));
        add(all, Refusal.SCHEME_KEY_INVALID_LENGTH, "short", () -> SchemePublicKeys.parse(schemeKeys(n -> n, v -> "AAAA")));
        add(all, Refusal.SCHEME_KEY_INVALID_LENGTH, "no base64", () -> SchemePublicKeys.parse(schemeKeys(n -> n, v -> "%")));
        add(all, Refusal.SCHEME_KEY_NOT_UNCOMPRESSED, "first byte",
                () -> SchemePublicKeys.parse(schemeKeys(n -> n, v -> "AAAA" + v.substring(4))));
        add(all, Refusal.SCHEME_KEY_NOT_DECODABLE, "off the curve",
                () -> SchemePublicKeys.parse(schemeKeys(n -> n, v -> v.substring(0, 40) + "AAAA" + v.substring(44))));
        for (String name : List.of("urn:nl-gdi-eid:1.0:pp-key:TEST:1:V:1", "urn:nl-gdi-eid:1.0:pp-key:TEST:1:U", "x")) {
            add(all, Refusal.SCHEME_KEY_METADATA_INVALID_STRUCTURE, name, () -> SchemePublicKeys.parse(schemeKeys(n -> name, v -> v)));
        }

        add(all, Refusal.SCHEME_KEYS_ENVIRONMENT_NON_UNIQUE, "two environments",
                () -> SchemePublicKeys.parse(schemeKeys(n -> n.contains(":U:") ? n.replace(":TEST:", ":ELDERS:") : n, v -> v)));
        add(all, Refusal.UNIQUE_MATCHING_SCHEME_KEY_REQUIRED, "two masters", () -> {
            Map<String, String> two = schemeKeys(n -> n, v -> v);
            two.put("urn:nl-gdi-eid:1.0:pp-key:TEST:1:IP_P:2", two.get("urn:nl-gdi-eid:1.0:pp-key:TEST:1:IP_P:1"));
            new SignatureVerification(SchemePublicKeys.parse(two)).verify(MessageCodec.decode(ei));
        });

        BigInteger q = new BigInteger("D35E472036BC4FB7E13C785ED201E065F98FCFA5B68F12A32D482EC7EE8658E98691555B44C59311", 16);
        for (Map.Entry<String, byte[]> m : Map.of("ECSDSA", ep, "legacy EC-Schnorr", legacy).entrySet()) {
            String kind = m.getKey();
            byte[] good = m.getValue();
            add(all, Refusal.SIGNATURE_VERIFICATION_FAILED, kind + " damaged",
                    decrypt(signature(good, r -> r, s -> s.xor(BigInteger.ONE))));
            add(all, Refusal.SIGNATURE_VERIFICATION_FAILED, kind + " r 0", decrypt(signature(good, r -> BigInteger.ZERO, s -> s)));
            add(all, Refusal.SIGNATURE_VERIFICATION_FAILED, kind + " s 0", decrypt(signature(good, r -> r, s -> BigInteger.ZERO)));
            add(all, Refusal.SIGNATURE_VERIFICATION_FAILED, kind + " s q", decrypt(signature(good, r -> r, s -> q)));
        }
        for (SignedMessage m : List.of(SIGNER.sign(ACTIVATION.activate(PERSON, AD)),
                SIGNER.sign(ACTIVATION.activate(PERSON, AD).identity()),
                SIGNER.sign(ACTIVATION.activate(PERSON, AD).pseudonym()))) {
            for (BigInteger bad : List.of(BigInteger.ZERO, BigInteger.ONE, q)) {
                byte[] damaged = signature(m.encode(), r -> r, s -> bad);
                add(all, Refusal.SIGNATURE_VERIFICATION_FAILED, m.envelope() + " s " + bad.bitLength(),
                        () -> new SignatureVerification(KEYS.publicKeys()).verify(MessageCodec.decode(damaged)));
            }
        }
        byte[] signedDep = dep(Optional.empty(), Optional.empty()).encode();
        add(all, Refusal.SIGNATURE_VERIFICATION_FAILED, "DEP damaged", decrypt(signature(signedDep, r -> r, s -> s.xor(BigInteger.ONE))));

        Map<String, UnaryOperator<String>> pems = new LinkedHashMap<>();
        pems.put("header twice", p -> p.replace("Type:", "SchemeVersion: 1\r\nType:"));
        pems.put("header in lower case", p -> p.replace("SchemeVersion:", "schemeversion:"));
        pems.put("SchemeVersion 2", p -> p.replace("SchemeVersion: 1", "SchemeVersion: 2"));
        pems.put("no Recipient", p -> p.replaceFirst("Recipient: [0-9]+\r\n", ""));
        pems.put("unknown Type", p -> p.replace("Type: ", "Type: X"));
        pems.put("no number", p -> p.replaceFirst("RecipientKeySetVersion: [0-9]+", "RecipientKeySetVersion: x"));
        pems.put("another label", p -> p.replace("EC PRIVATE KEY", "PRIVATE KEY"));
        pems.put("damaged", p -> p.replaceFirst("\r\n\r\n....", "\r\n\r\nAAAA"));
        pems.put("no PEM", p -> "x");
        pems.put("too long", p -> p + " ".repeat(9000));
        pems.put("diversifier that goes with another type",
                p -> p.replace("SchemeKeyVersion:", "Diversifier: Role=X\r\nSchemeKeyVersion:"));
        pems.forEach((what, change) -> add(all, Refusal.SERVICE_PROVIDER_KEY_PARSE_FAILED, what,
                () -> ServiceProviderKeyPem.parse(pem(change))));
        String foreign = ServiceProviderKeyPem.write(PC);
        add(all, Refusal.SERVICE_PROVIDER_KEY_PARSE_FAILED, "public key of another", () -> {
            byte[] mine = der(ServiceProviderKeyPem.write(PD));
            byte[] theirs = der(foreign);
            System.arraycopy(theirs, theirs.length - Point.UNCOMPRESSED_BYTES, mine, mine.length - Point.UNCOMPRESSED_BYTES,
                    Point.UNCOMPRESSED_BYTES);
            ServiceProviderKeyPem.parse(ServiceProviderKeyPem.write(PD).replaceFirst("(?s)\r\n\r\n.*\r\n-----END",
                    "\r\n\r\n" + Base64.getMimeEncoder().encodeToString(mine) + "\r\n-----END"));
        });

        add(all, Refusal.SERVICE_PROVIDER_KEYS_RECIPIENT_NON_UNIQUE, "two owners", () -> new ServiceProviderKeys(
                List.of(PD, KEYS.serviceProviderKey(Type.EP_CLOSING, OTHER.oin(), 1, Optional.empty()))));
        add(all, Refusal.MATCHING_SERVICE_PROVIDER_KEY_REQUIRED, "another version", decrypt(ei, key(Type.EI_DECRYPTION, 20270101)));
        add(all, Refusal.MATCHING_SERVICE_PROVIDER_KEY_REQUIRED, "a key of the other kind", decrypt(ei, PD, PC));
        add(all, Refusal.MATCHING_CLOSING_KEY_REQUIRED, "none", decrypt(ep, PD));
        add(all, Refusal.MATCHING_CLOSING_KEY_REQUIRED, "another version", decrypt(ep, PD, key(Type.EP_CLOSING, 20270101)));
        add(all, Refusal.MATCHING_CLOSING_KEY_REQUIRED, "none of the version asked for", () -> DECRYPTION.decrypt(ep, closing(20270101)));
        add(all, Refusal.MATCHING_CLOSING_KEY_REQUIRED, "conversion to a key of another",
                () -> Migration.convert(pseudonym(), PC, KEYS.serviceProviderKey(Type.EP_CLOSING, OTHER.oin(), 1, Optional.empty())));
        add(all, Refusal.MATCHING_DIRECT_RECEIVE_KEY_REQUIRED, "none", decrypt(signedDep, PD, PC));
        add(all, Refusal.MATCHING_DIRECT_RECEIVE_KEY_REQUIRED, "of another diversifier",
                decrypt(dep(Optional.of(ROLE), Optional.empty()).encode(),
                        PD, PC, KEYS.serviceProviderKey(Type.DIRECT_RECEIVE, SP.oin(), SP.keySetVersion(), Optional.of(OTHER_ROLE))));
        byte[] forParty = dep(Optional.empty(), Optional.of(PARTY)).encode();
        add(all, Refusal.DIRECT_TRANSMISSION_DECRYPTION_NOT_AUTHORIZED, "no party", decrypt(forParty));
        add(all, Refusal.DIRECT_TRANSMISSION_DECRYPTION_NOT_AUTHORIZED, "another party",
                () -> DECRYPTION.decrypt(forParty, new Decryption.Request(Optional.of(BSNK), OptionalLong.empty())));

        add(all, Refusal.IDENTITY_DECODING_FAILED, "a point that holds nothing", () -> IdentityEmbedding.extract(Point.G));
        add(all, Refusal.KEY_DELIVERY_FAILED, "no CMS", () -> KeyDelivery.open(new byte[]{1}, null));

        var migrants = new ServiceProviderKey.Migrants(SP.oin(), SP.keySetVersion(), OTHER.oin(), OTHER.keySetVersion(),
                "0000000A-0000000B-0000000C");
        Map<Type, ServiceProviderKey> plain = KEYS.migrationKeys(migrants, Optional.empty(), RANDOM);
        Map<Type, ServiceProviderKey> diversified = KEYS.migrationKeys(migrants, Optional.of(ROLE), RANDOM);
        add(all, Refusal.MATCHING_MIGRATION_SOURCE_KEY_REQUIRED, "export with the key for a role",
                () -> Migration.export(pseudonym(), diversified.get(Type.MIGRATION_SOURCE)));
        add(all, Refusal.MATCHING_MIGRATION_TARGET_KEY_REQUIRED, "import with the key for a role",
                () -> Migration.importFrom(Migration.export(pseudonym(), plain.get(Type.MIGRATION_SOURCE)),
                        diversified.get(Type.MIGRATION_TARGET)));
        MigrationKeys halves = new MigrationKeys(List.of(plain.get(Type.MIGRATION_SOURCE), PC));
        add(all, Refusal.MATCHING_MIGRATION_SOURCE_KEY_REQUIRED, "of another migration", () -> halves.source(pseudonym(),
                new Selection(Optional.of("0000000A-0000000B-0000000D"), Optional.empty(), OptionalLong.empty())));
        add(all, Refusal.NON_UNIQUE_MATCHES_MIGRATION_SOURCE_KEY, "two migrations", () -> new MigrationKeys(
                List.of(plain.get(Type.MIGRATION_SOURCE), KEYS.migrationKeys(new ServiceProviderKey.Migrants(SP.oin(), SP.keySetVersion(),
                        OTHER.oin(), OTHER.keySetVersion(), "0000000A-0000000B-0000000D"), Optional.empty(), RANDOM)
                        .get(Type.MIGRATION_SOURCE)))
                .source(pseudonym(), Selection.ANY));
        add(all, Refusal.INVALID_MIGRATION_TARGET_KEY_SELECTION, "no version",
                () -> new Selection(Optional.empty(), Optional.of(OTHER.oin()), OptionalLong.empty()));
        add(all, Refusal.INVALID_MIGRATION_TARGET_KEY_SELECTION, "no OIN",
                () -> new Selection(Optional.empty(), Optional.empty(), OptionalLong.of(1)));
        add(all, Refusal.SERVICE_PROVIDER_KEYS_RECIPIENT_NON_UNIQUE, "another source", () -> new MigrationKeys(List.of(
                plain.get(Type.MIGRATION_SOURCE), KEYS.serviceProviderKey(Type.EP_CLOSING, OTHER.oin(), 1, Optional.empty())))
                .requireOneSource());
        add(all, Refusal.SERVICE_PROVIDER_KEYS_UNRELATED_TO_MIGRATION, "a third party's", () -> new MigrationKeys(List.of(
                plain.get(Type.MIGRATION_SOURCE), KEYS.serviceProviderKey(Type.EP_CLOSING, PARTY, 1, Optional.empty())))
                .requireRelated(SP.oin(), Selection.ANY));
        add(all, Refusal.SERVICE_PROVIDER_KEYS_UNRELATED_TO_MIGRATION, "of where another migration goes", () -> new MigrationKeys(List.of(
                plain.get(Type.MIGRATION_SOURCE), KEYS.serviceProviderKey(Type.EP_CLOSING, OTHER.oin(), 1, Optional.empty())))
                .requireRelated(SP.oin(), new Selection(Optional.of("another"), Optional.empty(), OptionalLong.empty())));
        add(all, Refusal.SERVICE_PROVIDER_KEYS_RECIPIENT_NON_UNIQUE, "another target", () -> new MigrationKeys(List.of(
                plain.get(Type.MIGRATION_SOURCE), KEYS.serviceProviderKey(Type.EP_CLOSING, PARTY, 1, Optional.empty())))
                .requireOneTarget());
        return all.stream();
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("(?s).*\r\n\r\n(.*)\r\n-----END.*", "$1"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void refusedWhen(Refusal refusal, String what, ThrowingCallable call) {
        PublishedVectorsTest.assertRefused(refusal, call);
    }

    @Test
    void everyRefusalHasACase() throws IOException {
        Set<Refusal> covered = refusals().map(a -> (Refusal) a.get()[0])
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Refusal.class)));

        assertThat(covered).isEqualTo(EnumSet.allOf(Refusal.class));
    }

    @Test
    void migrationWhenForARoleThenGivesThePseudonymOfThatRole() {
        var migrants = new ServiceProviderKey.Migrants(SP.oin(), SP.keySetVersion(), OTHER.oin(), OTHER.keySetVersion(),
                "0000000A-0000000B-0000000C");
        Map<Type, ServiceProviderKey> halves = KEYS.migrationKeys(migrants, Optional.of(ROLE), RANDOM);
        var source = (Decrypted.Pseudonym) DECRYPTION.decrypt(ep(StructureVersion.V2, Optional.of(ROLE)).encode(),
                Decryption.Request.PLAIN);
        var there = TRANSFORMATION.toPseudonym(ACTIVATION.activate(PERSON, AD).pseudonym(), OTHER, Optional.of(ROLE));
        var target = (Decrypted.Pseudonym) new Decryption(KEYS.publicKeys(),
                new ServiceProviderKeys(
                        List.of(KEYS.serviceProviderKey(Type.EP_DECRYPTION, OTHER.oin(), OTHER.keySetVersion(), Optional.empty()),
                                KEYS.serviceProviderKey(Type.EP_CLOSING, OTHER.oin(), OTHER.keySetVersion(), Optional.empty()))))
                .decrypt(SIGNER.sign(there, StructureVersion.V2, List.of()).encode(), Decryption.Request.PLAIN);

        assertThat(Migration.importFrom(Migration.export(source, halves.get(Type.MIGRATION_SOURCE)), halves.get(Type.MIGRATION_TARGET)))
                .isEqualTo(target);
    }

    @Test
    void keyFileWhenItHasAnUnknownHeaderThenRead() {
        assertThat(ServiceProviderKeyPem.parse(pem(p -> p.replace("SchemeKeyVersion:", "Remark: x\r\nSchemeKeyVersion:")))).isEqualTo(PD);
    }
}
