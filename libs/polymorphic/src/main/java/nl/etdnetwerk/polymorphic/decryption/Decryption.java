package nl.etdnetwerk.polymorphic.decryption;

import java.util.Optional;
import java.util.OptionalLong;

import nl.etdnetwerk.polymorphic.Refusal;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.curve.Curve;
import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.curve.Scalar;
import nl.etdnetwerk.polymorphic.embedding.IdentityEmbedding;
import nl.etdnetwerk.polymorphic.key.SchemePublicKeys;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Type;
import nl.etdnetwerk.polymorphic.message.Body;
import nl.etdnetwerk.polymorphic.message.Body.CarriesIdentity;
import nl.etdnetwerk.polymorphic.message.Body.CarriesPseudonym;
import nl.etdnetwerk.polymorphic.message.Body.DirectEncryptedIdentity;
import nl.etdnetwerk.polymorphic.message.Body.DirectEncryptedPseudonym;
import nl.etdnetwerk.polymorphic.message.Decrypted;
import nl.etdnetwerk.polymorphic.message.Header;
import nl.etdnetwerk.polymorphic.message.MessageCodec;
import nl.etdnetwerk.polymorphic.message.SignedMessage;
import nl.etdnetwerk.polymorphic.message.Triple;

/** Decryption of EI, EP, DEP and DEI with every check of bsnk.md 2.7 before it. Safe to share between threads. */
public final class Decryption {

    private static final Curve CURVE = Curve.fast();
    private final SignatureVerification verification;
    private final ServiceProviderKeys keys;

    /**
     * What the caller says about itself and its wishes.
     *
     * @param authorizedParty OIN the caller acts as; compared where a message names an authorized party
     * @param targetClosingKey key set version of the closing key to use; that of the message when absent
     */
    public record Request(Optional<String> authorizedParty, OptionalLong targetClosingKey) {

        /** No authorized party, closing key of the message's own version. */
        public static final Request PLAIN = new Request(Optional.empty(), OptionalLong.empty());
    }

    /** What makes pseudonyms that stay the same when the key set version becomes another. */
    public Request lastingPseudonyms() {
        return new Request(Optional.empty(), keys.lastingClosingKey());
    }

    /** A decryption with the keys of one service provider. */
    public Decryption(SchemePublicKeys schemeKeys, ServiceProviderKeys keys) {
        this.verification = new SignatureVerification(schemeKeys);
        this.keys = keys;
    }

    /**
     * Decrypts whatever kind of message this is; the result says which it was.
     *
     * @param signed DER of a signed EI, EP, DEP or DEI in any envelope
     * @throws RefusedException with the codes of bsnk.md 2.7
     */
    public Decrypted decrypt(byte[] signed, Request request) {
        return decrypt(MessageCodec.decode(signed), request);
    }

    /** As {@link #decrypt(byte[], Request)}, for a message that was read already. */
    public Decrypted decrypt(SignedMessage message, Request request) {
        if (message.body() instanceof CarriesIdentity identity) {
            return identity(message, identity, request);
        } else if (message.body() instanceof CarriesPseudonym pseudonym) {
            return pseudonym(message, pseudonym, request);
        }
        throw new RefusedException(Refusal.OID_NOT_SUPPORTED, message.envelope() + " is not for a service provider");
    }

    private Decrypted.Identity identity(SignedMessage message, CarriesIdentity body, Request request) {
        ServiceProviderKey key = decryptionKey(message, body, Type.EI_DECRYPTION);
        if (body instanceof DirectEncryptedIdentity dei) {
            checkAuthorizedParty(Optional.of(dei.authorizedParty()), request);
        }
        Triple t = body.points();
        var found = IdentityEmbedding.extract(CURVE.subtract(t.b(), CURVE.multiply(t.a(), key.scalar())));
        return new Decrypted.Identity(body.header().recipient(), body.header().schemeKeySetVersion(), found.type(), found.value());
    }

    private Decrypted.Pseudonym pseudonym(SignedMessage message, CarriesPseudonym body, Request request) {
        Header header = body.header();
        ServiceProviderKey key = decryptionKey(message, body, Type.EP_DECRYPTION);
        Optional<ServiceProviderKey> directReceive = Optional.empty();
        if (body instanceof DirectEncryptedPseudonym dep) {
            directReceive = Optional.of(keys.find(Type.DIRECT_RECEIVE, header, header.recipientKeySetVersion(), body.diversifier())
                    .orElseThrow(() -> new RefusedException(Refusal.MATCHING_DIRECT_RECEIVE_KEY_REQUIRED, describe(header))));
            checkAuthorizedParty(dep.authorizedParty(), request);
        }
        long closingVersion = request.targetClosingKey().orElse(header.recipientKeySetVersion());
        Scalar closing = keys.find(Type.EP_CLOSING, header, closingVersion, Optional.empty())
                .orElseThrow(() -> new RefusedException(Refusal.MATCHING_CLOSING_KEY_REQUIRED, "version " + closingVersion)).scalar();
        Scalar factor = directReceive.map(k -> k.scalar().multiply(closing)).orElse(closing);
        // N = f*B - (f*PDD)*A in one double multiplication, f = PCD or PCD*DRK (bsnk.md 7).
        Point n = CURVE.multiplyAdd(body.points().b(), factor, body.points().a(), factor.multiply(key.scalar()).negate());
        if (n.isInfinity()) {
            throw new RefusedException(Refusal.POINT_INVALID, "decrypts to infinity");
        }
        return new Decrypted.Pseudonym(header.recipient(), header.schemeKeySetVersion(), closingVersion, body.type(), n,
                body.diversifier());
    }

    private ServiceProviderKey decryptionKey(SignedMessage message, Body.Encrypted body, Type type) {
        Header header = body.header();
        Optional<ServiceProviderKey> key = keys.find(type, header, header.recipientKeySetVersion(), Optional.empty());
        verification.verify(message, key.map(keys::publicPoint).orElse(null));
        // Keys here are of the one version there is (bsnk.md 2.7, check 5).
        ServiceProviderKey found = key.filter(k -> header.schemeVersion() == SignatureVerification.SCHEME_VERSION)
                .orElseThrow(() -> new RefusedException(Refusal.MATCHING_SERVICE_PROVIDER_KEY_REQUIRED, describe(header)));
        // Without this comparison a forger could choose the third point and sign with its own key.
        if (!keys.publicPoint(found).point().equals(body.points().c())) {
            throw new RefusedException(Refusal.MATCHING_SERVICE_PROVIDER_KEY_REQUIRED, "made for another public key");
        }
        return found;
    }

    private static String describe(Header header) {
        return "recipient " + header.recipient() + " version " + header.recipientKeySetVersion();
    }

    private static void checkAuthorizedParty(Optional<String> named, Request request) {
        if (named.isPresent() && !named.equals(request.authorizedParty())) {
            throw new RefusedException(Refusal.DIRECT_TRANSMISSION_DECRYPTION_NOT_AUTHORIZED, "another party was named");
        }
    }
}
