package nl.etdnetwerk.ad.bsnk;

import java.io.IOException;
import java.util.List;

import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.decryption.SignatureVerification;
import nl.etdnetwerk.polymorphic.key.SchemePublicKeys;
import nl.etdnetwerk.polymorphic.message.Body;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicIdentity;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicPseudonym;
import nl.etdnetwerk.polymorphic.message.MessageCodec;
import nl.etdnetwerk.polymorphic.message.SignedMessage;

/**
 * What an AD looks at before it keeps polymorphic data (bsnk.md 4.1): one identity and one pseudonym, signed by BSNk with a key of the
 * scheme, and made for this AD. What is kept wrong would only show at somebody's first login.
 */
final class ActivationRules {

    private final SignatureVerification verification;
    private final String oin;

    /** For the AD with this OIN. */
    ActivationRules(SchemePublicKeys schemeKeys, String oin) {
        this.verification = new SignatureVerification(schemeKeys);
        this.oin = oin;
    }

    /**
     * Checks the structures of an activation.
     *
     * @throws IOException when something is wrong with one; nothing may be kept then
     */
    BsnkClient.Activated check(List<byte[]> structures) throws IOException {
        if (structures.size() != 2 || !is(structures.get(0), PolymorphicIdentity.class)
                || !is(structures.get(1), PolymorphicPseudonym.class)) {
            throw new IOException("BSNk gave no PI and PP of this AD");
        }
        return new BsnkClient.Activated(structures.get(0), structures.get(1));
    }

    private boolean is(byte[] structure, Class<? extends Body> type) throws IOException {
        try {
            SignedMessage message = MessageCodec.decode(structure);
            verification.verify(message);
            return type.isInstance(message.body()) && message.body().header().recipient().equals(oin);
        } catch (RefusedException e) {
            throw new IOException("BSNk gave a structure that is refused: " + e.refusal(), e);
        }
    }
}
