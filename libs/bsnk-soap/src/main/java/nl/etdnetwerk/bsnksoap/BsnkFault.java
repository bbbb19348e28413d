package nl.etdnetwerk.bsnksoap;

/** A fault of BSNk with one of its reasons (bsnk.md 4.1). */
public final class BsnkFault extends Exception {

    private final Reason reason;

    /** Reasons of the published WSDLs, and InvalidRequest of the key delivery. */
    public enum Reason {
        /** Nobody found. */
        NotFound,
        /** Not allowed. */
        AuthorizationError,
        /** Message not understood. */
        SyntaxError,
        /** Try later. */
        TemporarilyUnavailable,
        /** More is needed to find one person. */
        NotEnoughInfo,
        /** More than one person. */
        NotUnique,
        /** The identity document is not accepted. */
        DocumentRejected,
        /** Not given to this party. */
        ProvisioningRefused,
        /** The request cannot be served. */
        InvalidRequest
    }

    /** Whether it says something of the message or of BSNk, not of the person: such a reason may come without detail (bsnk.md 4.1). */
    public boolean isGeneral() {
        return reason == Reason.AuthorizationError || reason == Reason.SyntaxError || reason == Reason.TemporarilyUnavailable;
    }

    /** With a description for a log line, never with data of a person. */
    public BsnkFault(Reason reason, String description) {
        super(reason + ": " + description);
        this.reason = reason;
    }

    /** The reason. */
    public Reason reason() {
        return reason;
    }
}
