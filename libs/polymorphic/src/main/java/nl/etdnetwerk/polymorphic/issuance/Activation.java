package nl.etdnetwerk.polymorphic.issuance;

import java.security.SecureRandom;

import nl.etdnetwerk.polymorphic.curve.Curve;
import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.curve.Scalar;
import nl.etdnetwerk.polymorphic.embedding.IdentityEmbedding;
import nl.etdnetwerk.polymorphic.embedding.IdentityEmbedding.Identifier;
import nl.etdnetwerk.polymorphic.embedding.PseudonymEmbedding;
import nl.etdnetwerk.polymorphic.key.SchemeKeySet;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicIdentityAndPseudonym;
import nl.etdnetwerk.polymorphic.message.Header;
import nl.etdnetwerk.polymorphic.message.SignedMessage;
import nl.etdnetwerk.polymorphic.message.VerifiablePip;
import nl.etdnetwerk.polymorphic.signature.ChaumPedersen;
import nl.etdnetwerk.polymorphic.signature.Ecdsa;

/** BSNk-A: from an identifier to polymorphic data for one authentication provider (bsnk.md 2.4). */
public final class Activation {

    private static final Curve CURVE = Curve.fast();
    private final SchemeKeySet keys;
    private final String creator;
    private final SecureRandom random;

    /** An activator with its own OIN as creator. */
    public Activation(SchemeKeySet keys, String creator, SecureRandom random) {
        this.keys = keys;
        this.creator = creator;
        this.random = random;
    }

    /** A PIP for one person at one AP, randomised anew with every call. */
    public PolymorphicIdentityAndPseudonym activate(Identifier identifier, Party ap) {
        return draw(identifier, ap).pip;
    }

    private record Draw(PolymorphicIdentityAndPseudonym pip, Scalar t, Scalar adherence, Point identity) {}

    private Draw draw(Identifier identifier, Party ap) {
        Scalar adherence = keys.adherence(ap.oin(), ap.keySetVersion());
        Scalar a = adherence.invert();
        Scalar t = Scalar.random(random);
        Point identity = IdentityEmbedding.embed(identifier, random);
        Point w = PseudonymEmbedding.embed(identifier, keys);
        Header header = new Header(1, keys.version(), creator, ap.oin(), ap.keySetVersion());
        var pip = new PolymorphicIdentityAndPseudonym(header, identifier.type(), Ecdsa.G.multiply(t),
                CURVE.multiplyAdd(identity, a, keys.identityBase(), t), CURVE.multiplyAdd(w, a, keys.pseudonymBase(), t),
                keys.identityBase().point(), keys.pseudonymBase().point());
        return new Draw(pip, t, adherence, identity);
    }

    /** A PIP with the proof that it is about this identifier; whoever receives it learns the identifier. */
    public VerifiablePip activateVerifiably(Identifier identifier, Party ap, MessageSigner signer) {
        Draw draw = draw(identifier, ap);
        Point v = verificationPoint(ap);
        Point t = CURVE.multiply(draw.pip.p1(), draw.adherence);
        SignedMessage signed = signer.sign(draw.pip);
        return new VerifiablePip(signed, draw.identity, t,
                ChaumPedersen.prove(draw.adherence.invert(), t, v, random), ChaumPedersen.prove(draw.t, Point.G, v, random));
    }

    /** V = AAD(ap) * Y, given to an AP so that it can check proofs. */
    public Point verificationPoint(Party ap) {
        return keys.identityBase().multiply(keys.adherence(ap.oin(), ap.keySetVersion()));
    }

    /** Whether the proofs of a VPIP hold; the signature on the PIP inside is checked separately. */
    public static boolean proves(VerifiablePip vpip, Point verificationPoint, Point y, Identifier expected) {
        var pip = (PolymorphicIdentityAndPseudonym) vpip.pip().body();
        return pip.y().equals(y)
                && ChaumPedersen.verifies(vpip.zp1(), vpip.t(), pip.p1(), verificationPoint, y)
                && ChaumPedersen.verifies(vpip.zp2(), Point.G, pip.p0(), verificationPoint, CURVE.subtract(vpip.t(), vpip.p1()))
                && IdentityEmbedding.extract(vpip.p1()).equals(expected);
    }
}
