package nl.etdnetwerk.kit.trace;

import java.time.Instant;
import java.util.List;

/**
 * One protocol message sent or received, or one thing a person or service did. Never holds a secret, BSN, EI, EP, code or token.
 *
 * @param at when
 * @param service name of the service that reports
 * @param flow id that this service knows the flow by: the first message id of the flow it saw
 * @param from who sent or did it
 * @param to whom it went to
 * @param kind what, for example {@code AuthnRequest}
 * @param ids message ids, by which events of one flow are found together
 * @param verified how it was verified, or how it was secured when sent
 * @param size bytes on the wire, 0 where there is no message
 * @param outcome ok, or the code of the refusal
 */
public record TraceEvent(Instant at, String service, String flow, String from, String to, String kind, List<String> ids, String verified,
        int size, String outcome) {}
