package nl.etdnetwerk.dvza.authorization;

/**
 * An authorization that ended without consent, until the person has read so.
 *
 * @param id as of the authorization
 * @param client name of the PGO
 * @param redirectUri of the client
 * @param state of the client
 * @param binding browser that started it
 * @param reason for the person only: the client gets one and the same answer (medmij.md 1.8)
 */
public record Denial(String id, String client, String redirectUri, String state, String binding, Reason reason) {

    /** Why no data are shared. */
    public enum Reason {
        /** The person left the landing page, or the login. */
        CANCELLED,
        /** What the HM said of the person is not usable here. */
        NOT_IDENTIFIED,
        /** The person did not consent. */
        REFUSED,
        /** No treatment relation, no data, or too young to consent. */
        NOT_AVAILABLE
    }
}
