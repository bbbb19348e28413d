package nl.etdnetwerk.ad.enrolment;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.ad.bsnk.BsnkClient;
import nl.etdnetwerk.ad.means.MeansRegister;
import nl.etdnetwerk.ad.metadata.Authenticatiedienst;
import nl.etdnetwerk.bsnksoap.BsnkFault;
import nl.etdnetwerk.kit.account.LoginAccounts;

/** Checks a document with the BRP, activates at BSNk, and keeps name, credentials, PI and PP. */
@ApplicationScoped
public class Enrolment {

    /** What BSNk says of a person; anything else is between BSNk and this AD, and may be right in a minute. */
    private static final Set<BsnkFault.Reason> ABOUT_THE_PERSON = Set.of(BsnkFault.Reason.NotFound, BsnkFault.Reason.NotEnoughInfo,
            BsnkFault.Reason.NotUnique, BsnkFault.Reason.DocumentRejected, BsnkFault.Reason.ProvisioningRefused);
    private final BsnkClient bsnk;
    private final LoginAccounts accounts;
    private final MeansRegister means;
    private final Authenticatiedienst ad;

    /** What a person hands in. */
    public record Application(String username, String password, String totpSecret, String documentType, String documentNumber,
            LocalDate dateOfBirth) {}

    /** What came of it. */
    public enum Outcome {
        /** There is a means now. */
        ENROLLED,
        /** The name is taken. */
        NAME_TAKEN,
        /** Document and person were not confirmed, or may not have a means. */
        REJECTED
    }

    /** With BSNk and the accounts. */
    public Enrolment(BsnkClient bsnk, LoginAccounts accounts, MeansRegister means, Authenticatiedienst ad) {
        this.bsnk = bsnk;
        this.accounts = accounts;
        this.means = means;
        this.ad = ad;
    }

    /**
     * Enrols a person; nothing is stored unless it succeeds.
     *
     * @throws IOException when BSNk or BRP is away
     */
    public Outcome enrol(Application a) throws IOException {
        Optional<BsnkClient.BrpPerson> person = bsnk.findByDocument(a.documentType(), a.documentNumber(), a.dateOfBirth());
        if (person.isEmpty() || person.get().status().equals("OVERLEDEN")) {
            return Outcome.REJECTED;
        }
        // Only now: which names are taken is told to nobody without a document.
        if (accounts.exists(a.username())) {
            return Outcome.NAME_TAKEN;
        }
        BsnkClient.Activated activated;
        try {
            activated = bsnk.activate(person.get().bsn(), a.documentType(), a.documentNumber());
        } catch (BsnkFault f) {
            if (ABOUT_THE_PERSON.contains(f.reason())) {
                return Outcome.REJECTED;
            }
            throw new IOException(f);
        }
        MeansRegister.Means made = new MeansRegister.Means(a.username(), person.get().givenNames(), activated.pi(), activated.pp());
        return accounts.create(a.username(), a.password(), a.totpSecret(), h -> means.add(h, made, ad.level().name()))
                ? Outcome.ENROLLED
                : Outcome.NAME_TAKEN;
    }
}
