package nl.etdnetwerk.polymorphic.issuance;

import java.security.SecureRandom;
import java.util.Optional;

import nl.etdnetwerk.polymorphic.curve.Curve;
import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.curve.Scalar;
import nl.etdnetwerk.polymorphic.embedding.IdentityEmbedding;
import nl.etdnetwerk.polymorphic.embedding.IdentityEmbedding.Identifier;
import nl.etdnetwerk.polymorphic.embedding.PseudonymEmbedding;
import nl.etdnetwerk.polymorphic.key.SchemeKeySet;
import nl.etdnetwerk.polymorphic.message.Body.DirectEncryptedIdentity;
import nl.etdnetwerk.polymorphic.message.Body.DirectEncryptedPseudonym;
import nl.etdnetwerk.polymorphic.message.Diversifier;
import nl.etdnetwerk.polymorphic.message.Header;
import nl.etdnetwerk.polymorphic.message.Triple;
import nl.etdnetwerk.polymorphic.signature.Ecdsa;

/** BSNk-A straight to one service provider, without an AP in between (bsnk.md 2.6). */
public final class DirectIssuance {

    private static final Curve CURVE = Curve.fast();
    private final SchemeKeySet keys;
    private final String creator;
    private final SecureRandom random;

    /** An issuer with its own OIN as creator. */
    public DirectIssuance(SchemeKeySet keys, String creator, SecureRandom random) {
        this.keys = keys;
        this.creator = creator;
        this.random = random;
    }

    /** DEP: (tG, (PSD/DRK)W + t PDP, PDP). */
    public DirectEncryptedPseudonym pseudonym(Identifier identifier, Party serviceProvider, Optional<Diversifier> diversifier,
            Optional<String> authorizedParty) {
        Scalar t = Scalar.random(random);
        Scalar ped = keys.pseudonymRekey(serviceProvider.oin(), serviceProvider.keySetVersion());
        Scalar factor = keys.directReceive(serviceProvider.oin(), serviceProvider.keySetVersion(), diversifier).invert()
                .multiply(keys.shuffle(serviceProvider.oin(), diversifier));
        Point w = PseudonymEmbedding.embed(identifier, keys);
        Triple points = new Triple(Ecdsa.G.multiply(t), CURVE.multiplyAdd(w, factor, keys.pseudonymBase(), t.multiply(ped)),
                keys.pseudonymBase().multiply(ped));
        return new DirectEncryptedPseudonym(header(serviceProvider), identifier.type(), points, diversifier, authorizedParty);
    }

    /** DEI: (tG, P + t IDP, IDP). The caller has checked that the service provider may have an identity. */
    public DirectEncryptedIdentity identity(Identifier identifier, Party serviceProvider, String authorizedParty) {
        Scalar t = Scalar.random(random);
        Scalar ied = keys.identityRekey(serviceProvider.oin(), serviceProvider.keySetVersion());
        Triple points = new Triple(Ecdsa.G.multiply(t),
                CURVE.add(IdentityEmbedding.embed(identifier, random), keys.identityBase().multiply(t.multiply(ied))),
                keys.identityBase().multiply(ied));
        return new DirectEncryptedIdentity(header(serviceProvider), points, authorizedParty);
    }

    private Header header(Party serviceProvider) {
        return new Header(1, keys.version(), creator, serviceProvider.oin(), serviceProvider.keySetVersion());
    }
}
