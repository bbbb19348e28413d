package nl.etdnetwerk.polymorphic.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;

import nl.etdnetwerk.polymorphic.Refusal;
import nl.etdnetwerk.polymorphic.RefusedException;

/** Signed envelopes as DER (bsnk.md 3.3). */
public final class MessageCodec {

    private static final Pattern DATE = Pattern.compile("[0-9]{8}");
    private static final int AUDIT_BYTES = 16;

    private MessageCodec() {}

    /**
     * Reads a signed structure strictly. The signature is not verified here.
     *
     * @throws RefusedException OID_NOT_SUPPORTED, ASN1_SEQUENCE_DECODER, ASN1_MAPPING_FAILED, POINT_INVALID, or SIGNATURE_VERIFICATION_FAILED when the algorithm is not the envelope's
     */
    public static SignedMessage decode(byte[] encoded) {
        Der.Reader in = new Der.Reader(Der.sequence(encoded));
        String oid = in.first();
        Envelope envelope = Envelope.of(oid).orElseThrow(() -> new RefusedException(Refusal.OID_NOT_SUPPORTED, oid));
        return decode(envelope, in);
    }

    static SignedMessage decode(ASN1Encodable encoded) {
        Der.Reader in = new Der.Reader(encoded);
        String oid = in.oid();
        return decode(Envelope.of(oid).orElseThrow(() -> new RefusedException(Refusal.OID_NOT_SUPPORTED, oid)), in);
    }

    private static SignedMessage decode(Envelope envelope, Der.Reader in) {
        ASN1Encodable signed = in.any();
        SignedMessage.Content content = content(envelope, new Der.Reader(signed));
        Der.Reader signature = in.nested();
        String algorithm = signature.oid();
        Der.Reader pair = signature.nested();
        SignatureValue value = new SignatureValue(envelope.signature(), pair.integer(), pair.integer());
        pair.end();
        signature.end();
        in.end();
        if (!algorithm.equals(envelope.signature().oid())) {
            throw new RefusedException(Refusal.SIGNATURE_VERIFICATION_FAILED, "algorithm " + algorithm + " in " + envelope);
        }
        return new SignedMessage(envelope, content, Der.bytes((ASN1Object) signed), value);
    }

    private static SignedMessage.Content content(Envelope envelope, Der.Reader in) {
        Body body = BodyCodec.fromAsn1(in.any());
        if (!envelope.body().isInstance(body)) {
            throw Der.Reader.mismatch("envelope " + envelope + " holds a " + body.getClass().getSimpleName());
        }
        byte[] audit = in.octets();
        if (audit.length != AUDIT_BYTES) {
            throw Der.Reader.mismatch("audit element of " + audit.length + " bytes");
        }
        OptionalLong keyVersion = envelope.hasSigningKeyVersion() ? OptionalLong.of(in.number()) : OptionalLong.empty();
        Optional<String> date = envelope.hasIssuanceDate() ? Optional.of(in.text()) : Optional.empty();
        if (date.isPresent() && !DATE.matcher(date.get()).matches()) {
            throw Der.Reader.mismatch("issuanceDate is not eight digits");
        }
        List<ExtraElement> extra = envelope.mayHaveExtraElements() ? extraElements(in) : List.of();
        in.end();
        return new SignedMessage.Content(body, audit, keyVersion, date, extra);
    }

    private static List<ExtraElement> extraElements(Der.Reader in) {
        Der.Reader list = in.optionalSequence(2);
        if (list == null) {
            return List.of();
        }
        List<ExtraElement> elements = new ArrayList<>();
        while (list.hasNext()) {
            Der.Reader pair = list.nested();
            String key = pair.text();
            ASN1Encodable value = pair.any();
            pair.end();
            if (value instanceof ASN1UTF8String s) {
                elements.add(new ExtraElement.Text(key, text(s)));
            } else if (value instanceof ASN1Integer i) {
                elements.add(new ExtraElement.Number(key, i.getValue()));
            } else if (value instanceof ASN1OctetString o) {
                elements.add(new ExtraElement.Bytes(key, o.getOctets()));
            } else {
                throw Der.Reader.mismatch("extra element of an unknown type");
            }
        }
        return List.copyOf(elements);
    }

    private static String text(ASN1UTF8String s) {
        try {
            return s.getString();
        } catch (IllegalArgumentException e) {
            throw Der.Reader.mismatch("extra element is no UTF-8");
        }
    }

    /** The DER of the content, that is what gets signed. */
    public static byte[] encodeContent(SignedMessage.Content content) {
        ASN1EncodableVector v = new ASN1EncodableVector();
        v.add(BodyCodec.toAsn1(content.body()));
        v.add(new DEROctetString(content.auditElement()));
        content.signingKeyVersion().ifPresent(k -> v.add(new ASN1Integer(k)));
        content.issuanceDate().ifPresent(d -> v.add(new DERIA5String(d)));
        if (!content.extraElements().isEmpty()) {
            ASN1EncodableVector list = new ASN1EncodableVector();
            content.extraElements().forEach(e -> list.add(Der.sequence(new DERIA5String(e.key()), value(e))));
            v.add(BodyCodec.tagged(2, new DERSequence(list)));
        }
        return Der.bytes(new DERSequence(v));
    }

    private static ASN1Encodable value(ExtraElement e) {
        if (e instanceof ExtraElement.Text t) {
            return new DERUTF8String(t.value());
        } else if (e instanceof ExtraElement.Number n) {
            return new ASN1Integer(n.value());
        }
        return new DEROctetString(((ExtraElement.Bytes) e).value());
    }

    static byte[] encode(SignedMessage message) {
        return Der.bytes(toAsn1(message));
    }

    static DERSequence toAsn1(SignedMessage message) {
        return Der.sequence(new ASN1ObjectIdentifier(message.envelope().oid()), Der.raw(message.signedBytes()),
                Der.sequence(new ASN1ObjectIdentifier(message.signature().kind().oid()),
                        Der.sequence(new ASN1Integer(message.signature().r()), new ASN1Integer(message.signature().s()))));
    }
}
