package nl.etdnetwerk.saml.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.opensaml.saml.saml2.core.RequestAbstractType;

/**
 * What every request has, whichever it is.
 *
 * @param name of its element
 * @param clause that describes this kind of request
 * @param destinations addresses of the receiver for it
 */
record RequestHead(RequestAbstractType request, String name, String clause, Set<String> destinations, Instant now, Duration skew) {

    /** A place in it. */
    String at(String place) {
        return name + "/" + place;
    }
}
