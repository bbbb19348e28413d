package nl.etdnetwerk.ad.sso;

import java.time.Duration;
import java.time.Instant;

import nl.etdnetwerk.ad.authentication.PendingAuthentication;
import nl.etdnetwerk.saml.LevelOfAssurance;

/** When a session may serve an authentication: two hours at most, on its level or lower, never on LoA4 or under ForceAuthn (saml.md 1.13). */
final class SingleSignOnRule {

    private static final Duration LONGEST = Duration.ofHours(2);

    private SingleSignOnRule() {}

    /**
     * Whether it may.
     *
     * @param since when the person authenticated
     * @param level level that was reached then
     */
    static boolean serves(PendingAuthentication a, Instant since, LevelOfAssurance level, Instant now) {
        return !a.forceAuthn() && a.level() != LevelOfAssurance.LOA4 && level.satisfies(a.level()) && now.isBefore(since.plus(LONGEST));
    }
}
