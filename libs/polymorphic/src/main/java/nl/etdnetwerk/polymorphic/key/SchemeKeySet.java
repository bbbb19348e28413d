package nl.etdnetwerk.polymorphic.key;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import nl.etdnetwerk.polymorphic.curve.Curve;
import nl.etdnetwerk.polymorphic.curve.Curve.FixedBase;
import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.curve.Scalar;
import nl.etdnetwerk.polymorphic.key.SchemeKeyName.Kind;
import nl.etdnetwerk.polymorphic.message.BodyCodec;
import nl.etdnetwerk.polymorphic.message.Diversifier;

/**
 * The master keys of one scheme key set and what is derived from them (bsnk.md 1.3). Only the key authority has one.
 *
 * <p>The layout of the input of the key derivation is our own (the real one is not public and never on the wire):
 * label, a zero byte, then OIN, KSV and diversifier each with a length of two bytes, then SKSV in four bytes.
 */
public final class SchemeKeySet {

    /** The symmetric masters. */
    private enum Master {
        /** Adherence of an AP. */
        AAM,
        /** Identity re-key. */
        IEM,
        /** Pseudonym re-key. */
        PEM,
        /** Pseudonym shuffle. */
        PSM,
        /** Closing. */
        PCM,
        /** Direct receive. */
        DRM,
        /** Embedding of pseudonyms. */
        EMBEDDING,
        /** Audit elements. */
        AUDIT
    }

    private final long version;
    private final Scalar y;
    private final Scalar z;
    private final Map<Long, Scalar> u;
    private final Map<Master, byte[]> masters;
    private final FixedBase yBase;
    private final FixedBase zBase;

    private SchemeKeySet(long version, Scalar y, Scalar z, Map<Long, Scalar> u, Map<Master, byte[]> masters) {
        this.version = version;
        this.y = y;
        this.z = z;
        this.u = new TreeMap<>(u);
        this.masters = masters;
        this.yBase = Curve.fast().fixedBase(Curve.fast().multiply(Point.G, y));
        this.zBase = Curve.fast().fixedBase(Curve.fast().multiply(Point.G, z));
    }

    /** Makes new masters, with signing key U of version 1. */
    public static SchemeKeySet generate(long version, SecureRandom random) {
        Map<Master, byte[]> masters = new EnumMap<>(Master.class);
        for (Master m : Master.values()) {
            byte[] key = new byte[48];
            random.nextBytes(key);
            masters.put(m, key);
        }
        return new SchemeKeySet(version, Scalar.random(random), Scalar.random(random), Map.of(1L, Scalar.random(random)), masters);
    }

    /** SKSV. */
    public long version() {
        return version;
    }

    /** Y, the identity master. */
    public FixedBase identityBase() {
        return yBase;
    }

    /** Z, the pseudonym master. */
    public FixedBase pseudonymBase() {
        return zBase;
    }

    /** The newest version of the signing key U. */
    public long signingKeyVersion() {
        return ((TreeMap<Long, Scalar>) u).lastKey();
    }

    /** The newest signing key u. */
    public Scalar signingKey() {
        return u.get(signingKeyVersion());
    }

    /** AAD: adherence of an AP. */
    public Scalar adherence(String oin, long keySetVersion) {
        return derive(Master.AAM, oin, keySetVersion, Optional.empty());
    }

    /** IED: the transformer's signing key for identities of a service provider. */
    public Scalar identityRekey(String oin, long keySetVersion) {
        return derive(Master.IEM, oin, keySetVersion, Optional.empty());
    }

    /** PED: the transformer's signing key for pseudonyms of a service provider. */
    public Scalar pseudonymRekey(String oin, long keySetVersion) {
        return derive(Master.PEM, oin, keySetVersion, Optional.empty());
    }

    /** PSD: what sets pseudonyms of service providers apart; independent of the key set version. */
    public Scalar shuffle(String oin, Optional<Diversifier> diversifier) {
        return derive(Master.PSM, oin, -1, diversifier);
    }

    /** PCD: the closing key. */
    public Scalar closing(String oin, long closingKeySetVersion) {
        return derive(Master.PCM, oin, closingKeySetVersion, Optional.empty());
    }

    /** DRK: the direct receive key. */
    public Scalar directReceive(String oin, long keySetVersion, Optional<Diversifier> diversifier) {
        return derive(Master.DRM, oin, keySetVersion, diversifier);
    }

    private Scalar derive(Master master, String oin, long keySetVersion, Optional<Diversifier> diversifier) {
        ByteArrayOutputStream context = new ByteArrayOutputStream();
        context.writeBytes(master.name().getBytes(StandardCharsets.US_ASCII));
        context.write(0);
        field(context, oin.getBytes(StandardCharsets.US_ASCII));
        field(context, keySetVersion < 0 ? new byte[0] : Long.toString(keySetVersion).getBytes(StandardCharsets.US_ASCII));
        field(context, diversifier.map(BodyCodec::encode).orElse(new byte[0]));
        context.writeBytes(ByteBuffer.allocate(4).putInt((int) version).array());
        return Scalar.inRange(mac(master, context.toByteArray()));
    }

    private static void field(ByteArrayOutputStream out, byte[] value) {
        out.write(value.length >> 8);
        out.write(value.length);
        out.writeBytes(value);
    }

