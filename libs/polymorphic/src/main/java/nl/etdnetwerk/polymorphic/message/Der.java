package nl.etdnetwerk.polymorphic.message;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

import nl.etdnetwerk.polymorphic.Refusal;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.curve.Point;

/** Strict DER: what is read must be, byte for byte, what would be written. */
final class Der {

    /** No structure of the scheme comes near this; larger input is refused before it is parsed. */
    static final int MAX_BYTES = 16 * 1024;

    private Der() {}

    static ASN1Sequence sequence(byte[] encoded) {
        if (encoded.length > MAX_BYTES) {
            throw new RefusedException(Refusal.ASN1_SEQUENCE_DECODER, "larger than " + MAX_BYTES + " bytes");
        }
        try {
            ASN1Primitive p = ASN1Primitive.fromByteArray(encoded);
            if (!(p instanceof ASN1Sequence s) || !Arrays.equals(bytes(p), encoded)) {
                throw new RefusedException(Refusal.ASN1_SEQUENCE_DECODER, "not a DER SEQUENCE");
            }
            return s;
        } catch (IOException | RuntimeException e) {
            throw e instanceof RefusedException r ? r : new RefusedException(Refusal.ASN1_SEQUENCE_DECODER, e);
        }
    }

    static byte[] bytes(ASN1Object o) {
        try {
            return o.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static ASN1Primitive raw(byte[] der) {
        try {
            return ASN1Primitive.fromByteArray(der);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static DERSequence sequence(ASN1Encodable... elements) {
        return new DERSequence(elements);
    }

    static DERSequence points(Point... points) {
        ASN1EncodableVector v = new ASN1EncodableVector();
        for (Point p : points) {
            v.add(new DEROctetString(p.encode()));
        }
        return new DERSequence(v);
    }

    /** Reads the elements of a SEQUENCE in order; every mismatch is an {@link Refusal#ASN1_MAPPING_FAILED}. */
    static final class Reader {
        private final ASN1Sequence sequence;
        private int next;

        Reader(ASN1Encodable sequence) {
            if (!(sequence instanceof ASN1Sequence s)) {
                throw mismatch("a SEQUENCE was expected");
            }
            this.sequence = s;
        }

        static RefusedException mismatch(String what) {
            return new RefusedException(Refusal.ASN1_MAPPING_FAILED, what);
        }

        boolean hasNext() {
            return next < sequence.size();
        }

        ASN1Encodable any() {
            if (!hasNext()) {
                throw mismatch("an element is missing");
            }
            return sequence.getObjectAt(next++);
        }

        private <T> T typed(Class<T> type) {
            ASN1Encodable e = any();
            if (!type.isInstance(e)) {
                throw mismatch("a " + type.getSimpleName() + " was expected");
            }
            return type.cast(e);
        }

        /** The object identifier that has to come first: without one this is no structure of the scheme at all. */
        String first() {
            if (!hasNext() || !(sequence.getObjectAt(0) instanceof ASN1ObjectIdentifier)) {
                throw new RefusedException(Refusal.ASN1_SEQUENCE_DECODER, "no object identifier");
            }
            return oid();
        }

        /** That identifier and the scheme version, where only one structure will do. */
        void announced(String oid) {
            String found = first();
            if (!found.equals(oid)) {
                throw new RefusedException(Refusal.OID_NOT_SUPPORTED, found);
            }
            if (number() != 1) {
                throw mismatch("schemeVersion");
            }
        }

        String oid() {
            return typed(ASN1ObjectIdentifier.class).getId();
        }

        BigInteger integer() {
            return typed(ASN1Integer.class).getValue();
        }

        long number() {
            BigInteger v = integer();
            if (v.signum() < 0 || v.bitLength() > 62) {
                throw mismatch("a number is out of range");
            }
            return v.longValueExact();
        }

        /** A number that fits an int: none is cut off to look like another. */
        int smallNumber() {
            long n = number();
            if (n > Integer.MAX_VALUE) {
                throw mismatch("a number is out of range");
            }
            return (int) n;
        }

        String text() {
            return typed(ASN1IA5String.class).getString();
        }

        byte[] octets() {
            return typed(ASN1OctetString.class).getOctets();
        }

        Reader nested() {
            return new Reader(typed(ASN1Sequence.class));
        }

        /** The implicitly tagged element [tag] if it comes next, as base type. */
        ASN1Primitive optionalTagged(int tag, int baseType) {
            if (hasNext() && sequence.getObjectAt(next) instanceof org.bouncycastle.asn1.ASN1TaggedObject t
                    && t.hasContextTag(tag)) {
                next++;
                try {
                    return t.getBaseUniversal(false, baseType);
                } catch (RuntimeException e) {
                    throw mismatch("[" + tag + "] has the wrong content");
                }
            }
            return null;
        }

        Reader optionalSequence(int tag) {
            ASN1Primitive p = optionalTagged(tag, BERTags.SEQUENCE);
            return p == null ? null : new Reader(p);
        }

        String optionalText(int tag) {
            ASN1Primitive p = optionalTagged(tag, BERTags.IA5_STRING);
            return p == null ? null : ((ASN1IA5String) p).getString();
        }

        Point point() {
            byte[] encoded = octets();
            try {
                if (encoded.length != Point.UNCOMPRESSED_BYTES) {
                    throw new IllegalArgumentException("length");
                }
                return Point.decode(encoded);
            } catch (IllegalArgumentException e) {
                throw new RefusedException(Refusal.POINT_INVALID, "a point of the message is not valid");
            }
        }

        Triple triple() {
            Reader points = nested();
            Triple t = new Triple(points.point(), points.point(), points.point());
            points.end();
            return t;
        }

        void end() {
            if (hasNext()) {
                throw mismatch("there are more elements than the structure has");
            }
        }
    }
}
