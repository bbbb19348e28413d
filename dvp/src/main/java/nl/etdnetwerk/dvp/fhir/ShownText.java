package nl.etdnetwerk.dvp.fhir;

/** Text that a zorgaanbieder chose, as it is kept and shown: without control characters, and not endless. */
final class ShownText {

    private static final int LONGEST = 300;

    private ShownText() {}

    static String of(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").codePoints().limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
