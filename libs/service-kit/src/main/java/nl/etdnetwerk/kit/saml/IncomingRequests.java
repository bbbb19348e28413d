package nl.etdnetwerk.kit.saml;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.saml.Validated;
import nl.etdnetwerk.saml.message.Request;

/** Takes requests in: each that is right once, from who made it; what is refused is told in the trace and to the person. */
@ApplicationScoped
public class IncomingRequests {

    private final ReplayGuard replays;
    private final TraceEvents trace;

    /** With what was seen before. */
    public IncomingRequests(ReplayGuard replays, TraceEvents trace) {
        this.replays = replays;
        this.trace = trace;
    }

    /**
     * The request, once.
     *
     * @throws PageException REQUEST_REFUSED with its findings, REQUEST_OF_ANOTHER, REQUEST_REPLAYED
     */
    public <R extends Request> R accept(Validated<R> read, Arrival arrival) {
        if (!read.isValid()) {
            refused(read, arrival);
            throw new PageException("REQUEST_REFUSED", 400, read.findings());
        }
        R request = read.valid().orElseThrow();
        requireFirst(request, arrival);
        return request;
    }

    /** Tells of a request that has findings. */
    public <R extends Request> void refused(Validated<R> read, Arrival arrival) {
        String sender = arrival.deliveredBy().or(() -> read.value().map(Request::issuer)).orElse("?");
        trace.report("", sender, arrival.receiver(), arrival.kind(), arrival.ids(), "refused", arrival.size(),
                read.findings().get(0).code());
    }

    /**
     * Notes the request as seen; one that belongs to another than the party that delivered it is not noted (saml.md 1.2, 1.5).
     *
     * @throws PageException REQUEST_OF_ANOTHER, REQUEST_REPLAYED
     */
    public void requireFirst(Request request, Arrival arrival) {
        String code = "REQUEST_OF_ANOTHER";
        if (arrival.deliveredBy().stream().allMatch(request.issuer()::equals)) {
            if (replays.isFirst(request.issuer(), request.id())) {
                return;
            }
            code = "REQUEST_REPLAYED";
        }
        trace.report(request.id(), arrival.deliveredBy().orElse(request.issuer()), arrival.receiver(), arrival.kind(),
                ids(request, arrival), "refused", arrival.size(), code);
        throw new PageException(code, 400);
    }

    /** Tells of a request that was taken in, with what came of it: ok, or a code. */
    public void taken(Request request, Arrival arrival, String outcome) {
        trace.report(request.id(), request.issuer(), arrival.receiver(), arrival.kind(), ids(request, arrival), arrival.verified(),
                arrival.size(), outcome);
    }

    private static List<String> ids(Request request, Arrival arrival) {
        List<String> ids = new ArrayList<>(List.of(request.id()));
        ids.addAll(arrival.ids());
        return ids;
    }
}
