package nl.etdnetwerk.polymorphic.message;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

import nl.etdnetwerk.polymorphic.Refusal;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicIdentityAndPseudonym;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicPseudonym;

/**
 * What the eID applet of a driving licence or identity card gives over NFC (bsnk.md 3.5): compressed points, numbers in BCD, and no
 * signature. It becomes a PIP or PP by adding the scheme keys, and has to be rerandomised before it is used.
 *
 * @param header as in every body
 * @param type of the identifier inside
 * @param p0 tG
 * @param p1 identity point encrypted; absent in a card PP
 * @param p2 pseudonym point encrypted
 * @param sequenceNumber of the card
 */
public record CardPolymorph(Header header, IdentifierType type, Point p0, Optional<Point> p1, Point p2, String sequenceNumber) {

    private static final String PIP = "2.16.528.1.1003.10.9.3.3";
    private static final String PP = "2.16.528.1.1003.10.9.4.3";
    private static final int APPLICATION_TAG = 28;

    /**
     * Reads one.
     *
     * @throws RefusedException ASN1_SEQUENCE_DECODER, ASN1_MAPPING_FAILED, OID_NOT_SUPPORTED, POINT_INVALID
     */
    public static CardPolymorph decode(byte[] encoded) {
        if (encoded.length > Der.MAX_BYTES) {
            throw new RefusedException(Refusal.ASN1_SEQUENCE_DECODER, "larger than " + Der.MAX_BYTES + " bytes");
        }
        try {
            ASN1Primitive outer = ASN1Primitive.fromByteArray(encoded);
            if (!(outer instanceof ASN1TaggedObject t) || !t.hasTag(BERTags.APPLICATION, APPLICATION_TAG)
                    || !Arrays.equals(Der.bytes(outer), encoded)) {
                throw new RefusedException(Refusal.ASN1_SEQUENCE_DECODER, "not a card polymorph in DER");
            }
            ASN1Sequence content = (ASN1Sequence) t.getBaseUniversal(false, BERTags.SEQUENCE);
            String oid = ASN1ObjectIdentifier.getInstance(content.getObjectAt(0)).getId();
            if (content.size() != 2 || !oid.equals(PIP) && !oid.equals(PP)) {
                throw new RefusedException(Refusal.OID_NOT_SUPPORTED, oid);
            }
            CardPolymorph read = read(fields(content.getObjectAt(1)), oid.equals(PIP));
            if (!Arrays.equals(read.encode(), encoded)) {
                throw Der.Reader.mismatch("a field that does not belong here");
            }
            return read;
        } catch (IOException | RuntimeException e) {
            throw e instanceof RefusedException r ? r : new RefusedException(Refusal.ASN1_MAPPING_FAILED, e);
        }
    }

    private static Map<Integer, ASN1TaggedObject> fields(ASN1Encodable element) {
        ASN1TaggedObject outer = ASN1TaggedObject.getInstance(element);
        if (!outer.hasContextTag(0)) {
            throw Der.Reader.mismatch("[0] was expected");
        }
        Map<Integer, ASN1TaggedObject> fields = new TreeMap<>();
        for (ASN1Encodable e : (ASN1Sequence) outer.getBaseUniversal(false, BERTags.SEQUENCE)) {
            ASN1TaggedObject field = ASN1TaggedObject.getInstance(e);
            if (fields.put(field.getTagNo(), field) != null) {
                throw Der.Reader.mismatch("a field occurs twice");
            }
        }
        return fields;
    }

    private static CardPolymorph read(Map<Integer, ASN1TaggedObject> f, boolean withIdentity) {
        if (f.containsKey(1) != withIdentity) {
            throw Der.Reader.mismatch("an identity point in a PIP and in nothing else");
        }
        Header header = new Header((int) number(f, 5), number(f, 6), bcd(f, 7), bcd(f, 8), number(f, 9));
        return new CardPolymorph(header, IdentifierType.of((int) number(f, 10)), point(f, 0),
                withIdentity ? Optional.of(point(f, 1)) : Optional.empty(), point(f, 2), bcd(f, 11));
    }

