package nl.etdnetwerk.medmij.oauth;

import java.util.regex.Pattern;

/** The two ids that MedMij requests carry: headers in the back channel, parameters where a browser brings them (medmij.md 1.2, 2.2). */
public final class TraceIds {

    /** Of one request. */
    public static final String REQUEST = "MedMij-Request-ID";
    /** Of the flow it belongs to. */
    public static final String CORRELATION = "X-Correlation-ID";
    private static final Pattern UUID_TEXT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private TraceIds() {}

    /** Whether it is a UUID, as each has to be; null is not. */
    public static boolean isOne(String text) {
        return text != null && UUID_TEXT.matcher(text).matches();
    }
}
