package nl.etdnetwerk.dvza.authorization;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

import nl.etdnetwerk.dvza.identity.VersleuteldeIdentiteit;
import nl.etdnetwerk.dvza.zorgaanbieder.Zorgaanbieders;
import nl.etdnetwerk.dvza.zorgaanbieder.Zorgaanbieders.Zorgaanbieder;
import nl.etdnetwerk.kit.page.BrowserSession;
import nl.etdnetwerk.kit.page.PageException;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.kit.saml.ArtifactResolver;
import nl.etdnetwerk.kit.saml.MessageAddress;
import nl.etdnetwerk.kit.saml.SamlServiceProvider.Answer;
import nl.etdnetwerk.kit.saml.SamlServiceProvider.LoggedIn;
import nl.etdnetwerk.kit.saml.SamlServiceProvider.NotLoggedIn;
import nl.etdnetwerk.saml.SamlNames;

/** Where the HM sends people back to, per zorgaanbieder. */
@Path("/saml/acs/{naam}")
public class AssertionConsumerResource {

    private static final int AWAY = 503;
    private final AuthorizationFlows flows;
    private final Availability availability;
    private final Zorgaanbieders zorgaanbieders;
    private final VersleuteldeIdentiteit identity;
    private final BrowserSession session;

    /** With the keys of the zorgaanbieders. */
    public AssertionConsumerResource(AuthorizationFlows flows, Availability availability, Zorgaanbieders zorgaanbieders,
            VersleuteldeIdentiteit identity, BrowserSession session) {
        this.flows = flows;
        this.availability = availability;
        this.zorgaanbieders = zorgaanbieders;
        this.identity = identity;
        this.session = session;
    }

    /** With the artifact in the address. */
    @GET
    public Response answer(String naam, @RestQuery("SAMLart") List<String> artifact, @RestQuery("SAMLResponse") String posted,
            @RestQuery("RelayState") String relayState) {
        return consume(zorgaanbieder(naam), ArtifactResolver.single(artifact, posted), relayState);
    }

    /** The same, with the artifact in a form. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response answerByForm(String naam, @RestForm("SAMLart") List<String> artifact, @RestForm("SAMLResponse") String posted,
            @RestForm("RelayState") String relayState) {
        // The browser gives no session along with a form of another site; it does with a link (SameSite).
        String address = "/saml/acs/" + zorgaanbieder(naam).naam();
        return Pages.go(MessageAddress.withArtifact(address, ArtifactResolver.single(artifact, posted), Optional.ofNullable(relayState)));
    }

    private Response consume(Zorgaanbieder z, String artifact, String relayState) {
        Answer answer = finish(z, artifact, relayState);
        AuthorizationFlow flow = flows.requireUnidentified(answer.pending().purpose(), session.binding());
        if (answer instanceof NotLoggedIn no) {
            return flows.deny(flow, no.status().isCancelled() ? Denial.Reason.CANCELLED : Denial.Reason.NOT_IDENTIFIED);
        }
        LoggedIn login = (LoggedIn) answer;
        Optional<UUID> patient = login.values(SamlNames.TYPE_BSN).stream().findFirst().flatMap(v -> identity.fromAssertion(z, v));
        if (patient.isEmpty()) {
            return flows.deny(flow, Denial.Reason.NOT_IDENTIFIED);
        }
        Optional<String> vp = login.values(SamlNames.TYPE_PSEUDO_ID).stream().findFirst()
                .map(v -> Base64.getUrlEncoder().withoutPadding().encodeToString(Base64.getMimeDecoder().decode(v)));
        return availability.test(flow, patient.get(), Availability.Source.HM, vp);
    }

    private Zorgaanbieder zorgaanbieder(String naam) {
        return zorgaanbieders.find(naam).orElseThrow(() -> new PageException("ZORGAANBIEDER_UNKNOWN", 404));
    }

    private Answer finish(Zorgaanbieder z, String artifact, String relayState) {
        Optional<String> waiting = z.saml().purpose(relayState, session.binding());
        try {
            return z.saml().finish(artifact, relayState, session.binding());
        } catch (PageException e) {
            if (e.status() == AWAY) {
                // The same address works when the HM is back.
                throw e;
            }
            // The client gets an answer too, after the person has read this one (medmij.md 1.9).
            throw waiting.flatMap(id -> flows.giveUp(id, session.binding())).map(e::goOnAt).orElse(e);
        }
    }
}
