package nl.etdnetwerk.polymorphic.decryption;

import nl.etdnetwerk.polymorphic.Refusal;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.curve.Curve;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Migrants;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Recipient;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Type;
import nl.etdnetwerk.polymorphic.message.Decrypted.Pseudonym;
import nl.etdnetwerk.polymorphic.message.MigrationIntermediaryPseudonym;

/** Pseudonyms from one closing key to another and from one service provider to another (bsnk.md 2.8). */
public final class Migration {

    private Migration() {}

    /**
     * The same pseudonym under a newer closing key: N' = (PCD'/PCD) N.
     *
     * @throws RefusedException MATCHING_CLOSING_KEY_REQUIRED when a key is not one of this service provider and key set
     */
    public static Pseudonym convert(Pseudonym pseudonym, ServiceProviderKey from, ServiceProviderKey to) {
        requireClosing(from, pseudonym, pseudonym.closingKeySetVersion());
        requireClosing(to, pseudonym, to.recipient().map(Recipient::keySetVersion).orElse(-1L));
        return new Pseudonym(pseudonym.recipient(), pseudonym.schemeKeySetVersion(), to.recipient().orElseThrow().keySetVersion(),
                pseudonym.type(), Curve.fast().multiply(pseudonym.point(), to.scalar().multiply(from.scalar().invert())),
                pseudonym.diversifier());
    }

    private static void requireClosing(ServiceProviderKey key, Pseudonym pseudonym, long version) {
        if (key.type() != Type.EP_CLOSING || key.schemeKeySetVersion() != pseudonym.schemeKeySetVersion()
                || !key.owner().equals(new Recipient(pseudonym.recipient(), version))) {
            throw new RefusedException(Refusal.MATCHING_CLOSING_KEY_REQUIRED, "version " + version);
        }
    }

    /**
     * First half, at the source: MIP = src N.
     *
     * @throws RefusedException MATCHING_MIGRATION_SOURCE_KEY_REQUIRED
     */
    public static MigrationIntermediaryPseudonym export(Pseudonym pseudonym, ServiceProviderKey key) {
        if (key.type() != Type.MIGRATION_SOURCE || !(key.owner() instanceof Migrants m)
                || !m.source().equals(pseudonym.recipient()) || m.sourceKeySetVersion() != pseudonym.closingKeySetVersion()
                || key.schemeKeySetVersion() != pseudonym.schemeKeySetVersion()
                || !key.diversifier().equals(pseudonym.diversifier())) {
            throw new RefusedException(Refusal.MATCHING_MIGRATION_SOURCE_KEY_REQUIRED, "export");
        }
        return new MigrationIntermediaryPseudonym(pseudonym.schemeKeySetVersion(), m.source(), m.sourceKeySetVersion(),
                m.target(), m.targetKeySetVersion(), m.migrationId(), pseudonym.type(),
                Curve.fast().multiply(pseudonym.point(), key.scalar()), pseudonym.diversifier());
    }

    /**
     * Second half, at the target: N = tgt MIP.
     *
     * @throws RefusedException MATCHING_MIGRATION_TARGET_KEY_REQUIRED
     */
    public static Pseudonym importFrom(MigrationIntermediaryPseudonym mip, ServiceProviderKey key) {
        if (key.type() != Type.MIGRATION_TARGET || key.schemeKeySetVersion() != mip.schemeKeySetVersion()
                || !key.owner().equals(new Migrants(mip.source(), mip.sourceKeySetVersion(), mip.target(),
                        mip.targetKeySetVersion(), mip.migrationId()))
                || !key.diversifier().equals(mip.diversifier())) {
            throw new RefusedException(Refusal.MATCHING_MIGRATION_TARGET_KEY_REQUIRED, "import");
        }
        return new Pseudonym(mip.target(), mip.schemeKeySetVersion(), mip.targetKeySetVersion(), mip.type(),
                Curve.fast().multiply(mip.point(), key.scalar()), mip.diversifier());
    }
}
