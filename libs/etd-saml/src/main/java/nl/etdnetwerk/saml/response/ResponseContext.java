package nl.etdnetwerk.saml.response;

import java.time.Instant;

import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.saml.saml2.core.Response;

/** What the response rules look at. */
record ResponseContext(Response response, Expectation expected, Instant now) {

    /** What the assertion rules look at. */
    record OfAssertion(Assertion assertion, Expectation expected, Instant now) {}
}
