package nl.etdnetwerk.kit.saml;

import java.nio.charset.StandardCharsets;

import nl.etdnetwerk.kit.page.PageException;

/** RelayState of others: opaque, echoed as it is, and short (saml.md 1.3, 7.4 N61). */
public final class RelayStates {

    private static final int MAX_BYTES = 80;

    private RelayStates() {}

    /**
     * Checks one.
     *
     * @param relayState as received, null when there was none
     * @throws PageException RELAY_STATE_TOO_LONG
     */
    public static void check(String relayState) {
        if (relayState != null && relayState.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new PageException("RELAY_STATE_TOO_LONG", 400);
        }
    }
}
