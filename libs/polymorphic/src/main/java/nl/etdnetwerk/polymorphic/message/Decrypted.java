package nl.etdnetwerk.polymorphic.message;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERSequence;

import nl.etdnetwerk.polymorphic.curve.Point;

/** What a service provider holds after decryption (bsnk.md 3.6). */
public sealed interface Decrypted {

    /** OIN of the service provider. */
    String recipient();

    /** Scheme key set version. */
    long schemeKeySetVersion();

    /** The type of identifier. */
    IdentifierType type();

    /** The DER form of bsnk.md 3.6. */
    byte[] encode();

    /**
     * A decrypted identity.
     *
     * @param identifier for type B nine digits, leading zeros restored
     */
    record Identity(String recipient, long schemeKeySetVersion, IdentifierType type, String identifier) implements Decrypted {

        @Override
        public byte[] encode() {
            return Der.bytes(Der.sequence(new ASN1ObjectIdentifier(Oids.IDENTITY), new ASN1Integer(1),
                    new ASN1Integer(schemeKeySetVersion), new DERIA5String(recipient), new ASN1Integer(type.code()),
                    new DERIA5String(identifier)));
        }

        /**
         * Reads the DER form.
         *
         * @throws nl.etdnetwerk.polymorphic.RefusedException OID_NOT_SUPPORTED, ASN1_SEQUENCE_DECODER, ASN1_MAPPING_FAILED
         */
        public static Identity decode(byte[] encoded) {
            Der.Reader in = new Der.Reader(Der.sequence(encoded));
            in.announced(Oids.IDENTITY);
            long sksv = in.number();
            String recipient = in.text();
            Identity i = new Identity(recipient, sksv, PseudonymFields.type(in), in.text());
            in.end();
            return i;
        }

        /** Does not show the identifier. */
        @Override
        public String toString() {
            return "Identity[" + type + " for " + recipient + "]";
        }
    }

    /**
     * A decrypted pseudonym.
     *
     * @param closingKeySetVersion version of the closing key, not of the message
     * @param point the pseudonym itself
     * @param diversifier as in the message
     */
    record Pseudonym(String recipient, long schemeKeySetVersion, long closingKeySetVersion, IdentifierType type, Point point,
            Optional<Diversifier> diversifier) implements Decrypted {

        /** Dotted object identifier of the DER form. */
        public static final String OID = Oids.PSEUDONYM;

        /** Eight digits of closing-key version, then the uncompressed point in upper-case hex: 170 characters (bsnk.md 2.10). */
        public String standard() {
            return String.format("%08d", closingKeySetVersion) + HexFormat.of().withUpperCase().formatHex(point.encode());
        }

        @Override
        public byte[] encode() {
            ASN1EncodableVector v = new ASN1EncodableVector();
            v.add(new ASN1ObjectIdentifier(Oids.PSEUDONYM));
            v.add(new ASN1Integer(1));
            v.add(new ASN1Integer(schemeKeySetVersion));
            v.add(new DERIA5String(recipient));
            v.add(new ASN1Integer(closingKeySetVersion));
            v.add(new ASN1Integer(type.code()));
            v.add(new DERIA5String(Base64.getEncoder().encodeToString(point.encode())));
            diversifier.ifPresent(d -> v.add(BodyCodec.tagged(0, BodyCodec.toAsn1(d))));
            return Der.bytes(new DERSequence(v));
        }

        /**
         * Reads the DER form.
         *
         * @throws nl.etdnetwerk.polymorphic.RefusedException OID_NOT_SUPPORTED, ASN1_SEQUENCE_DECODER, ASN1_MAPPING_FAILED, POINT_INVALID
         */
        public static Pseudonym decode(byte[] encoded) {
            Der.Reader in = new Der.Reader(Der.sequence(encoded));
            in.announced(OID);
            long sksv = in.number();
            String recipient = in.text();
            long ksv = in.number();
            IdentifierType type = PseudonymFields.type(in);
            Point point = PseudonymFields.point(in);
            Pseudonym p = new Pseudonym(recipient, sksv, ksv, type, point, BodyCodec.diversifier(in));
            in.end();
            return p;
        }

        /** Does not show the point. */
        @Override
        public String toString() {
            return "Pseudonym[" + type + " for " + recipient + "]";
        }
    }
}
