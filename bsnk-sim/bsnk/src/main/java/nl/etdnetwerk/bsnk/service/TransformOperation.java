package nl.etdnetwerk.bsnk.service;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.bsnk.authorisation.BsnAuthorisationList;
import nl.etdnetwerk.bsnk.authorisation.Parties;
import nl.etdnetwerk.bsnksoap.BsnkElement;
import nl.etdnetwerk.bsnksoap.BsnkFault;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.decryption.SignatureVerification;
import nl.etdnetwerk.polymorphic.issuance.MessageSigner;
import nl.etdnetwerk.polymorphic.issuance.Party;
import nl.etdnetwerk.polymorphic.issuance.StructureVersion;
import nl.etdnetwerk.polymorphic.issuance.Transformation;
import nl.etdnetwerk.polymorphic.key.SchemeKeySet;
import nl.etdnetwerk.polymorphic.message.Body;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicIdentity;
import nl.etdnetwerk.polymorphic.message.Body.PolymorphicPseudonym;
import nl.etdnetwerk.polymorphic.message.IntermediationStatement;
import nl.etdnetwerk.polymorphic.message.MessageCodec;
import nl.etdnetwerk.polymorphic.message.SignedMessage;

/**
 * BSNk_transform: an AD's PI and PP to EI and EP for the service providers it names. A party occurs once, it is all or nothing,
 * and an identity is only made for who is on the authorisation list BSN (bsnk.md 4.2). How many parties there may be, and which
 * identifier types, the schema in the WSDL has said before.
 */
@ApplicationScoped
public class TransformOperation {

    private final Parties parties;
    private final BsnAuthorisationList authorised;
    private final Transformation transformation;
    private final MessageSigner signer;
    private final SignatureVerification verification;
    private final String ownOin;

    /** One result. */
    public record Encrypted(String oin, long keySetVersion, String identifierType, byte[] structure) {}

    /** With the keys and the list. */
    public TransformOperation(Parties parties, BsnAuthorisationList authorised, Transformation transformation, MessageSigner signer,
            SchemeKeySet keys, EtdConfig config) {
        this.ownOin = config.oin();
        this.parties = parties;
        this.authorised = authorised;
        this.transformation = transformation;
        this.signer = signer;
        this.verification = new SignatureVerification(keys.publicKeys());
    }

    /** ProvideEPRequest. */
    public List<Encrypted> transform(BsnkElement request, String peerOin) throws BsnkFault {
        String requester = Requests.requester(request, peerOin);
        if (!parties.isAuthenticatiedienst(requester)) {
            throw new BsnkFault(BsnkFault.Reason.AuthorizationError, "Requester is no AD");
        }
        Set<String> seen = new HashSet<>();
        List<Encrypted> results = new ArrayList<>();
        for (BsnkElement party : request.all("RelyingParty")) {
            String oin = Requests.required(party, "EntityID", "[0-9]{20}");
            if (!seen.add(oin)) {
                throw new BsnkFault(BsnkFault.Reason.SyntaxError, "a party occurs twice");
            }
            results.add(one(request, party, requester, new Party(oin, Requests.keySetVersion(party, "KeySetVersion"))));
        }
        return results;
    }

    private Encrypted one(BsnkElement request, BsnkElement party, String requester, Party serviceProvider) throws BsnkFault {
        String type = party.child("IdentifierType").orElseThrow();
        StructureVersion version = party.child("StructureVersion").filter("2"::equals).isPresent()
                ? StructureVersion.V2
                : StructureVersion.V1;
        if (!parties.isParticipant(serviceProvider.oin()) && !serviceProvider.oin().equals(ownOin)) {
            throw new BsnkFault(BsnkFault.Reason.AuthorizationError, "party is no participant");
        }
        Body.Encrypted body;
        if (type.equals("Identity")) {
            // BSNk itself may be asked about a person by an EI made for it (bsnk.md 4.1, EncryptedIdentity).
            if (!authorised.contains(serviceProvider.oin()) && !serviceProvider.oin().equals(ownOin)) {
                throw new BsnkFault(BsnkFault.Reason.AuthorizationError, "party is not on the authorisation list BSN");
            }
            body = transformation.toIdentity(own(request, "PolymorphicIdentity", PolymorphicIdentity.class, requester), serviceProvider);
        } else {
            body = transformation.toPseudonym(own(request, "PolymorphicPseudonym", PolymorphicPseudonym.class, requester), serviceProvider,
                    Optional.empty());
        }
        Optional<IntermediationStatement> statement = statement(party);
        return new Encrypted(serviceProvider.oin(), serviceProvider.keySetVersion(), type,
                signer.sign(body, statement.isPresent() ? StructureVersion.V2 : version,
                        statement.map(IntermediationStatement::elements).orElse(List.of())).encode());
    }

    /** For whom the AD asks it, when an intermediary is to pass it on; such a structure is always of the v2 form. */
    private static Optional<IntermediationStatement> statement(BsnkElement party) throws BsnkFault {
        if (party.child("Intermediary").isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IntermediationStatement(Requests.required(party, "Intermediary", "[0-9]{20}"),
                    Instant.parse(Requests.required(party, "AuthnInstant", "[0-9TZ:.-]{20,30}")),
                    Requests.required(party, "AuthnContextClassRef", "urn:etoegang:core:assurance-class:[a-z0-9]{4,12}")));
        } catch (DateTimeParseException e) {
            throw new BsnkFault(BsnkFault.Reason.SyntaxError, "AuthnInstant");
        }
    }

    /** Polymorphic data that BSNk signed for this requester. */
    private <T extends Body> T own(BsnkElement request, String name, Class<T> type, String requester) throws BsnkFault {
        try {
            SignedMessage message = MessageCodec
                    .decode(Base64.getDecoder().decode(Requests.required(request, name, "[A-Za-z0-9+/=\\s]+").replaceAll("\\s", "")));
            verification.verify(message);
            if (!type.isInstance(message.body()) || !message.body().header().recipient().equals(requester)) {
                throw new BsnkFault(BsnkFault.Reason.AuthorizationError, name + " is not of this requester");
            }
            return type.cast(message.body());
        } catch (RefusedException | IllegalArgumentException e) {
            throw new BsnkFault(BsnkFault.Reason.SyntaxError,
                    name + " refused: " + (e instanceof RefusedException r ? r.refusal() : "base64"));
        }
    }

    /** The answer. */
    public static BsnkElement response(BsnkElement request, List<Encrypted> results, String responseId, String now) {
        BsnkElement response = BsnkElement.parent("ProvideEPResponse",
                Map.of("DateTime", now, "ResponseID", responseId, "InResponseTo", request.attribute("RequestID").orElse("")));
        for (Encrypted e : results) {
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("EntityID", e.oin());
            attributes.put("KeySetVersion", Long.toString(e.keySetVersion()));
            attributes.put("IdentifierType", e.identifierType());
            response = response.with(BsnkElement.of("Encrypted", Base64.getEncoder().encodeToString(e.structure()), attributes));
        }
        return response;
    }
}
