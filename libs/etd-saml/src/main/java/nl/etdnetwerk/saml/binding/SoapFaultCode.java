package nl.etdnetwerk.saml.binding;

/** Who or what a fault is about (SOAP 1.1, 4.4.1); the names are those of the specification. */
public enum SoapFaultCode {
    /** An envelope of another version. */
    VersionMismatch,
    /** A header block that has to be understood and is not. */
    MustUnderstand,
    /** The message. */
    Client,
    /** The service. */
    Server;

    /** For a message that was not accepted, by the code of its finding. */
    public static SoapFaultCode of(String finding) {
        return switch (finding) {
            case SoapNode.VERSION -> VersionMismatch;
            case SoapNode.NOT_UNDERSTOOD -> MustUnderstand;
            default -> Client;
        };
    }
}
