package nl.etdnetwerk.persons;

/**
 * BSNs of made-up people. Files have their first eight digits; the ninth follows by the eleven test, so that no file, archive or
 * image of the product holds a BSN, and the same person has the same one everywhere.
 */
public final class TestBsn {

    private static final int STEM = 8;
    private static final int ELEVEN = 11;

    private TestBsn() {}

    /**
     * The BSN that begins with these digits.
     *
     * @param stem eight digits
     * @return nine digits: 9 times the first, 8 times the second and so on, less the last, is a multiple of eleven
     * @throws IllegalArgumentException when it is not eight digits, or no digit passes the test
     */
    public static String of(String stem) {
        if (stem == null || !stem.matches("[0-9]{8}")) {
            throw new IllegalArgumentException("eight digits");
        }
        int sum = 0;
        for (int i = 0; i < STEM; i++) {
            sum += (STEM + 1 - i) * (stem.charAt(i) - '0');
        }
        int last = sum % ELEVEN;
        if (last > 9) {
            throw new IllegalArgumentException("no BSN begins with these digits");
        }
        return stem + last;
    }
}
