package nl.etdnetwerk.polymorphic.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

import nl.etdnetwerk.polymorphic.Refusal;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.message.Body.DirectEncryptedIdentity;
import nl.etdnetwerk.polymorphic.message.Body.DirectEncryptedPseudonym;
import nl.etdnetwerk.polymorphic.message.Body.EncryptedIdentity;
import nl.etdnetwerk.polymorphic.message.Body.EncryptedPseudonym;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicIdentity;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicIdentityAndPseudonym;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicPseudonym;

/** Unsigned bodies as DER (bsnk.md 3.2). */
public final class BodyCodec {

    private BodyCodec() {}

    /** The DER of a body, for example to hash it for a SameID element. */
    public static byte[] encode(Body body) {
        return Der.bytes(toAsn1(body));
    }

    /**
     * Reads an unsigned body.
     *
     * @throws RefusedException with the codes of bsnk.md 2.7
     */
    public static Body decode(byte[] encoded) {
        return fromAsn1(Der.sequence(encoded));
    }

    static DERSequence toAsn1(Body body) {
        ASN1EncodableVector v = new ASN1EncodableVector();
        Header h = body.header();
        v.add(new ASN1ObjectIdentifier(Oids.of(body.getClass())));
        v.add(new ASN1Integer(h.schemeVersion()));
        v.add(new ASN1Integer(h.schemeKeySetVersion()));
        v.add(new DERIA5String(h.creator()));
        v.add(new DERIA5String(h.recipient()));
        v.add(new ASN1Integer(h.recipientKeySetVersion()));
        if (body instanceof PolymorphicIdentity b) {
            v.add(points(b.points()));
        } else if (body instanceof PolymorphicPseudonym b) {
            v.add(type(b.type()));
            v.add(points(b.points()));
        } else if (body instanceof PolymorphicIdentityAndPseudonym b) {
            v.add(type(b.type()));
            v.add(Der.points(b.p0(), b.p1(), b.p2(), b.y(), b.z()));
        } else if (body instanceof EncryptedIdentity b) {
            v.add(points(b.points()));
        } else if (body instanceof EncryptedPseudonym b) {
            v.add(type(b.type()));
            v.add(points(b.points()));
            b.diversifier().ifPresent(d -> v.add(tagged(0, toAsn1(d))));
        } else if (body instanceof DirectEncryptedPseudonym b) {
            v.add(type(b.type()));
            v.add(points(b.points()));
            b.diversifier().ifPresent(d -> v.add(tagged(0, toAsn1(d))));
            b.authorizedParty().ifPresent(p -> v.add(tagged(1, new DERIA5String(p))));
        } else if (body instanceof DirectEncryptedIdentity b) {
            v.add(points(b.points()));
            v.add(tagged(1, new DERIA5String(b.authorizedParty())));
        }
        return new DERSequence(v);
    }

    private static ASN1Integer type(IdentifierType type) {
        return new ASN1Integer(type.code());
    }

    private static DERSequence points(Triple t) {
        return Der.points(t.a(), t.b(), t.c());
    }

    static DERTaggedObject tagged(int tag, ASN1Encodable content) {
        return new DERTaggedObject(false, tag, content);
    }

    /** The DER of a diversifier, an input of key derivation. */
    public static byte[] encode(Diversifier diversifier) {
        return Der.bytes(toAsn1(diversifier));
    }

    static DERSequence toAsn1(Diversifier diversifier) {
        ASN1EncodableVector v = new ASN1EncodableVector();
        for (Diversifier.Entry e : diversifier.entries()) {
            v.add(Der.sequence(new DERIA5String(e.key()), new DERIA5String(e.value())));
        }
        return new DERSequence(v);
    }

    static Body fromAsn1(ASN1Encodable encoded) {
        Der.Reader in = new Der.Reader(encoded);
        String oid = in.oid();
        Header header = header(in);
        Body body = body(oid, header, in);
        in.end();
        return body;
    }

    private static Header header(Der.Reader in) {
        try {
            return new Header(in.smallNumber(), in.number(), in.text(), in.text(), in.number());
        } catch (IllegalArgumentException e) {
            throw Der.Reader.mismatch(e.getMessage());
        }
    }

    private static Body body(String oid, Header header, Der.Reader in) {
        if (oid.equals(Oids.of(PolymorphicIdentity.class))) {
            return new PolymorphicIdentity(header, in.triple());
        } else if (oid.equals(Oids.of(PolymorphicPseudonym.class))) {
            return new PolymorphicPseudonym(header, PseudonymFields.type(in), in.triple());
        } else if (oid.equals(Oids.of(PolymorphicIdentityAndPseudonym.class))) {
            IdentifierType type = PseudonymFields.type(in);
            Der.Reader p = in.nested();
            var pip = new PolymorphicIdentityAndPseudonym(header, type, p.point(), p.point(), p.point(), p.point(), p.point());
            p.end();
            return pip;
        } else if (oid.equals(Oids.of(EncryptedIdentity.class))) {
            return new EncryptedIdentity(header, in.triple());
        } else if (oid.equals(Oids.of(EncryptedPseudonym.class))) {
            return new EncryptedPseudonym(header, PseudonymFields.type(in), in.triple(), diversifier(in));
        } else if (oid.equals(Oids.of(DirectEncryptedPseudonym.class))) {
            return new DirectEncryptedPseudonym(header, PseudonymFields.type(in), in.triple(), diversifier(in),
                    Optional.ofNullable(in.optionalText(1)));
        } else if (oid.equals(Oids.of(DirectEncryptedIdentity.class))) {
            Triple points = in.triple();
            String party = in.optionalText(1);
            if (party == null) {
                throw Der.Reader.mismatch("authorizedParty is missing");
            }
            return new DirectEncryptedIdentity(header, points, party);
        }
        throw new RefusedException(Refusal.OID_NOT_SUPPORTED, "body " + oid);
    }

    static Optional<Diversifier> diversifier(Der.Reader in) {
        Der.Reader list = in.optionalSequence(0);
        if (list == null) {
            return Optional.empty();
        }
        List<Diversifier.Entry> entries = new ArrayList<>();
        try {
            while (list.hasNext()) {
                Der.Reader pair = list.nested();
                entries.add(new Diversifier.Entry(pair.text(), pair.text()));
                pair.end();
            }
            return Optional.of(new Diversifier(entries));
        } catch (IllegalArgumentException e) {
            throw Der.Reader.mismatch(e.getMessage());
        }
    }
}