    private static byte[] octets(Map<Integer, ASN1TaggedObject> f, int tag) {
        if (!f.containsKey(tag)) {
            throw Der.Reader.mismatch("[" + tag + "] is missing");
        }
        return ((ASN1OctetString) f.get(tag).getBaseUniversal(false, BERTags.OCTET_STRING)).getOctets();
    }

    private static long number(Map<Integer, ASN1TaggedObject> f, int tag) {
        BigInteger v = new BigInteger(octets(f, tag));
        if (v.signum() < 0 || v.bitLength() > 31) {
            throw Der.Reader.mismatch("[" + tag + "] is out of range");
        }
        return v.longValueExact();
    }

    private static String bcd(Map<Integer, ASN1TaggedObject> f, int tag) {
        String digits = HexFormat.of().formatHex(octets(f, tag));
        if (!digits.matches("[0-9]+")) {
            throw Der.Reader.mismatch("[" + tag + "] is not BCD");
        }
        return digits;
    }

    private static Point point(Map<Integer, ASN1TaggedObject> f, int tag) {
        byte[] encoded = octets(f, tag);
        try {
            if (encoded.length != Point.COMPRESSED_BYTES) {
                throw new IllegalArgumentException("length");
            }
            return Point.decode(encoded);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.POINT_INVALID, "a point of the message is not valid");
        }
    }

    /** The DER form. */
    public byte[] encode() {
        ASN1EncodableVector v = new ASN1EncodableVector();
        add(v, 0, p0.encodeCompressed());
        p1.ifPresent(p -> add(v, 1, p.encodeCompressed()));
        add(v, 2, p2.encodeCompressed());
        add(v, 5, integer(header.schemeVersion()));
        add(v, 6, integer(header.schemeKeySetVersion()));
        add(v, 7, bcd(header.creator()));
        add(v, 8, bcd(header.recipient()));
        add(v, 9, integer(header.recipientKeySetVersion()));
        add(v, 10, integer(type.code()));
        add(v, 11, bcd(sequenceNumber));
        DERSequence content = Der.sequence(new ASN1ObjectIdentifier(p1.isPresent() ? PIP : PP),
                new DERTaggedObject(false, 0, new DERSequence(v)));
        return Der.bytes(new DERTaggedObject(false, BERTags.APPLICATION, APPLICATION_TAG, content));
    }

    private static void add(ASN1EncodableVector v, int tag, byte[] content) {
        v.add(new DERTaggedObject(false, tag, new DEROctetString(content)));
    }

    private static byte[] integer(long value) {
        return BigInteger.valueOf(value).toByteArray();
    }

    private static byte[] bcd(String digits) {
        return HexFormat.of().parseHex(digits.length() % 2 == 0 ? digits : "0" + digits);
    }

    /**
     * The PIP of a card, to be rerandomised before use.
     *
     * @param y scheme key IPp
     * @param z scheme key PPp
     * @throws RefusedException OID_NOT_SUPPORTED for a card PP, which has no identity
     */
    public PolymorphicIdentityAndPseudonym toPip(Point y, Point z) {
        return new PolymorphicIdentityAndPseudonym(header, type, p0,
                p1.orElseThrow(() -> new RefusedException(Refusal.OID_NOT_SUPPORTED, "a card PP has no identity")), p2, y, z);
    }

    /** The PP of a card, to be rerandomised before use. */
    public PolymorphicPseudonym toPp(Point z) {
        return new PolymorphicPseudonym(header, type, new Triple(p0, p2, z));
    }

    /** Shows no points: they are about a person. */
    @Override
    public String toString() {
        return "CardPolymorph[" + header.recipient() + "]";
    }
}
