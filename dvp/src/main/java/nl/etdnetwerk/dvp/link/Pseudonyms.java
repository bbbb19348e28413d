package nl.etdnetwerk.dvp.link;

import java.util.Base64;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.dvp.metadata.Dienstverlener;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.decryption.Decryption;
import nl.etdnetwerk.polymorphic.message.Decrypted;

/** From an encrypted pseudonym to the one this DVP knows a person by. */
@ApplicationScoped
public class Pseudonyms {

    private final Dienstverlener dienstverlener;

    /** With the keys of the DVP. */
    public Pseudonyms(Dienstverlener dienstverlener) {
        this.dienstverlener = dienstverlener;
    }

    /**
     * Decrypts the only value.
     *
     * @param values base64 of signed EPs
     * @throws PageException PSEUDONYM_MISSING, PSEUDONYM_REFUSED
     */
    public String decrypt(List<String> values) {
        if (values.size() != 1) {
            throw new PageException("PSEUDONYM_MISSING", 502);
        }
        try {
            return decrypt(Base64.getMimeDecoder().decode(values.get(0)));
        } catch (RefusedException | IllegalArgumentException e) {
            throw new PageException("PSEUDONYM_REFUSED", 502);
        }
    }

    /**
     * Decrypts a signed EP.
     *
     * @throws RefusedException with the codes of bsnk.md 2.7
     */
    public String decrypt(byte[] signedEp) {
        // What people are known by has to outlive the certificate of the DVP.
        Decryption decryption = dienstverlener.decryption();
        Decrypted d = decryption.decrypt(signedEp, decryption.lastingPseudonyms());
        if (d instanceof Decrypted.Pseudonym p) {
            return p.standard();
        }
        throw new IllegalArgumentException("an identity, not a pseudonym");
    }
}
