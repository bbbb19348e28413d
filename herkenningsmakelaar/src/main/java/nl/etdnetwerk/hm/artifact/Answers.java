package nl.etdnetwerk.hm.artifact;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import nl.etdnetwerk.hm.metadata.Herkenningsmakelaar;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.saml.ArtifactStore;
import nl.etdnetwerk.kit.saml.MessageAddress;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.kit.trace.TraceEvents;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.binding.PostBinding;
import nl.etdnetwerk.saml.message.Assertion;
import nl.etdnetwerk.saml.message.Status;

/**
 * Sends a person back with the answer: as an artifact, or in version 1.11 as a form when the service provider asked that, and then
 * the Response is signed by itself (saml.md 1.3).
 */
@ApplicationScoped
public class Answers {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance post(String address, String response, String relayState);
    }

    private final Herkenningsmakelaar hm;
    private final ArtifactStore store;
    private final NetworkClock clock;
    private final TraceEvents trace;
    private final Pages pages;

    /** With the artifact store. */
    public Answers(Herkenningsmakelaar hm, ArtifactStore store, NetworkClock clock, TraceEvents trace, Pages pages) {
        this.hm = hm;
        this.store = store;
        this.clock = clock;
        this.trace = trace;
        this.pages = pages;
    }

    /** An answer without assertion. */
    public Response status(Status status, Requester to) {
        String consumer = to.assertionConsumer().location();
        return send(isPosted(to)
                ? hm.writer().signedResponse(status, to.requestId(), consumer, clock.instant())
                : hm.writer().response(status, to.requestId(), consumer, clock.instant()), to, status.code());
    }

    /** An answer with a summary assertion. */
    public Response summary(Assertion assertion, List<byte[]> advice, Requester to) {
        return send(isPosted(to)
                ? hm.writer().signedResponse(assertion, advice, assertion.issueInstant())
                : hm.writer().response(assertion, advice, assertion.issueInstant()), to, "ok");
    }

    private static boolean isPosted(Requester to) {
        return to.assertionConsumer().binding().equals(SamlNames.BINDING_POST);
    }

    private Response send(byte[] response, Requester to, String outcome) {
        boolean posted = isPosted(to);
        trace.report(to.requestId(), hm.entityId(), to.serviceProvider(), "Response sent", List.of(to.requestId()),
                posted ? "signed, by POST" : "signed, by artifact", response.length, outcome);
        String consumer = to.assertionConsumer().location();
        if (posted) {
            return pages.show(Templates.post(consumer, PostBinding.field(response), to.relayState().orElse(null)));
        }
        return Pages.go(MessageAddress.withArtifact(consumer, store.keep(response, to.serviceProvider(), hm.entityId()), to.relayState()));
    }
}
