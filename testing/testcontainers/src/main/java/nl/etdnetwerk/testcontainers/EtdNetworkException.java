package nl.etdnetwerk.testcontainers;

/** The network did not do what a test asked; the message says what and has the last lines of who failed. */
public final class EtdNetworkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EtdNetworkException(String message, Throwable cause) {
        super(message, cause);
    }
}
