package nl.etdnetwerk.kit.page;

import java.net.URI;

import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

import nl.etdnetwerk.kit.config.EtdConfig;

/**
 * Sends people on within the service at its public address. Without this, a page would be at whatever name the request said in its
 * Host header, which is of the caller's making.
 */
@Provider
public class PublicAddressFilter implements ContainerResponseFilter {

    /** Filters are made before there is configuration. */
    private final Instance<EtdConfig> config;

    /** With the address for browsers. */
    public PublicAddressFilter(Instance<EtdConfig> config) {
        this.config = config;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        URI location = response.getLocation();
        if (location != null && location.getRawPath() != null && location.getRawPath().startsWith("/")
                && isOfThisService(location.getRawAuthority(), request.getUriInfo().getBaseUri().getRawAuthority())) {
            String query = location.getRawQuery() == null ? "" : "?" + location.getRawQuery();
            response.getHeaders().putSingle(HttpHeaders.LOCATION, URI.create(config.get().publicUrl() + location.getRawPath() + query));
        }
    }

    private static boolean isOfThisService(String authority, String asked) {
        return authority == null || authority.equals(asked);
    }
}
