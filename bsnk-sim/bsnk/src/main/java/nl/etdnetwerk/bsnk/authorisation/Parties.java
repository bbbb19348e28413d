package nl.etdnetwerk.bsnk.authorisation;

import java.security.cert.X509Certificate;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.time.NetworkClock;

/** Roles of parties according to the network metadata. */
@ApplicationScoped
public class Parties {

    private final NetworkDirectory directory;
    private final NetworkClock clock;

    /** From the directory. */
    public Parties(NetworkDirectory directory, NetworkClock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Whether an organisation takes part, in any role. */
    public boolean isParticipant(String oin) {
        return directory.participants().stream().anyMatch(p -> p.oin().equals(oin));
    }

    /** Whether an organisation is an AD. */
    public boolean isAuthenticatiedienst(String oin) {
        return is("AD", oin);
    }

    /** Whether an organisation is an HM. */
    public boolean isHerkenningsmakelaar(String oin) {
        return is("HM", oin);
    }

    private boolean is(String role, String oin) {
        return directory.participantsOf(role).stream().anyMatch(p -> p.oin().equals(oin));
    }

    /** Whether a certificate is one a DV with this OIN can be encrypted for. */
    public boolean isCertificateOfDienstverlener(X509Certificate certificate, String oin) {
        return directory.participantsOf("DV").stream().filter(p -> p.oin().equals(oin))
                .anyMatch(p -> p.encryptionKeys(clock.instant()).stream().anyMatch(k -> k.certificate().equals(certificate)));
    }
}
