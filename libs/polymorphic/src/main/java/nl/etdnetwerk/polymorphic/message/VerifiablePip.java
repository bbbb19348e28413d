package nl.etdnetwerk.polymorphic.message;

import java.math.BigInteger;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;

import nl.etdnetwerk.polymorphic.Refusal;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.curve.Point;

/**
 * VPIP: a signed PIP with the proof that it was made for the identity point p1 (bsnk.md 2.4, 3.3).
 *
 * @param pip envelope PIP or PIP_V2
 * @param p1 the plain identity point; a VPIP reveals the identity to whoever receives it
 * @param t AAD * PIP[1]
 * @param zp1 proof for the adherence key
 * @param zp2 proof for the randomness
 */
public record VerifiablePip(SignedMessage pip, Point p1, Point t, Proof zp1, Proof zp2) {

    /** Challenge and response of a Chaum-Pedersen proof. */
    public record Proof(BigInteger r, BigInteger s) {}

    /** The complete DER. */
    public byte[] encode() {
        String oid = pip.envelope() == Envelope.PIP_V2 ? Oids.VERIFIABLE_PIP_V2 : Oids.VERIFIABLE_PIP;
        return Der.bytes(Der.sequence(new ASN1ObjectIdentifier(oid), MessageCodec.toAsn1(pip),
                Der.sequence(new DEROctetString(p1.encode()), new DEROctetString(t.encode()), encode(zp1), encode(zp2))));
    }

    private static org.bouncycastle.asn1.DERSequence encode(Proof p) {
        return Der.sequence(new ASN1Integer(p.r()), new ASN1Integer(p.s()));
    }

    /**
     * Reads a VPIP strictly; neither signature nor proofs are verified here.
     *
     * @throws RefusedException as {@link MessageCodec#decode(byte[])}
     */
    public static VerifiablePip decode(byte[] encoded) {
        Der.Reader in = new Der.Reader(Der.sequence(encoded));
        String oid = in.oid();
        if (!oid.equals(Oids.VERIFIABLE_PIP) && !oid.equals(Oids.VERIFIABLE_PIP_V2)) {
            throw new RefusedException(Refusal.OID_NOT_SUPPORTED, oid);
        }
        SignedMessage pip = MessageCodec.decode(in.any());
        if (pip.envelope() != (oid.equals(Oids.VERIFIABLE_PIP) ? Envelope.PIP : Envelope.PIP_V2)) {
            throw Der.Reader.mismatch("a " + pip.envelope() + " inside " + oid);
        }
        Der.Reader proof = in.nested();
        VerifiablePip vpip = new VerifiablePip(pip, proof.point(), proof.point(), proof(proof), proof(proof));
        proof.end();
        in.end();
        return vpip;
    }

    private static Proof proof(Der.Reader in) {
        Der.Reader pair = in.nested();
        Proof p = new Proof(pair.integer(), pair.integer());
        pair.end();
        return p;
    }
}
