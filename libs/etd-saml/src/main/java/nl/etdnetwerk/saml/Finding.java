package nl.etdnetwerk.saml;

/**
 * One thing that is wrong with a message or document. Validation collects all of them.
 *
 * @param code stable, to look up and to search for
 * @param clause where the rule comes from, for example {@code saml.md 1.4}
 * @param location the element or attribute, for example {@code AuthnRequest/@Destination}
 * @param expected what the rule asks
 * @param found what was there; never a secret or an identifier of a person
 */
public record Finding(String code, String clause, String location, String expected, String found) {

    @Override
    public String toString() {
        return code + " (" + clause + ") at " + location + ": expected " + expected + ", found " + found;
    }
}
