package nl.etdnetwerk.polymorphic.message;

import java.util.Base64;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERSequence;

import nl.etdnetwerk.polymorphic.curve.Point;

/**
 * A pseudonym halfway between two service providers (bsnk.md 2.8, 3.6).
 *
 * @param migrationId hexadecimal groups, {@code XXXXXXXX-XXXXXXXX-XXXXXXXX}
 */
public record MigrationIntermediaryPseudonym(long schemeKeySetVersion, String source, long sourceKeySetVersion, String target,
        long targetKeySetVersion, String migrationId, IdentifierType type, Point point, Optional<Diversifier> diversifier) {

    /** Dotted object identifier of the DER form. */
    public static final String OID = Oids.MIGRATION_INTERMEDIARY_PSEUDONYM;

    /** The DER form. */
    public byte[] encode() {
        ASN1EncodableVector v = new ASN1EncodableVector();
        v.add(new ASN1ObjectIdentifier(Oids.MIGRATION_INTERMEDIARY_PSEUDONYM));
        v.add(new ASN1Integer(1));
        v.add(new ASN1Integer(schemeKeySetVersion));
        v.add(new DERIA5String(source));
        v.add(new ASN1Integer(sourceKeySetVersion));
        v.add(new DERIA5String(target));
        v.add(new ASN1Integer(targetKeySetVersion));
        v.add(new DERIA5String(migrationId));
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
    public static MigrationIntermediaryPseudonym decode(byte[] encoded) {
        Der.Reader in = new Der.Reader(Der.sequence(encoded));
        in.announced(OID);
        var mip = new MigrationIntermediaryPseudonym(in.number(), in.text(), in.number(), in.text(), in.number(), in.text(),
                PseudonymFields.type(in), PseudonymFields.point(in), BodyCodec.diversifier(in));
        in.end();
        return mip;
    }
}