    private byte[] mac(Master master, byte[] input) {
        try {
            Mac mac = Mac.getInstance("HmacSHA384");
            mac.init(new SecretKeySpec(masters.get(master), "HmacSHA384"));
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** 48 pseudo-random bytes for embedding a pseudonym (bsnk.md 2.3). */
    public byte[] embeddingMac(byte[] input) {
        return mac(Master.EMBEDDING, input);
    }

    /** A key of 32 bytes for audit elements. */
    public byte[] auditKey() {
        return java.util.Arrays.copyOf(mac(Master.AUDIT, new byte[]{1}), 32);
    }

    /** A private key for a service provider. Type EI_DECRYPTION, EP_DECRYPTION, EP_CLOSING or DIRECT_RECEIVE. */
    public ServiceProviderKey serviceProviderKey(ServiceProviderKey.Type type, String oin, long keySetVersion,
            Optional<Diversifier> diversifier) {
        Scalar scalar = switch (type) {
            case EI_DECRYPTION -> identityRekey(oin, keySetVersion).multiply(y);
            case EP_DECRYPTION -> pseudonymRekey(oin, keySetVersion).multiply(z);
            case EP_CLOSING -> closing(oin, keySetVersion);
            case DIRECT_RECEIVE -> directReceive(oin, keySetVersion, diversifier);
            case MIGRATION_SOURCE, MIGRATION_TARGET -> throw new IllegalArgumentException("made by migrationKeys");
        };
        return new ServiceProviderKey(type, version, new ServiceProviderKey.Recipient(oin, keySetVersion), diversifier, scalar);
    }

    /** The two halves of a migration; key set versions are those of the closing keys (bsnk.md 2.8). */
    public Map<ServiceProviderKey.Type, ServiceProviderKey> migrationKeys(ServiceProviderKey.Migrants migrants,
            Optional<Diversifier> diversifier, SecureRandom random) {
        Scalar from = shuffle(migrants.source(), diversifier).multiply(closing(migrants.source(), migrants.sourceKeySetVersion()));
        Scalar to = shuffle(migrants.target(), diversifier).multiply(closing(migrants.target(), migrants.targetKeySetVersion()));
        Scalar source = Scalar.random(random);
        Scalar target = to.multiply(from.invert()).multiply(source.invert());
        Map<ServiceProviderKey.Type, ServiceProviderKey> keys = new EnumMap<>(ServiceProviderKey.Type.class);
        keys.put(ServiceProviderKey.Type.MIGRATION_SOURCE,
                new ServiceProviderKey(ServiceProviderKey.Type.MIGRATION_SOURCE, version, migrants, diversifier, source));
        keys.put(ServiceProviderKey.Type.MIGRATION_TARGET,
                new ServiceProviderKey(ServiceProviderKey.Type.MIGRATION_TARGET, version, migrants, diversifier, target));
        return keys;
    }

    /** The public keys Y, Z and every U. */
    public SchemePublicKeys publicKeys() {
        Map<SchemeKeyName, Point> keys = new LinkedHashMap<>();
        keys.put(new SchemeKeyName("", version, Kind.IP_P, version), yBase.point());
        keys.put(new SchemeKeyName("", version, Kind.PP_P, version), zBase.point());
        u.forEach((v, key) -> keys.put(new SchemeKeyName("", version, Kind.U, v), Curve.fast().multiply(Point.G, key)));
        return new SchemePublicKeys(keys);
    }

    /** All secrets as properties, to be kept by the key authority and by nobody else. */
    public Properties toProperties() {
        Properties p = new Properties();
        p.setProperty("version", Long.toString(version));
        p.setProperty("y", y.toBigInteger().toString(16));
        p.setProperty("z", z.toBigInteger().toString(16));
        u.forEach((v, key) -> p.setProperty("u." + v, key.toBigInteger().toString(16)));
        masters.forEach((m, key) -> p.setProperty("master." + m, Base64.getEncoder().encodeToString(key)));
        return p;
    }

    /**
     * Reads what {@link #toProperties} wrote.
     *
     * @throws IllegalArgumentException when something is missing
     */
    public static SchemeKeySet fromProperties(Properties p) {
        Map<Long, Scalar> u = new TreeMap<>();
        p.stringPropertyNames().stream().filter(n -> n.startsWith("u."))
                .forEach(n -> u.put(Long.valueOf(n.substring(2)), scalar(p, n)));
        Map<Master, byte[]> masters = new EnumMap<>(Master.class);
        for (Master m : Master.values()) {
            masters.put(m, Base64.getDecoder().decode(required(p, "master." + m)));
        }
        if (u.isEmpty()) {
            throw new IllegalArgumentException("no signing key");
        }
        return new SchemeKeySet(Long.parseLong(required(p, "version")), scalar(p, "y"), scalar(p, "z"), u, masters);
    }

    private static String required(Properties p, String name) {
        String v = p.getProperty(name);
        if (v == null) {
            throw new IllegalArgumentException("key " + name + " is missing");
        }
        return v;
    }

    private static Scalar scalar(Properties p, String name) {
        return Scalar.of(new BigInteger(required(p, name), 16));
    }
}
