package nl.etdnetwerk.polymorphic.issuance;

import java.security.SecureRandom;

import nl.etdnetwerk.polymorphic.curve.Curve;
import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.curve.Scalar;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicIdentity;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicIdentityAndPseudonym;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicPseudonym;
import nl.etdnetwerk.polymorphic.message.Triple;
import nl.etdnetwerk.polymorphic.signature.Ecdsa;

/** Makes polymorphic data unlinkable to what it came from, without changing whom it is about (bsnk.md 2.4). */
public final class Rerandomisation {

    private static final Curve CURVE = Curve.fast();

    private Rerandomisation() {}

    private static Triple rerandomise(Triple t, SecureRandom random) {
        Scalar r = Scalar.random(random);
        return new Triple(CURVE.add(t.a(), Ecdsa.G.multiply(r)), CURVE.add(t.b(), CURVE.multiply(t.c(), r)), t.c());
    }

    /** A fresh PI for the same person. */
    public static PolymorphicIdentity of(PolymorphicIdentity pi, SecureRandom random) {
        return new PolymorphicIdentity(pi.header(), rerandomise(pi.points(), random));
    }

    /** A fresh PP for the same person. */
    public static PolymorphicPseudonym of(PolymorphicPseudonym pp, SecureRandom random) {
        return new PolymorphicPseudonym(pp.header(), pp.type(), rerandomise(pp.points(), random));
    }

    /** A fresh PIP for the same person. */
    public static PolymorphicIdentityAndPseudonym of(PolymorphicIdentityAndPseudonym pip, SecureRandom random) {
        Scalar r = Scalar.random(random);
        Point p0 = CURVE.add(pip.p0(), Ecdsa.G.multiply(r));
        return new PolymorphicIdentityAndPseudonym(pip.header(), pip.type(), p0,
                CURVE.add(pip.p1(), CURVE.multiply(pip.y(), r)), CURVE.add(pip.p2(), CURVE.multiply(pip.z(), r)), pip.y(), pip.z());
    }
}
