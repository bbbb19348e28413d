package nl.etdnetwerk.bsnk.service;

import nl.etdnetwerk.bsnksoap.BsnkElement;
import nl.etdnetwerk.bsnksoap.BsnkFault;

/** Reading fields of requests, with the fault the WSDL gives for what is missing or malformed. */
final class Requests {

    private Requests() {}

    static String required(BsnkElement e, String name, String pattern) throws BsnkFault {
        return e.child(name).filter(v -> v.matches(pattern))
                .orElseThrow(() -> new BsnkFault(BsnkFault.Reason.SyntaxError, name + " missing or malformed"));
    }

    static long keySetVersion(BsnkElement e, String name) throws BsnkFault {
        return Long.parseLong(required(e, name, "[1-9][0-9]{0,8}"));
    }

    /** Requester, who has to be the one that signed and connected. */
    static String requester(BsnkElement request, String peerOin) throws BsnkFault {
        String requester = required(request, "Requester", "[0-9]{20}");
        if (!requester.equals(peerOin)) {
            throw new BsnkFault(BsnkFault.Reason.AuthorizationError, "Requester is not the sender");
        }
        return requester;
    }

    static String requestId(BsnkElement request) throws BsnkFault {
        return request.attribute("RequestID").filter(v -> v.matches("[A-Za-z_][A-Za-z0-9_.-]{0,79}"))
                .orElseThrow(() -> new BsnkFault(BsnkFault.Reason.SyntaxError, "RequestID missing or malformed"));
    }
}
