package nl.etdnetwerk.bsnk.service;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.bsnk.brp.Brp;
import nl.etdnetwerk.bsnksoap.BsnkElement;
import nl.etdnetwerk.bsnksoap.BsnkFault;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.polymorphic.embedding.IdentityEmbedding.Identifier;
import nl.etdnetwerk.polymorphic.issuance.DirectIssuance;
import nl.etdnetwerk.polymorphic.issuance.MessageSigner;
import nl.etdnetwerk.polymorphic.issuance.Party;
import nl.etdnetwerk.polymorphic.message.IdentifierType;

/** BSNK_ProvideDEPs: pseudonyms straight for service providers, for a party of the network that knows the person. */
@ApplicationScoped
public class DirectIssuanceOperation {

    private final Brp brp;
    private final NetworkDirectory directory;
    private final DirectIssuance issuance;
    private final MessageSigner signer;
    private final RequestedPerson person;

    /** With the register of people and the keys. */
    public DirectIssuanceOperation(Brp brp, NetworkDirectory directory, DirectIssuance issuance, MessageSigner signer,
            RequestedPerson person) {
        this.person = person;
        this.brp = brp;
        this.directory = directory;
        this.issuance = issuance;
        this.signer = signer;
    }

    /** ProvideDEPsRequest; the requester is named as authorized party in every DEP. */
    public BsnkElement provide(BsnkElement request, String peerOin, String responseId, String now) throws BsnkFault {
        String requester = Requests.requester(request, peerOin);
        if (directory.participants().stream().noneMatch(p -> p.oin().equals(requester))) {
            throw new BsnkFault(BsnkFault.Reason.AuthorizationError, "Requester is no participant");
        }
        Requests.requestId(request);
        Identifier identifier = person.of(request);
        if (identifier.type() == IdentifierType.B && brp.byBsn(identifier.value()).isEmpty()) {
            throw new BsnkFault(BsnkFault.Reason.NotFound, "no such person");
        }
        List<BsnkElement> results = new ArrayList<>();
        for (BsnkElement party : request.all("RelyingParty")) {
            Party sp = new Party(Requests.required(party, "EntityID", "[0-9]{20}"), Requests.keySetVersion(party, "KeySetVersion"));
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
