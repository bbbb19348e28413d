package nl.etdnetwerk.hm.outbound;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import nl.etdnetwerk.hm.login.Logins;
import nl.etdnetwerk.hm.login.PendingLogin;
import nl.etdnetwerk.hm.metadata.Herkenningsmakelaar;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.saml.ArtifactStore;
import nl.etdnetwerk.kit.saml.MessageAddress;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.message.AuthnRequest;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;

/** Sends a login on to an AD, by artifact, with who it is for and which service (saml.md 2.1). */
@ApplicationScoped
public class RequestToAd {

    private final Herkenningsmakelaar hm;
    private final ArtifactStore store;
    private final Logins logins;
    private final NetworkClock clock;
    private final TraceEvents trace;

    /** With the artifact store. */
    public RequestToAd(Herkenningsmakelaar hm, ArtifactStore store, Logins logins, NetworkClock clock, TraceEvents trace) {
        this.hm = hm;
        this.store = store;
        this.logins = logins;
        this.clock = clock;
        this.trace = trace;
    }

    /** Redirects to the AD. */
    public Response send(PendingLogin login, EntityMetadata ad) {
        String destination = ad.singleSignOn(SamlNames.BINDING_ARTIFACT).orElseThrow(() -> new PageException("AD_UNKNOWN", 400));
        String id = MessageIds.next();
        Map<String, List<String>> extensions = new LinkedHashMap<>();
        extensions.put(SamlNames.INTENDED_AUDIENCE, login.audience());
        extensions.put(SamlNames.SERVICE_UUID, List.of(login.serviceUuid()));
        if (!login.gegevensdiensten().isEmpty()) {
            extensions.put(SamlNames.GEGEVENSDIENST_ID, login.gegevensdiensten());
        }
        AuthnRequest request = new AuthnRequest(id, clock.instant(), destination, hm.entityId(), login.forceAuthn(), OptionalInt.of(1),
                Optional.empty(), Optional.empty(), OptionalInt.empty(),
                Optional.of(login.serviceProviderName()), Optional.of(login.level()), extensions);
        byte[] xml = hm.writer().signed(request);
        logins.update(login.at(ad.entityId(), id));
        trace.report(login.requestId(), hm.entityId(), ad.entityId(), "AuthnRequest sent", List.of(login.requestId(), id),
                "enveloped signature, by artifact", xml.length, "ok");
        return Pages.go(MessageAddress.withArtifact(destination, store.keep(xml, ad.entityId(), hm.entityId()), Optional.of(login.flow())));
    }
}
