package nl.etdnetwerk.kit.page;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Sends a new session cookie with the answer, and keeps answers out of caches (saml.md 1.2). */
@Provider
public class SessionCookieFilter implements ContainerResponseFilter {

    private final BrowserSession session;

    /** With the session of the current request. */
    public SessionCookieFilter(BrowserSession session) {
        this.session = session;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        session.setCookieHeader().ifPresent(c -> response.getHeaders().add(HttpHeaders.SET_COOKIE, c));
        if (!response.getHeaders().containsKey(HttpHeaders.CACHE_CONTROL)) {
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-cache, no-store");
            response.getHeaders().putSingle("Pragma", "no-cache");
        }
        response.getHeaders().putSingle("Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; form-action *; frame-ancestors 'none'; base-uri 'none'");
    }
}
