package nl.etdnetwerk.dvza.client;

import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.HttpHeaders;

/** The two ids that a client gives with every request in the back channel, a UUID each (medmij.md 2.2, 3.1). */
public final class TraceHeaders {

    /** Of one request. */
    public static final String REQUEST = "MedMij-Request-ID";
    /** Of the flow it belongs to. */
    public static final String CORRELATION = "X-Correlation-ID";
    private static final Pattern UUID_TEXT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private TraceHeaders() {}

    /** Whether both are there. */
    public static boolean areIn(HttpHeaders headers) {
        return uuid(headers.getHeaderString(REQUEST)).isPresent() && uuid(headers.getHeaderString(CORRELATION)).isPresent();
    }

    /** The id of the flow; anything but a UUID is none (medmij.md 1.5). */
    public static Optional<String> flow(HttpHeaders headers) {
        return uuid(headers.getHeaderString(CORRELATION));
    }

    private static Optional<String> uuid(String text) {
        return Optional.ofNullable(text).filter(t -> UUID_TEXT.matcher(t).matches());
    }
}
