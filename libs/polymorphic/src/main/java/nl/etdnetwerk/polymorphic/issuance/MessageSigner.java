package nl.etdnetwerk.polymorphic.issuance;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import nl.etdnetwerk.polymorphic.curve.Curve.FixedBase;
import nl.etdnetwerk.polymorphic.curve.Scalar;
import nl.etdnetwerk.polymorphic.key.SchemeKeySet;
import nl.etdnetwerk.polymorphic.message.Body;
import nl.etdnetwerk.polymorphic.message.Body.CarriesIdentity;
import nl.etdnetwerk.polymorphic.message.Envelope;
import nl.etdnetwerk.polymorphic.message.ExtraElement;
import nl.etdnetwerk.polymorphic.message.Header;
import nl.etdnetwerk.polymorphic.message.MessageCodec;
import nl.etdnetwerk.polymorphic.message.SignatureKind;
import nl.etdnetwerk.polymorphic.message.SignatureValue;
import nl.etdnetwerk.polymorphic.message.SignedMessage;
import nl.etdnetwerk.polymorphic.signature.Ecdsa;
import nl.etdnetwerk.polymorphic.signature.Schnorr;

/**
 * Puts a body into its signed envelope (bsnk.md 2.9, 3.3): EI and EP are signed with the recipient's re-key over Y or Z, all
 * else with BSNk's key U.
 */
public final class MessageSigner {

    private final SchemeKeySet keys;
    private final AuditElements audit;
    private final Clock clock;
    private final SecureRandom random;

    /** A signer with the masters of one key set. */
    public MessageSigner(SchemeKeySet keys, AuditElements audit, Clock clock, SecureRandom random) {
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /** Signs in the v1 form without extra elements. */
    public SignedMessage sign(Body body) {
        return sign(body, StructureVersion.V1, List.of());
    }

    /**
     * Signs a body.
     *
     * @param extraElements only for the v2 form of something encrypted
     */
    public SignedMessage sign(Body body, StructureVersion version, List<ExtraElement> extraElements) {
        Envelope envelope = version.envelopeOf(body);
        if (!extraElements.isEmpty() && !envelope.mayHaveExtraElements()) {
            throw new IllegalArgumentException(envelope + " has no extra elements");
        }
        var content = new SignedMessage.Content(body, audit.next(),
                envelope.hasSigningKeyVersion() ? OptionalLong.of(keys.signingKeyVersion()) : OptionalLong.empty(),
                envelope.hasIssuanceDate() ? Optional.of(firstOfMonth()) : Optional.empty(), List.copyOf(extraElements));
        byte[] bytes = MessageCodec.encodeContent(content);
        return new SignedMessage(envelope, content, bytes, signature(envelope, body, bytes));
    }

    private String firstOfMonth() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).withDayOfMonth(1).format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private SignatureValue signature(Envelope envelope, Body body, byte[] bytes) {
        if (envelope.signature() == SignatureKind.ECDSA) {
            return Ecdsa.sign(keys.signingKey(), bytes);
        }
        Header h = body.header();
        boolean identity = body instanceof CarriesIdentity;
        Scalar key = identity
                ? keys.identityRekey(h.recipient(), h.recipientKeySetVersion())
                : keys.pseudonymRekey(h.recipient(), h.recipientKeySetVersion());
        FixedBase base = identity ? keys.identityBase() : keys.pseudonymBase();
        return Schnorr.sign(envelope.signature(), base, key, bytes, random);
    }
}
