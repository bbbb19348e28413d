package nl.etdnetwerk.dvza.token;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import nl.etdnetwerk.kit.config.EtdConfig;

/** Metadata of the authorization server (RFC 8414): this is where a DVP sees that there is PAR. */
@Path("/.well-known/oauth-authorization-server")
public class ServerMetadataResource {

    private final EtdConfig config;

    /** With the addresses of the service. */
    public ServerMetadataResource(EtdConfig config) {
        this.config = config;
    }

    /** The document. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> metadata() {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("issuer", config.publicUrl());
        m.put("authorization_endpoint", config.publicUrl() + "/auth");
        m.put("token_endpoint", config.internalUrl() + "/token");
        m.put("pushed_authorization_request_endpoint", config.internalUrl() + "/par");
        m.put("revocation_endpoint", config.internalUrl() + "/revoke");
        m.put("response_types_supported", List.of("code"));
        m.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
        m.put("code_challenge_methods_supported", List.of("S256"));
        m.put("token_endpoint_auth_methods_supported", List.of("tls_client_auth"));
        m.put("tls_client_certificate_bound_access_tokens", true);
        m.put("authorization_response_iss_parameter_supported", true);
        m.put("medmij_vi_supported", true);
        return m;
    }
}
