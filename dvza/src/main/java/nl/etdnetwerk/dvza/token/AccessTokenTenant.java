package nl.etdnetwerk.dvza.token;

import java.util.Base64;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.config.ServiceIdentity;

/** Tells quarkus-oidc how to verify our own access tokens: our key, our issuer, our audience. */
@ApplicationScoped
public class AccessTokenTenant implements TenantConfigResolver {

    private final OidcTenantConfig config;

    /** From the key of the service. */
    public AccessTokenTenant(EtdConfig etd, ServiceIdentity identity) {
        this.config = OidcTenantConfig.builder().tenantId("dvza").applicationType(ApplicationType.SERVICE)
                .publicKey(Base64.getEncoder().encodeToString(identity.key().certificate().getPublicKey().getEncoded()))
                .token().issuer(etd.publicUrl()).audience(etd.internalUrl()).end().build();
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext routing, OidcRequestContext<OidcTenantConfig> context) {
        return Uni.createFrom().item(config);
    }
}
