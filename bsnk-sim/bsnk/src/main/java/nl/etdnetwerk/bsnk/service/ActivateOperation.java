package nl.etdnetwerk.bsnk.service;

import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.jdbi.v3.core.Jdbi;

import nl.etdnetwerk.bsnk.authorisation.BsnAuthorisationList;
import nl.etdnetwerk.bsnk.authorisation.Parties;
import nl.etdnetwerk.bsnk.keys.SchemeKeys;
import nl.etdnetwerk.bsnksoap.BsnkElement;
import nl.etdnetwerk.bsnksoap.BsnkFault;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.polymorphic.embedding.IdentityEmbedding.Identifier;
import nl.etdnetwerk.polymorphic.issuance.Activation;
import nl.etdnetwerk.polymorphic.issuance.MessageSigner;
import nl.etdnetwerk.polymorphic.issuance.Party;
import nl.etdnetwerk.polymorphic.issuance.Rerandomisation;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicIdentityAndPseudonym;
import nl.etdnetwerk.polymorphic.message.IdentifierType;

/** BSNK_Activate: from a person to polymorphic data for the AD that asks. */
@ApplicationScoped
public class ActivateOperation {

    private final StatedPerson stated;
    private final Parties parties;
    private final BsnAuthorisationList authorised;
    private final Activation activation;
    private final MessageSigner signer;
    private final SchemeKeys keys;
    private final Jdbi jdbi;
    private final NetworkClock clock;
    private final RequestedPerson person;

    /** With the register of people and the keys. */
    public ActivateOperation(StatedPerson stated, Parties parties, BsnAuthorisationList authorised, Activation activation,
            MessageSigner signer, SchemeKeys keys, Jdbi jdbi, NetworkClock clock, RequestedPerson person) {
        this.authorised = authorised;
        this.person = person;
        this.stated = stated;
        this.parties = parties;
        this.activation = activation;
        this.signer = signer;
        this.keys = keys;
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * ProvidePPRequest gives a signed PI and a signed PP, which cannot be linked; ProvidePP_RepresentationRequest the same;
     * ProvidePP_PPCAOptimizedRequest one signed PIP, or a verifiable one when asked.
     */
    public List<byte[]> activate(BsnkElement request, String peerOin) throws BsnkFault {
        String requester = Requests.requester(request, peerOin);
        if (!parties.isAuthenticatiedienst(requester)) {
            throw new BsnkFault(BsnkFault.Reason.AuthorizationError, "Requester is no AD");
        }
        Party ap = new Party(requester, Requests.keySetVersion(request, "RequesterKeySetVersion"));
        boolean verifiable = request.child("Verifiable").filter(v -> v.equals("true") || v.equals("1")).isPresent();
        // A verifiable structure shows its receiver the identifier (bsnk.md 2.4): only for who named it, or may have it anyway.
        if (verifiable && request.child("BSN").isEmpty() && !authorised.contains(requester)) {
            throw new BsnkFault(BsnkFault.Reason.AuthorizationError, "Requester is not on the authorisation list BSN");
        }
        Identifier identifier = person.of(request);
        if (identifier.type() == IdentifierType.B) {
            stated.check(request, identifier.value());
        } else if (request.name().equals("ProvidePP_PPCAOptimizedRequest") || identifier.value().length() > 15) {
            throw new BsnkFault(BsnkFault.Reason.ProvisioningRefused, "an eIDAS identifier of this length has no identity point");
        }
        note(request, requester);
        if (request.name().equals("ProvidePP_PPCAOptimizedRequest")) {
            return List.of(verifiable
                    ? activation.activateVerifiably(identifier, ap, signer).encode()
                    : signer.sign(activation.activate(identifier, ap)).encode());
        }
        PolymorphicIdentityAndPseudonym pip = activation.activate(identifier, ap);
        return List.of(signer.sign(Rerandomisation.of(pip.identity(), keys.random())).encode(),
                signer.sign(Rerandomisation.of(pip.pseudonym(), keys.random())).encode());
    }

    private void note(BsnkElement request, String requester) throws BsnkFault {
        String id = Requests.requestId(request);
        int fresh = jdbi.withHandle(
                h -> h.execute("insert into activation (request_id, requester, operation, at) values (?, ?, ?, ?) on conflict do nothing",
                        id, requester, request.name(),
                        clock.instant().atOffset(ZoneOffset.UTC)));
        if (fresh == 0) {
            throw new BsnkFault(BsnkFault.Reason.SyntaxError, "RequestID was used before");
        }
    }

    /** The answer. */
    public static BsnkElement response(BsnkElement request, List<byte[]> structures, String responseId, String now) {
        BsnkElement response = BsnkElement.parent(request.name().replace("Request", "Response"),
                java.util.Map.of("DateTime", now, "ResponseID", responseId, "InResponseTo", request.attribute("RequestID").orElse("")));
        for (byte[] s : structures) {
            response = response.with(BsnkElement.of("PolymorphicPseudonym", Base64.getEncoder().encodeToString(s)));
        }
        return response;
    }
}
