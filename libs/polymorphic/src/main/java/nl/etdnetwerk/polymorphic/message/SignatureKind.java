package nl.etdnetwerk.polymorphic.message;

/** The signature algorithms of bsnk.md 2.9. */
public enum SignatureKind {
    /** Legacy EC-Schnorr by the transformer. */
    EC_SCHNORR("0.4.0.127.0.7.1.1.4.3.3"),
    /** ECSDSA by the transformer. */
    ECSDSA("0.4.0.127.0.7.1.1.4.4.3"),
    /** ECDSA with SHA-384 by BSNk's key U. */
    ECDSA("1.2.840.10045.4.3.3");

    private final String oid;

    SignatureKind(String oid) {
        this.oid = oid;
    }

    /** Dotted object identifier. */
    public String oid() {
        return oid;
    }
}
