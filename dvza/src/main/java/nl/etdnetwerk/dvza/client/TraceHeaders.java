package nl.etdnetwerk.dvza.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.core.HttpHeaders;

import nl.etdnetwerk.medmij.oauth.TraceIds;

/** The two ids that a client gives with every request in the back channel, a UUID each (medmij.md 2.2, 3.1). */
public final class TraceHeaders {

    private TraceHeaders() {}

    /** Whether both are there. */
    public static boolean areIn(HttpHeaders headers) {
        return TraceIds.isOne(headers.getHeaderString(TraceIds.REQUEST)) && TraceIds.isOne(headers.getHeaderString(TraceIds.CORRELATION));
    }

    /** The id of the flow; anything but a UUID is none (medmij.md 1.5). */
    public static Optional<String> flow(HttpHeaders headers) {
        return Optional.ofNullable(headers.getHeaderString(TraceIds.CORRELATION)).filter(TraceIds::isOne);
    }

    /**
     * Puts the ids from the headers among the parameters of a pushed request, where a request by browser has them (medmij.md 6.5).
     *
     * @return whether no parameter says anything else than its header
     */
    public static boolean join(Map<String, List<String>> parameters, HttpHeaders headers) {
        boolean same = true;
        for (String name : List.of(TraceIds.REQUEST, TraceIds.CORRELATION)) {
            String given = headers.getHeaderString(name);
            if (given != null) {
                same &= List.of(given).equals(parameters.getOrDefault(name, List.of(given)));
                parameters.putIfAbsent(name, List.of(given));
            }
        }
        return same;
    }
}
