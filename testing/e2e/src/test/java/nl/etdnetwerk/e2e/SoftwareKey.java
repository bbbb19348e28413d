package nl.etdnetwerk.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;

/** A security key as a program: ES256, no attestation, user verified, as the browser's WebAuthn would hand it over. */
final class SoftwareKey {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERIFIED = 0x05;
    private static final int WITH_KEY = 0x40;
    private final KeyPair pair;
    private final byte[] id = new byte[16];
    private final String origin;
    private final String rpId;
    private int counter;

    SoftwareKey(String origin, String rpId) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        pair = generator.generateKeyPair();
        new SecureRandom().nextBytes(id);
        this.origin = origin;
        this.rpId = rpId;
    }

    private static String text(byte[] b) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(b);
    }

    private byte[] clientData(String type, String challenge) throws IOException {
        return JSON.writeValueAsBytes(Map.of("type", type, "challenge", challenge, "origin", origin, "crossOrigin", false));
    }

    private static byte[] sha256(byte[] b) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(b);
    }

    private byte[] authenticatorData(int flags, byte[] rest) throws GeneralSecurityException {
        return ByteBuffer.allocate(37 + rest.length).put(sha256(rpId.getBytes(StandardCharsets.UTF_8))).put((byte) flags).putInt(++counter)
                .put(rest).array();
    }

    private static byte[] coordinate(BigInteger v) {
        byte[] b = v.toByteArray();
        byte[] out = new byte[32];
        int length = Math.min(b.length, 32);
        System.arraycopy(b, b.length - length, out, 32 - length, length);
        return out;
    }

    /** COSE_Key: kty EC2, alg ES256, crv P-256, x, y. */
    private byte[] coseKey() throws IOException {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CBORGenerator g = new CBORFactory().createGenerator(out)) {
            g.writeStartObject(5);
            g.writeFieldId(1);
            g.writeNumber(2);
            g.writeFieldId(3);
            g.writeNumber(-7);
            g.writeFieldId(-1);
            g.writeNumber(1);
            g.writeFieldId(-2);
            g.writeBinary(coordinate(key.getW().getAffineX()));
            g.writeFieldId(-3);
            g.writeBinary(coordinate(key.getW().getAffineY()));
            g.writeEndObject();
        }
        return out.toByteArray();
    }

    private String answer(Map<String, Object> response) throws IOException {
        return JSON.writeValueAsString(Map.of("id", text(id), "rawId", text(id), "type", "public-key", "response", response,
                "clientExtensionResults", Map.of()));
    }

    /** What a browser answers to create(). */
    String create(String challenge) throws IOException, GeneralSecurityException {
        byte[] cose = coseKey();
        byte[] attested = ByteBuffer.allocate(18 + id.length + cose.length).put(new byte[16]).putShort((short) id.length).put(id).put(cose)
                .array();
        ByteArrayOutputStream attestation = new ByteArrayOutputStream();
        try (CBORGenerator g = new CBORFactory().createGenerator(attestation)) {
            g.writeStartObject(3);
            g.writeStringField("fmt", "none");
            g.writeFieldName("attStmt");
            g.writeStartObject(0);
            g.writeEndObject();
            g.writeFieldName("authData");
            g.writeBinary(authenticatorData(VERIFIED | WITH_KEY, attested));
            g.writeEndObject();
        }
        return answer(Map.of("clientDataJSON", text(clientData("webauthn.create", challenge)), "attestationObject",
                text(attestation.toByteArray()), "transports", java.util.List.of()));
    }

    /** What a browser answers to get(). */
    String get(String challenge) throws IOException, GeneralSecurityException {
        return get(challenge, VERIFIED);
    }

    /** The same by a key that was touched but not unlocked. */
    String getWithoutVerification(String challenge) throws IOException, GeneralSecurityException {
        return get(challenge, 0x01);
    }

    private String get(String challenge, int flags) throws IOException, GeneralSecurityException {
        byte[] client = clientData("webauthn.get", challenge);
        byte[] data = authenticatorData(flags, new byte[0]);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(data);
        signature.update(sha256(client));
        return answer(Map.of("clientDataJSON", text(client), "authenticatorData", text(data), "signature", text(signature.sign())));
    }
}
