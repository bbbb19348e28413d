package nl.etdnetwerk.dvza.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import nl.etdnetwerk.polymorphic.message.IntermediationStatement;
import nl.etdnetwerk.saml.LevelOfAssurance;

/**
 * Whether a client may present an identity here and now, by what BSNk signed along with it (medmij.md 6.3, steps 2, 6 and 8).
 *
 * @param maxAge how long ago the person may have authenticated
 * @param skew how far clocks may differ
 */
record PresentationRules(Duration maxAge, Duration skew) {

    /**
     * What is presented, and to whom.
     *
     * @param clientOin OIN of the client
     * @param mayIntermediate whether the catalogue lets that party intermediate the service
     * @param minimum least level of the service
     */
    record Presented(Optional<IntermediationStatement> statement, Optional<String> clientOin, boolean mayIntermediate,
            LevelOfAssurance minimum) {}

    /** Code of the first rule that is broken; empty when it may. */
    Optional<String> refusal(Presented p, Instant now) {
        if (p.statement().isEmpty()) {
            return Optional.of("VI_WITHOUT_STATEMENT");
        }
        IntermediationStatement statement = p.statement().get();
        if (!p.clientOin().equals(Optional.of(statement.intermediaryOin()))) {
            return Optional.of("VI_OF_ANOTHER_DVP");
        }
        if (!p.mayIntermediate()) {
            return Optional.of("VI_MAY_NOT_INTERMEDIATE");
        }
        if (statement.authnInstant().isAfter(now.plus(skew)) || !statement.authnInstant().plus(maxAge).isAfter(now)) {
            return Optional.of("VI_NOT_RECENT");
        }
        return LevelOfAssurance.of(statement.assuranceClass()).filter(l -> l.satisfies(p.minimum())).isPresent()
                ? Optional.empty()
                : Optional.of("VI_LEVEL");
    }
}
