package nl.etdnetwerk.polymorphic.message;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A signed structure as read or made. That it could be read says nothing about its signature.
 *
 * @param envelope which of bsnk.md 3.1
 * @param content what the signature covers
 * @param signedBytes the DER of the content exactly as received: signatures are over these bytes, never over a re-encoding
 * @param signature the signature value, of the kind that belongs to the envelope
 */
public record SignedMessage(Envelope envelope, Content content, byte[] signedBytes, SignatureValue signature) {

    /**
     * The second element of the outer SEQUENCE.
     *
     * @param body the unsigned structure
     * @param auditElement 16 bytes, opaque to recipients (bsnk.md 2.11)
     * @param signingKeyVersion version of BSNk's key U; present exactly with an ECDSA envelope
     * @param issuanceDate eight digits, first day of the month; present exactly with a v2 envelope
     * @param extraElements only with a v2 envelope around something encrypted
     */
    public record Content(Body body, byte[] auditElement, OptionalLong signingKeyVersion, Optional<String> issuanceDate,
            List<ExtraElement> extraElements) {}

    /** The body. */
    public Body body() {
        return content.body();
    }

    /** The complete DER. */
    public byte[] encode() {
        return MessageCodec.encode(this);
    }
}
