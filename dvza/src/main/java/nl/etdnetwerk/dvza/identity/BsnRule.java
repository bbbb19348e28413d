package nl.etdnetwerk.dvza.identity;

/** What a decrypted identity has to be before a patient is looked for: nine digits that pass the eleven test (saml.md 7.3 N43). */
final class BsnRule {

    private static final int DIGITS = 9;
    private static final int ELEVEN = 11;

    private BsnRule() {}

    /** Whether it is a BSN; leading zeros belong to it. */
    static boolean holds(String identifier) {
        if (!identifier.matches("[0-9]{9}") || identifier.equals("000000000")) {
            return false;
        }
        int sum = -(identifier.charAt(DIGITS - 1) - '0');
        for (int i = 0; i < DIGITS - 1; i++) {
            sum += (DIGITS - i) * (identifier.charAt(i) - '0');
        }
        return sum % ELEVEN == 0;
    }
}
