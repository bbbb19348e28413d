package nl.etdnetwerk.bsnksoap;

import nl.etdnetwerk.saml.Finding;
import nl.etdnetwerk.saml.binding.SoapFaultCode;

/** A fault of BSNk with one of its reasons (bsnk.md 4.1). */
public final class BsnkFault extends Exception {

    private final Reason reason;
    private final SoapFaultCode blame;

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
        this(reason, reason == Reason.TemporarilyUnavailable ? SoapFaultCode.Server : SoapFaultCode.Client, reason + ": " + description);
    }

    private BsnkFault(Reason reason, SoapFaultCode blame, String message) {
        super(message);
        this.reason = reason;
        this.blame = blame;
    }

    /** For what is no message, or one in an envelope that asks more of its reader than BSNk speaks. */
    static BsnkFault ofEnvelope(Finding finding) {
        SoapFaultCode blame = SoapFaultCode.of(finding.code());
        return new BsnkFault(Reason.SyntaxError, blame, Reason.SyntaxError + ": " + finding.code()
                + (blame == SoapFaultCode.MustUnderstand ? " " + finding.found() : ""));
    }

    /** Whether SOAP itself has a word for it, so that it needs none of the description of a service. */
    boolean isOfEnvelope() {
        return blame == SoapFaultCode.MustUnderstand || blame == SoapFaultCode.VersionMismatch;
    }

    /** Who or what it is about. */
    SoapFaultCode blame() {
        return blame;
    }

    /** The reason. */
    public Reason reason() {
        return reason;
    }
}
