package nl.etdnetwerk.polymorphic.key;

import java.io.IOException;
import java.io.StringReader;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.util.io.pem.PemHeader;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

import nl.etdnetwerk.polymorphic.Refusal;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.curve.Curve;
import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.curve.Scalar;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Migrants;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Owner;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Recipient;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Type;
import nl.etdnetwerk.polymorphic.message.Diversifier;

/** Service provider keys as PEM with headers (bsnk.md 1.4). Header names are case-sensitive, doubled ones are refused. */
public final class ServiceProviderKeyPem {

    /** Object identifier of brainpoolP320r1. */
    static final ASN1ObjectIdentifier CURVE = new ASN1ObjectIdentifier("1.3.36.3.3.2.8.1.1.9");
    private static final String LABEL = "EC PRIVATE KEY";
    private static final int MAX_CHARS = 8 * 1024;

    private ServiceProviderKeyPem() {}

    /**
     * Reads a key file.
     *
     * @throws RefusedException SERVICE_PROVIDER_KEY_PARSE_FAILED
     */
    public static ServiceProviderKey parse(String pem) {
        if (pem.length() > MAX_CHARS) {
            throw refused("too long");
        }
        try (PemReader reader = new PemReader(new StringReader(pem))) {
            PemObject object = reader.readPemObject();
            if (object == null || !object.getType().equals(LABEL)) {
                throw refused("no " + LABEL);
            }
            if (reader.readPemObject() != null) {
                throw refused("more than one key");
            }
            return key(headers(object.getHeaders()), ECPrivateKey.getInstance(object.getContent()));
        } catch (IOException | RuntimeException e) {
            throw e instanceof RefusedException r ? r : new RefusedException(Refusal.SERVICE_PROVIDER_KEY_PARSE_FAILED, e);
        }
    }

    private static RefusedException refused(String why) {
        return new RefusedException(Refusal.SERVICE_PROVIDER_KEY_PARSE_FAILED, why);
    }

    private static Map<String, String> headers(List<?> pemHeaders) {
        Map<String, String> headers = new HashMap<>();
        for (Object o : pemHeaders) {
            PemHeader h = (PemHeader) o;
            if (headers.put(h.getName(), h.getValue()) != null) {
                throw refused("header " + h.getName() + " is there twice");
            }
        }
        return headers;
    }

    private static ServiceProviderKey key(Map<String, String> headers, ECPrivateKey content) {
        if (number(headers, "SchemeVersion") != 1) {
            throw refused("SchemeVersion is not 1");
        }
        // Files of 2017 only have SchemeKeyVersion; newer ones have both with the same value.
        long sksv = number(headers, headers.containsKey("SchemeKeySetVersion") ? "SchemeKeySetVersion" : "SchemeKeyVersion");
        if (headers.containsKey("SchemeKeyVersion") && number(headers, "SchemeKeyVersion") != sksv) {
            throw refused("SchemeKeySetVersion and SchemeKeyVersion differ");
        }
        Type type = Type.of(required(headers, "Type")).orElseThrow(() -> refused("unknown Type"));
        Owner owner = type.isMigration()
                ? new Migrants(oin(headers, "SourceMigrant"), number(headers, "SourceMigrantKeySetVersion"),
                        oin(headers, "TargetMigrant"), number(headers, "TargetMigrantKeySetVersion"),
                        required(headers, "MigrationID"))
                : new Recipient(oin(headers, "Recipient"), number(headers, "RecipientKeySetVersion"));
        Optional<Diversifier> diversifier = Optional.ofNullable(headers.get("Diversifier")).map(Diversifier::parse);
        return new ServiceProviderKey(type, sksv, owner, diversifier, scalar(content));
    }

    private static Scalar scalar(ECPrivateKey content) {
        if (content.getParametersObject() != null && !CURVE.equals(content.getParametersObject().toASN1Primitive())) {
            throw refused("another curve");
        }
        Scalar scalar = Scalar.of(content.getKey());
        if (!scalar.toBigInteger().equals(content.getKey()) || scalar.isZero()) {
            throw refused("key out of range");
        }
        ASN1BitString publicKey = content.getPublicKey();
        if (publicKey != null
                && !Point.decode(publicKey.getOctets()).equals(Curve.fast().multiply(Point.G, scalar))) {
            throw refused("public key does not belong to the private key");
        }
        return scalar;
    }

    private static String required(Map<String, String> headers, String name) {
        String value = headers.get(name);
        if (value == null || value.isBlank()) {
            throw refused("header " + name + " is missing");
        }
        return value;
    }

    private static String oin(Map<String, String> headers, String name) {
        String value = required(headers, name);
        if (!value.matches("[0-9]{20}")) {
            throw refused("header " + name + " is no OIN");
        }
        return value;
    }

    private static long number(Map<String, String> headers, String name) {
        String value = required(headers, name);
        if (!value.matches("[0-9]{1,9}")) {
            throw refused("header " + name + " is no number");
        }
        return Long.parseLong(value);
    }

    /** Writes a key file with CRLF line ends, as the scheme delivers them. */
    public static String write(ServiceProviderKey key) {
        StringBuilder out = new StringBuilder("-----BEGIN " + LABEL + "-----\r\n");
        header(out, "SchemeVersion", 1);
        header(out, "SchemeKeySetVersion", key.schemeKeySetVersion());
        header(out, "Type", key.type().header());
        if (key.owner() instanceof Recipient r) {
            header(out, "Recipient", r.oin());
            header(out, "RecipientKeySetVersion", r.keySetVersion());
        } else if (key.owner() instanceof Migrants m) {
            header(out, "SourceMigrant", m.source());
            header(out, "SourceMigrantKeySetVersion", m.sourceKeySetVersion());
            header(out, "TargetMigrant", m.target());
            header(out, "TargetMigrantKeySetVersion", m.targetKeySetVersion());
            header(out, "MigrationID", m.migrationId());
        }
        key.diversifier().ifPresent(d -> header(out, "Diversifier", d.text()));
        header(out, "SchemeKeyVersion", key.schemeKeySetVersion());
        out.append("\r\n").append(Base64.getMimeEncoder(64, new byte[]{'\r', '\n'}).encodeToString(der(key)));
        return out.append("\r\n-----END ").append(LABEL).append("-----\r\n").toString();
    }

    private static void header(StringBuilder out, String name, Object value) {
        out.append(name).append(": ").append(value).append("\r\n");
    }

    private static byte[] der(ServiceProviderKey key) {
        try {
            return new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[]{new ASN1Integer(1),
                new DEROctetString(key.scalar().toBytes()), new DERTaggedObject(true, 0, CURVE),
                new DERTaggedObject(true, 1, new DERBitString(key.publicPoint().encode()))}).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
