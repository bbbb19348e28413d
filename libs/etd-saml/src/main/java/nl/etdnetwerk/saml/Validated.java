package nl.etdnetwerk.saml;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of a validation: the value when it could be read, and what is wrong with it. Only a value without findings may
 * be acted upon; one with findings is there to be shown.
 */
public record Validated<T>(Optional<T> value, List<Finding> findings) {

    /** Whether there is a value and nothing wrong with it. */
    public boolean isValid() {
        return value.isPresent() && findings.isEmpty();
    }

    /** The value, if nothing is wrong with it. */
    public Optional<T> valid() {
        return isValid() ? value : Optional.empty();
    }
}
