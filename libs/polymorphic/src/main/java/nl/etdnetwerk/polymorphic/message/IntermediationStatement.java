package nl.etdnetwerk.polymorphic.message;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * What BSNk signs along with an identity that an intermediary passes on: for whom it was made, and when and how surely the person
 * authenticated, as the AD told. So its receiver need not take the intermediary's word for it (medmij.md 6.3, steps 2, 6 and 8).
 * Carried as extra elements of a v2 envelope; the names are ours.
 *
 * @param intermediaryOin OIN of the party that may pass it on, 20 digits
 * @param authnInstant when the person authenticated
 * @param assuranceClass URI of the level that was reached
 */
public record IntermediationStatement(String intermediaryOin, Instant authnInstant, String assuranceClass) {

    private static final String INTERMEDIARY = "Intermediary";
    private static final String AUTHN_INSTANT = "AuthnInstant";
    private static final String ASSURANCE_CLASS = "AuthnContextClassRef";

    /** As extra elements. */
    public List<ExtraElement> elements() {
        return List.of(new ExtraElement.Text(INTERMEDIARY, intermediaryOin), new ExtraElement.Text(AUTHN_INSTANT, authnInstant.toString()),
                new ExtraElement.Text(ASSURANCE_CLASS, assuranceClass));
    }

    /** The statement in a message; empty unless each part is there exactly once. Whoever reads it verifies the signature. */
    public static Optional<IntermediationStatement> of(SignedMessage message) {
        List<ExtraElement> all = message.content().extraElements();
        Optional<String> intermediary = only(all, INTERMEDIARY);
        Optional<String> instant = only(all, AUTHN_INSTANT);
        Optional<String> level = only(all, ASSURANCE_CLASS);
        if (intermediary.isEmpty() || instant.isEmpty() || level.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IntermediationStatement(intermediary.get(), Instant.parse(instant.get()), level.get()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> only(List<ExtraElement> all, String key) {
        List<ExtraElement> found = all.stream().filter(e -> e.key().equals(key)).toList();
        return found.size() == 1 && found.get(0) instanceof ExtraElement.Text t ? Optional.of(t.value()) : Optional.empty();
    }
}
