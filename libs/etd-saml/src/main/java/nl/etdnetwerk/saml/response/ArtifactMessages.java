package nl.etdnetwerk.saml.response;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.opensaml.saml.common.xml.SAMLConstants;
import org.opensaml.saml.saml2.core.ArtifactResponse;
import org.w3c.dom.Element;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.Validated;
import nl.etdnetwerk.saml.binding.SoapEnvelope;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.message.Status;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.xml.ChildElements;
import nl.etdnetwerk.saml.xml.ElementOrderRule;
import nl.etdnetwerk.saml.xml.OpenSaml;
import nl.etdnetwerk.saml.xml.SignatureCheck;
import nl.etdnetwerk.saml.xml.UnacceptableXmlException;
import nl.etdnetwerk.saml.xml.UnreadableMessage;
import nl.etdnetwerk.saml.xml.VersionAttribute;

/** Both sides of artifact resolution (saml.md 1.5). */
public final class ArtifactMessages {

    private static final String CLAUSE = "saml.md 1.5";
    private static final Duration MOST_APART = Duration.ofMinutes(5);
    private static final Set<String> MESSAGES = Set.of("AuthnRequest", "LogoutRequest", "LogoutResponse", "Response");

    /**
     * A request to resolve.
     *
     * @param destination where it says it is for; need not be there
     */
    public record ArtifactResolve(String id, String issuer, String artifact, Optional<String> destination) {}

    private ArtifactMessages() {}

    /** Reads and validates the SOAP request at an ArtifactResolutionService. */
    public static Validated<ArtifactResolve> resolve(byte[] soap, Function<String, Optional<EntityMetadata>> metadata, Duration skew,
            Instant now) {
        Findings findings = new Findings();
        try {
            Element root = SoapEnvelope.unwrap(soap);
            Optional<org.opensaml.saml.saml2.core.ArtifactResolve> o = OpenSaml.unmarshal(root,
                    org.opensaml.saml.saml2.core.ArtifactResolve.class);
            if (o.isEmpty() || o.get().getArtifact() == null || o.get().getArtifact().getValue() == null || o.get().getID() == null) {
                findings.add("MESSAGE_TYPE", CLAUSE, "Envelope/Body", "ArtifactResolve with ID and Artifact", root.getNodeName());
                return new Validated<>(Optional.empty(), findings.list());
            }
            String issuer = o.get().getIssuer() == null ? "" : String.valueOf(o.get().getIssuer().getValue()).trim();
            Optional<EntityMetadata> sender = metadata.apply(issuer);
            if (sender.isEmpty()) {
                findings.add("ISSUER_UNKNOWN", CLAUSE, "ArtifactResolve/Issuer", "a party of the network", issuer);
                return new Validated<>(Optional.empty(), findings.list());
            }
            ElementOrderRule.check(root, findings);
            SignatureCheck.verify(root, "ID", sender.get().signingCertificates(now), "ArtifactResolve", findings);
            findings.require(MessageIds.isId(o.get().getID()), "RESOLVE_ID", CLAUSE, "ArtifactResolve/@ID", "an NCName", o.get().getID());
            findings.require(VersionAttribute.is20(o.get()), "RESOLVE_VERSION", CLAUSE, "ArtifactResolve/@Version",
                    "2.0",
                    VersionAttribute.found(o.get()));
            Instant issued = o.get().getIssueInstant();
            findings.require(issued != null && !issued.isAfter(now.plus(skew)) && issued.isAfter(now.minus(MOST_APART)),
                    "RESOLVE_ISSUE_INSTANT", CLAUSE,
                    "ArtifactResolve/@IssueInstant", "now", issued);
            return new Validated<>(Optional.of(new ArtifactResolve(o.get().getID(), issuer, o.get().getArtifact().getValue().trim(),
                    Optional.ofNullable(o.get().getDestination()))),
                    findings.list());
        } catch (UnacceptableXmlException e) {
            return new Validated<>(Optional.empty(), List.of(e.finding()));
        }
    }

    /**
     * Reads and validates the SOAP answer and gives the message inside, with its namespaces; a finding ARTIFACT_EMPTY when the
     * artifact was unknown, used or for another.
     */
    public static Validated<byte[]> response(byte[] soap, String resolveId, EntityMetadata responder, Instant now) {
        Findings findings = new Findings();
        try {
            Element root = SoapEnvelope.unwrap(soap);
            ElementOrderRule.check(root, findings);
            SignatureCheck.verify(root, "ID", responder.signingCertificates(now), "ArtifactResponse", findings);
            Optional<byte[]> message = takeMessage(root);
            Optional<ArtifactResponse> o = OpenSaml.unmarshal(root, ArtifactResponse.class);
            if (o.isEmpty()) {
                return new Validated<>(Optional.empty(),
                        List.of(UnreadableMessage.finding(root, "ArtifactResponse", CLAUSE, "Envelope/Body")));
            }
            IssuerCheck.check(o.get().getIssuer(), responder.entityId(), "RESOLVE_ISSUER", CLAUSE, "ArtifactResponse/Issuer", findings);
            findings.require(resolveId.equals(o.get().getInResponseTo()), "RESOLVE_IN_RESPONSE_TO", CLAUSE,
                    "ArtifactResponse/@InResponseTo", resolveId, o.get().getInResponseTo());
            findings.require(VersionAttribute.is20(o.get()), "RESOLVE_VERSION", CLAUSE, "ArtifactResponse/@Version",
                    "2.0", VersionAttribute.found(o.get()));
            Instant issued = o.get().getIssueInstant();
            // Its resolve went out a moment ago; that it is for that one says InResponseTo.
            findings.require(issued != null && Duration.between(issued, now).abs().compareTo(MOST_APART) <= 0, "RESOLVE_ISSUE_INSTANT",
                    CLAUSE,
                    "ArtifactResponse/@IssueInstant", "about " + now, issued);
            String status = ResponseValidation.topCode(o.get());
            findings.require(status.equals(Status.PREFIX + Status.SUCCESS.top()), "RESOLVE_NO_SUCCESS", CLAUSE,
                    "ArtifactResponse/Status/StatusCode", Status.PREFIX + Status.SUCCESS.top(), status);
            findings.require(message.isPresent(), "ARTIFACT_EMPTY", CLAUSE, "ArtifactResponse", "a message",
                    "none: the artifact is used, expired, unknown or for another party");
            return new Validated<>(message, findings.list());
        } catch (UnacceptableXmlException e) {
            return new Validated<>(Optional.empty(), List.of(e.finding()));
        }
    }

    /** Takes the message out, so that it is not made into objects here and once more where it is read. */
    private static Optional<byte[]> takeMessage(Element response) {
        Optional<Element> message = ChildElements.of(response).stream()
                .filter(e -> SAMLConstants.SAML20P_NS.equals(e.getNamespaceURI()) && MESSAGES.contains(e.getLocalName())).findFirst();
        Optional<byte[]> xml = message.map(OpenSaml::bytesAlone);
        message.ifPresent(response::removeChild);
        return xml;
    }
}
