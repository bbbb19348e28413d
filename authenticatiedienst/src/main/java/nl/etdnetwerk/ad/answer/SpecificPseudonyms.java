package nl.etdnetwerk.ad.answer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.ad.means.MeansRegister;
import nl.etdnetwerk.ad.metadata.Authenticatiedienst;
import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.saml.SpecificPseudonym;

/**
 * Pseudonyms that this AD makes itself, without BSNk: of the OIN of the service provider and what the person is known by inside
 * this AD (saml.md 1.8). The same at every login; another at another service provider, and at another AD.
 */
@ApplicationScoped
public class SpecificPseudonyms {

    private static final int MAKER_BYTES = 16;
    private static final String HMAC = "HmacSHA256";
    private final Authenticatiedienst ad;
    private final MeansRegister means;

    /** Of this AD. */
    public SpecificPseudonyms(Authenticatiedienst ad, MeansRegister means) {
        this.ad = ad;
        this.means = means;
    }

    /** The pseudonym of the holder of a means at the service provider with this OIN. */
    String of(String name, String oin) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(means.internalPseudonym(name), HMAC));
            byte[] maker = Arrays.copyOf(Sha256.digest(ad.entityId().getBytes(StandardCharsets.UTF_8)), MAKER_BYTES);
            return SpecificPseudonym.of(mac.doFinal(oin.getBytes(StandardCharsets.US_ASCII)), maker);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
