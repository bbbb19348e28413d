package nl.etdnetwerk.bsnk.service;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.bsnk.authorisation.BsnAuthorisationList;
import nl.etdnetwerk.bsnk.authorisation.Parties;
import nl.etdnetwerk.bsnksoap.BsnkElement;
import nl.etdnetwerk.bsnksoap.BsnkFault;
import nl.etdnetwerk.polymorphic.embedding.IdentityEmbedding.Identifier;
import nl.etdnetwerk.polymorphic.issuance.DirectIssuance;
import nl.etdnetwerk.polymorphic.issuance.MessageSigner;
import nl.etdnetwerk.polymorphic.issuance.Party;
import nl.etdnetwerk.polymorphic.message.IdentifierType;

/**
 * BSNK_ProvideDEPs: pseudonyms straight for service providers, for a party that may know the person's BSN. Only for those on the
 * authorisation list BSN: anybody else could try BSNs until one gives a pseudonym it knows.
 */
@ApplicationScoped
public class DirectIssuanceOperation {

    private final StatedPerson stated;
    private final BsnAuthorisationList authorised;
    private final Parties parties;
    private final DirectIssuance issuance;
    private final MessageSigner signer;
    private final RequestedPerson person;

    /** With the register of people, the list and the keys. */
    public DirectIssuanceOperation(StatedPerson stated, BsnAuthorisationList authorised, Parties parties, DirectIssuance issuance,
            MessageSigner signer,
            RequestedPerson person) {
        this.person = person;
        this.stated = stated;
        this.authorised = authorised;
        this.parties = parties;
        this.issuance = issuance;
        this.signer = signer;
    }

    /** ProvideDEPsRequest; the requester is named as authorized party in every DEP. */
    public BsnkElement provide(BsnkElement request, String peerOin, String responseId, String now) throws BsnkFault {
        String requester = Requests.requester(request, peerOin);
        if (!parties.isParticipant(requester) || !authorised.contains(requester)) {
            throw new BsnkFault(BsnkFault.Reason.AuthorizationError, "Requester is not on the authorisation list BSN");
        }
        Identifier identifier = person.of(request);
        if (identifier.type() == IdentifierType.B) {
            stated.check(request, identifier.value());
        }
        List<BsnkElement> results = new ArrayList<>();
        for (BsnkElement party : request.all("RelyingParty")) {
            Party sp = new Party(Requests.required(party, "EntityID", "[0-9]{20}"), Requests.keySetVersion(party, "KeySetVersion"));
            if (!parties.isParticipant(sp.oin())) {
                throw new BsnkFault(BsnkFault.Reason.ProvisioningRefused, "RelyingParty is no participant");
            }
            byte[] dep = signer.sign(issuance.pseudonym(identifier, sp, Optional.empty(), Optional.of(requester))).encode();
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("EntityID", sp.oin());
            attributes.put("KeySetVersion", Long.toString(sp.keySetVersion()));
            results.add(BsnkElement.of("DirectEncryptedPseudonym", Base64.getEncoder().encodeToString(dep), attributes));
        }
        if (results.isEmpty()) {
            throw new BsnkFault(BsnkFault.Reason.SyntaxError, "no RelyingParty");
        }
        return new BsnkElement("ProvideDEPsResponse",
                Map.of("DateTime", now, "ResponseID", responseId, "InResponseTo", request.attribute("RequestID").orElse("")), "", results);
    }
}
