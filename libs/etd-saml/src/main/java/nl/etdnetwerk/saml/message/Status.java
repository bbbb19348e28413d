package nl.etdnetwerk.saml.message;

import java.util.Optional;
import java.util.Set;

/**
 * Status of a response (saml.md 1.12).
 *
 * @param top last part of the top-level code, for example {@code Success}
 * @param second last part of the second-level code
 * @param message for people; never shown without escaping
 */
public record Status(String top, Optional<String> second, Optional<String> message) {

    private static final Set<String> TOP = Set.of("Success", "Requester", "Responder", "VersionMismatch");
    private static final Set<String> SECOND = Set.of("AuthnFailed", "InvalidAttrNameOrValue", "InvalidNameIDPolicy", "NoAuthnContext",
            "NoAvailableIDP", "NoPassive", "NoSupportedIDP", "PartialLogout", "ProxyCountExceeded", "RequestDenied", "RequestUnsupported",
            "RequestVersionDeprecated", "RequestVersionTooHigh", "RequestVersionTooLow", "ResourceNotRecognized", "TooManyResponses",
            "UnknownAttrProfile", "UnknownPrincipal", "UnsupportedBinding");
    /** In the place of a code that somebody made up. */
    public static final String OTHER = "OTHER";
    /** Prefix of every code. */
    public static final String PREFIX = "urn:oasis:names:tc:SAML:2.0:status:";
    /** It worked. */
    public static final Status SUCCESS = new Status("Success", Optional.empty(), Optional.empty());
    /** The person cancelled. */
    public static final Status CANCELLED = new Status("Responder", Optional.of("AuthnFailed"), Optional.of("Authentication cancelled"));

    /** None of the identity providers that a request names can be used. */
    public static final Status NO_SUPPORTED_IDP = new Status("Requester", Optional.of("NoSupportedIDP"), Optional.empty());

    /** The message was understood but something in it cannot be served. */
    public static Status unsupported(String why) {
        return new Status("Responder", Optional.of("RequestUnsupported"), Optional.of(why));
    }

    /** A message that is refused. */
    public static Status refused(String why) {
        return new Status("Requester", Optional.of("RequestUnsupported"), Optional.of(why));
    }

    /**
     * The one code that says most, for logs and figures: the second-level one or else the top one, of those that SAML Core 3.2.2.2 has;
     * anything else another party made up is {@code OTHER}.
     */
    public String code() {
        return second.map(s -> SECOND.contains(s) ? s : OTHER).orElse(TOP.contains(top) ? top : OTHER);
    }

    /**
     * What whoever asked on behalf of somebody else answers with: that it was cancelled, or that the request cannot be served. A code
     * or a text of another party's making does not travel on, and that it refused our request says nothing about theirs (saml.md 1.12).
     */
    public Status passedOn() {
        return isCancelled() ? CANCELLED : new Status("Responder", Optional.of("RequestUnsupported"), Optional.empty());
    }

    /** Whether it worked. */
    public boolean isSuccess() {
        return top.equals("Success");
    }

    /** Whether the person cancelled. */
    public boolean isCancelled() {
        return top.equals("Responder") && second.equals(Optional.of("AuthnFailed"));
    }
}
