package nl.etdnetwerk.polymorphic.issuance;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import nl.etdnetwerk.polymorphic.curve.Curve;
import nl.etdnetwerk.polymorphic.curve.Curve.FixedBase;
import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.curve.Scalar;
import nl.etdnetwerk.polymorphic.key.SchemeKeySet;
import nl.etdnetwerk.polymorphic.message.Body.EncryptedIdentity;
import nl.etdnetwerk.polymorphic.message.Body.EncryptedPseudonym;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicIdentity;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicPseudonym;
import nl.etdnetwerk.polymorphic.message.Diversifier;
import nl.etdnetwerk.polymorphic.message.Header;
import nl.etdnetwerk.polymorphic.message.Triple;
import nl.etdnetwerk.polymorphic.signature.Ecdsa;

/**
 * BSNk-T: from polymorphic data of an AP to encrypted data for one service provider (bsnk.md 2.5). Rerandomisation is folded
 * into the same multiplications: with r random, A' = (AAD/k)A + (AAD r/k)G and B' = AAD B + (AAD r)C.
 */
public final class Transformation {

    private static final Curve CURVE = Curve.fast();
    private static final int CACHED_RECIPIENTS = 1000;
    private final SchemeKeySet keys;
    private final String creator;
    private final SecureRandom random;
    private final ConcurrentHashMap<Party, Rekey> identityKeys = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Party, Rekey> pseudonymKeys = new ConcurrentHashMap<>();

    /** The key of one recipient, its inverse, and the third point of everything encrypted for it. */
    private record Rekey(Scalar key, Scalar inverse, Point publicPoint) {}

    /** A transformer with its own OIN as creator. */
    public Transformation(SchemeKeySet keys, String creator, SecureRandom random) {
        this.keys = keys;
        this.creator = creator;
        this.random = random;
    }

    /** PI to EI. The caller has checked that the service provider may have an identity. */
    public EncryptedIdentity toIdentity(PolymorphicIdentity pi, Party serviceProvider) {
        Rekey rekey = rekey(identityKeys, serviceProvider, keys.identityBase(),
                p -> keys.identityRekey(p.oin(), p.keySetVersion()));
        Scalar aad = adherence(pi.header());
        return new EncryptedIdentity(header(serviceProvider), transform(pi.points(), aad, aad, rekey, keys.identityBase()));
    }

    /** PP to EP. */
    public EncryptedPseudonym toPseudonym(PolymorphicPseudonym pp, Party serviceProvider, Optional<Diversifier> diversifier) {
        Rekey rekey = rekey(pseudonymKeys, serviceProvider, keys.pseudonymBase(),
                p -> keys.pseudonymRekey(p.oin(), p.keySetVersion()));
        Scalar factor = adherence(pp.header()).multiply(keys.shuffle(serviceProvider.oin(), diversifier));
        return new EncryptedPseudonym(header(serviceProvider), pp.type(),
                transform(pp.points(), factor, factor, rekey, keys.pseudonymBase()), diversifier);
    }

    private Triple transform(Triple t, Scalar aFactor, Scalar bFactor, Rekey rekey, FixedBase third) {
        if (!t.c().equals(third.point())) {
            throw new IllegalArgumentException("polymorphic data of another key set");
        }
        Scalar r = Scalar.random(random);
        Scalar a = aFactor.multiply(rekey.inverse);
        return new Triple(CURVE.multiplyAdd(t.a(), a, Ecdsa.G, a.multiply(r)),
                CURVE.multiplyAdd(t.b(), bFactor, third, bFactor.multiply(r)), rekey.publicPoint);
    }

    private Scalar adherence(Header header) {
        return keys.adherence(header.recipient(), header.recipientKeySetVersion());
    }

    private Header header(Party serviceProvider) {
        return new Header(1, keys.version(), creator, serviceProvider.oin(), serviceProvider.keySetVersion());
    }

    private static Rekey rekey(ConcurrentHashMap<Party, Rekey> cache, Party party, FixedBase base, Function<Party, Scalar> derive) {
        if (cache.size() > CACHED_RECIPIENTS) {
            cache.clear();
        }
        return cache.computeIfAbsent(party, p -> {
            Scalar k = derive.apply(p);
            return new Rekey(k, k.invert(), base.multiply(k));
        });
    }
}
