package nl.etdnetwerk.dvp.oauth;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import nl.etdnetwerk.dvp.flow.CollectFlows;
import nl.etdnetwerk.dvp.flow.CollectFlows.CollectFlow;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.config.ServiceIdentity;
import nl.etdnetwerk.kit.hash.Sha256;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.medmij.oauth.TraceIds;
import nl.etdnetwerk.saml.SamlNames;

/**
 * Sends the person to the authorization server: plainly (variant 2), or with the versleutelde identiteit (variant 1) as bare SignedEI
 * by PAR, or in a signed JWT where the server has no PAR (medmij.md 6.3, 6.5; finding N3).
 */
@ApplicationScoped
public class AuthorizationStart {

    private static final int JWT_SECONDS = 120;
    private final AuthorizationServer servers;
    private final CollectFlows flows;
    private final BackChannel channel;
    private final ServiceIdentity identity;
    private final NetworkClock clock;
    private final TraceEvents trace;
    private final ObjectMapper json;
    private final String clientId;
    private final String redirectUri;
    private final boolean usePar;

    /** With the client's name and address. */
    public AuthorizationStart(AuthorizationServer servers, CollectFlows flows, BackChannel channel, ServiceIdentity identity,
            NetworkClock clock,
            TraceEvents trace, ObjectMapper json, EtdConfig config,
            @ConfigProperty(name = "dvp.client-id") String clientId,
            @ConfigProperty(name = "dvp.use-par", defaultValue = "true") boolean usePar) {
        this.servers = servers;
        this.flows = flows;
        this.channel = channel;
        this.identity = identity;
        this.clock = clock;
        this.trace = trace;
        this.json = json;
        this.clientId = clientId;
        this.redirectUri = config.publicUrl() + "/medmij/cb";
        this.usePar = usePar;
    }

    /** Client id. */
    public String clientId() {
        return clientId;
    }

    /** Redirect URI. */
    public String redirectUri() {
        return redirectUri;
    }

    private Map<String, String> parameters(CollectFlow flow) {
        Map<String, String> p = new LinkedHashMap<>();
        p.put("response_type", "code");
        p.put("client_id", clientId);
        p.put("redirect_uri", redirectUri);
        p.put("scope", flow.zorgaanbieder());
        p.put("state", flow.id());
        p.put("code_challenge", Sha256.base64Url(flow.verifier()));
        p.put("code_challenge_method", "S256");
        p.put(TraceIds.REQUEST, UUID.randomUUID().toString());
        p.put(TraceIds.CORRELATION, flow.correlationId());
        return p;
    }

    /** Variant 2: the plain request through the browser. */
    public Response plain(CollectFlow flow) {
        return plain(flow, servers.of(flow.zorgaanbieder()));
    }

    private Response plain(CollectFlow flow, AuthorizationServer.Endpoints as) {
        return redirect(flow, as.authorization(), parameters(flow), "AuthorizationRequest sent", List.of(flow.correlationId()),
                "state and PKCE");
    }

    /** Variant 1: with the identity for the zorgaanbieder. */
    public Response withIdentity(CollectFlow flow, byte[] signedEi, String samlFlow) {
        AuthorizationServer.Endpoints as = servers.of(flow.zorgaanbieder());
        if (!as.takesIdentity()) {
            // It would let anybody log in instead; so the person does, and pseudonyms are compared.
            return plain(flows.bySso(flow), as);
        }
        Map<String, String> p = parameters(flow);
        List<String> ids = List.of(flow.correlationId(), samlFlow);
        if (as.par().isEmpty() || !usePar) {
            p.put("MedMij_VI_assertion", assertion(flow, signedEi, as));
            return redirect(flow, as.authorization(), p, "AuthorizationRequest with VI sent", ids, "signed JWT");
        }
        p.put("MedMij_VI", base64(signedEi));
        p.put("MedMij_VI_type", SamlNames.TYPE_BSN);
        String form = form(p);
        try {
            BackChannel.Answer answer = channel.post(as.par().get(), "application/x-www-form-urlencoded",
                    form.getBytes(StandardCharsets.UTF_8),
                    Map.of(TraceIds.REQUEST, p.get(TraceIds.REQUEST), TraceIds.CORRELATION, flow.correlationId()));
            trace.report(flow.correlationId(), "dvp", as.audience(), "AuthorizationRequest with VI sent", ids, "PAR over mutual TLS",
                    form.length(), answer.status() == 201 ? "ok" : "PAR_" + answer.status());
            if (answer.status() != 201) {
                return Pages.go("/?melding=niet-opgehaald");
            }
            String requestUri = json.readTree(answer.body()).path("request_uri").asText();
            if (requestUri.isEmpty()) {
                throw new IOException("no request_uri");
            }
            Map<String, String> short_ = new LinkedHashMap<>();
            short_.put("client_id", clientId);
            short_.put("request_uri", requestUri);
            short_.put(TraceIds.REQUEST, UUID.randomUUID().toString());
            short_.put(TraceIds.CORRELATION, flow.correlationId());
            return Pages.go(as.authorization() + "?" + form(short_));
        } catch (IOException e) {
            throw new PageException("AUTHORIZATION_SERVER_UNREACHABLE", 503);
        }
    }

    private Response redirect(CollectFlow flow, String endpoint, Map<String, String> p, String kind, List<String> ids, String secured) {
        String query = form(p);
        trace.report(flow.correlationId(), "dvp", java.net.URI.create(endpoint).getHost(), kind, ids, secured, query.length(), "ok");
        return Pages.go(endpoint + "?" + query);
    }

    private String assertion(CollectFlow flow, byte[] signedEi, AuthorizationServer.Endpoints as) {
        long now = clock.instant().getEpochSecond();
        return Jwt.issuer(clientId).audience(as.audience()).issuedAt(now).expiresAt(now + JWT_SECONDS)
                .claim("jti", UUID.randomUUID().toString()).claim("client_id", clientId)
                .claim("scope", flow.zorgaanbieder()).claim("redirect_uri", redirectUri).claim("state_hash", Sha256.base64Url(flow.id()))
                .claim("vi", base64(signedEi))
                .claim("vi_type", SamlNames.TYPE_BSN).jws().algorithm(SignatureAlgorithm.PS256).type("medmij-vi+jwt")
                .thumbprintS256(identity.key().certificate()).sign(identity.key().privateKey());
    }

    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream().map(e -> encode(e.getKey()) + "=" + encode(e.getValue())).collect(Collectors.joining("&"));
    }

    private static String encode(String s) {
        return URLEncoder.encode(s, StandardCharsets.UTF_8);
    }

    private static String base64(byte[] b) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(b);
    }

    /** Decoded base64url, if it is that. */
    public static Optional<byte[]> decode(String base64url) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(base64url));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
