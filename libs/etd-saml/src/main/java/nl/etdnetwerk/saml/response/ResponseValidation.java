package nl.etdnetwerk.saml.response;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.opensaml.core.xml.XMLObject;
import org.opensaml.saml.saml2.core.Attribute;
import org.opensaml.saml.saml2.core.NameID;
import org.opensaml.saml.saml2.core.StatusCode;
import org.opensaml.saml.saml2.core.StatusResponseType;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.Validated;
import nl.etdnetwerk.saml.encryption.EncryptedIdElements;
import nl.etdnetwerk.saml.message.Assertion;
import nl.etdnetwerk.saml.message.EncryptedId;
import nl.etdnetwerk.saml.message.Response;
import nl.etdnetwerk.saml.message.Status;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.xml.ElementOrderRule;
import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.OpenSaml;
import nl.etdnetwerk.saml.xml.SignatureCheck;
import nl.etdnetwerk.saml.xml.UnacceptableXmlException;
import nl.etdnetwerk.saml.xml.UnreadableMessage;

/**
 * Reads and validates a Response, out of an ArtifactResponse or posted by itself. Elements are found by their place only: the Assertion
 * is the child of the Response, whatever else the document holds (saml.md 1.10, 7.2).
 */
public final class ResponseValidation {

    private static final List<ResponseRule> RESPONSE_RULES = List.of(new ResponseInResponseToRule(), new ResponseDestinationRule(),
            new ResponseIssuerRule(), new ResponseVersionRule(),
            new ResponseExtensionsRule(), new AssertionCountRule());
    private static final List<AssertionRule> ASSERTION_RULES = List.of(new AssertionVersionRule(), new AssertionIssuerRule(),
            new AudienceRule(),
            new ConditionsPeriodRule(), new SubjectConfirmationRule(),
            new SubjectNameRule(), new AuthnStatementRule(), new LevelOfAssuranceRule(), new ServiceUuidRule(), new ActingSubjectRule(),
            new PlainPseudonymRule(), new RepresentationRule(), new ServiceIdRule(), new AuthenticatingAuthorityRule());

    private ResponseValidation() {}

    /**
     * Validates a Response that came through a browser by itself, and so has to be signed itself (1.11, saml.md 1.3).
     *
     * @param responder verified metadata of whom was asked
     */
    public static Validated<Response> validatePosted(byte[] xml, EntityMetadata responder, Expectation expected, Instant now) {
        return validate(xml, responder, expected, now, true);
    }

    /**
     * Validates a Response and its Assertion.
     *
     * @param xml the Response as it stood in the ArtifactResponse, namespaces declared
     * @param responder verified metadata of whom was asked
     */
    public static Validated<Response> validate(byte[] xml, EntityMetadata responder, Expectation expected, Instant now) {
        return validate(xml, responder, expected, now, false);
    }

    private static Validated<Response> validate(byte[] xml, EntityMetadata responder, Expectation expected, Instant now, boolean posted) {
        Findings findings = new Findings();
        try {
            Element root = HardenedXml.parse(xml, HardenedXml.Kind.MESSAGE).getDocumentElement();
            Optional<org.opensaml.saml.saml2.core.Response> response = OpenSaml.unmarshal(root,
                    org.opensaml.saml.saml2.core.Response.class);
            if (response.isEmpty()) {
                return new Validated<>(Optional.empty(), List.of(UnreadableMessage.finding(root, "Response", "saml.md 1.6", "/")));
            }
            Map<String, X509Certificate> keys = responder.signingCertificates(now);
            if (posted || SignatureCheck.isSigned(root)) {
                SignatureCheck.verify(root, "ID", keys, "Response", findings);
            }
            ElementOrderRule.check(root, findings);
            RESPONSE_RULES.forEach(r -> r.check(new ResponseContext(response.get(), expected, now), findings));
            Optional<org.opensaml.saml.saml2.core.Assertion> assertion = response.get().getAssertions().stream().findFirst();
            assertion.ifPresent(a -> {
                SignatureCheck.verify(a.getDOM(), "ID", keys, "Assertion", findings);
                ASSERTION_RULES.forEach(r -> r.check(new ResponseContext.OfAssertion(a, expected, now), findings));
            });
            return new Validated<>(Optional.of(response(response.get(), assertion, findings)), findings.list());
        } catch (UnacceptableXmlException e) {
            return new Validated<>(Optional.empty(), List.of(e.finding()));
        }
    }

    private static Response response(org.opensaml.saml.saml2.core.Response o, Optional<org.opensaml.saml.saml2.core.Assertion> assertion,
            Findings findings) {
        // Only an assertion without findings becomes a value: its parts are then known to be there.
        Optional<org.opensaml.saml.saml2.core.Assertion> usable = findings.isEmpty() ? assertion : Optional.empty();
        return new Response(String.valueOf(o.getID()), o.getIssuer() == null ? "" : String.valueOf(o.getIssuer().getValue()).trim(),
                String.valueOf(o.getInResponseTo()), status(o),
                usable.map(ResponseValidation::assertion), usable.map(a -> OpenSaml.bytesAlone(a.getDOM())));
    }

    static String topCode(StatusResponseType o) {
        StatusCode top = o.getStatus() == null ? null : o.getStatus().getStatusCode();
        return top == null || top.getValue() == null ? "" : top.getValue().trim();
    }

    private static Status status(org.opensaml.saml.saml2.core.Response o) {
        StatusCode top = o.getStatus() == null ? null : o.getStatus().getStatusCode();
        Optional<String> second = Optional.ofNullable(top).map(StatusCode::getStatusCode).map(StatusCode::getValue)
                .map(ResponseValidation::lastPart);
        Optional<String> message = Optional.ofNullable(o.getStatus()).map(s -> s.getStatusMessage()).map(m -> m.getValue());
        return new Status(lastPart(topCode(o)), second, message);
    }

    /** What comes after the prefix that all codes have; a code of somebody else's making is none that is known. */
    private static String lastPart(String code) {
        return code.trim().startsWith(Status.PREFIX) ? code.trim().substring(Status.PREFIX.length()) : Status.OTHER;
    }

    static String levelUri(org.opensaml.saml.saml2.core.Assertion a) {
        return a.getAuthnStatements().stream().findFirst().map(s -> s.getAuthnContext()).map(c -> c.getAuthnContextClassRef())
                .map(r -> r.getURI()).orElse(null);
    }

    static List<String> values(org.opensaml.saml.saml2.core.Assertion a, String attribute) {
        return a.getAttributeStatements().stream().flatMap(s -> s.getAttributes().stream()).filter(x -> attribute.equals(x.getName()))
                .flatMap(x -> x.getAttributeValues().stream()).map(v -> v.getDOM().getTextContent().trim()).toList();
    }

    /** The EncryptedID that is the only element inside an AttributeValue. */
    static Optional<Element> encryptedId(XMLObject value) {
        List<Element> children = new ArrayList<>();
        for (Node n = value.getDOM().getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e) {
                children.add(e);
            }
        }
        return children.size() == 1 && "EncryptedID".equals(children.get(0).getLocalName())
                ? Optional.of(children.get(0))
                : Optional.empty();
    }

    private static Assertion assertion(org.opensaml.saml.saml2.core.Assertion a) {
        Map<String, List<String>> plain = new LinkedHashMap<>();
        Map<String, List<EncryptedId>> encrypted = new LinkedHashMap<>();
        a.getAttributeStatements().stream().flatMap(s -> s.getAttributes().stream()).forEach(x -> read(x, plain, encrypted));
        var statement = a.getAuthnStatements().get(0);
        var data = a.getSubject().getSubjectConfirmations().get(0).getSubjectConfirmationData();
        return new Assertion(a.getID(), a.getIssuer().getValue().trim(), a.getIssueInstant(), nameIdFormat(a.getSubject().getNameID()),
                a.getSubject().getNameID().getValue().trim(), Optional.ofNullable(a.getSubject().getNameID().getNameQualifier()),
                data.getInResponseTo(), data.getRecipient(),
                a.getConditions().getNotOnOrAfter(),
                a.getConditions().getAudienceRestrictions().stream().flatMap(r -> r.getAudiences().stream()).map(x -> x.getURI())
                        .filter(Objects::nonNull).map(String::trim)
                        .toList(),
                statement.getAuthnInstant(),
                Optional.ofNullable(statement.getSessionIndex()), LevelOfAssurance.of(levelUri(a)).orElseThrow(),
                statement.getAuthnContext().getAuthenticatingAuthorities().stream().map(x -> x.getURI()).toList(), plain, encrypted);
    }

    private static String nameIdFormat(NameID name) {
        return name.getFormat() == null ? SamlNames.TRANSIENT : name.getFormat();
    }

    private static void read(Attribute x, Map<String, List<String>> plain, Map<String, List<EncryptedId>> encrypted) {
        for (XMLObject value : x.getAttributeValues()) {
            Optional<Element> id = encryptedId(value);
            if (id.isPresent()) {
                encrypted.computeIfAbsent(x.getName(), n -> new ArrayList<>()).add(EncryptedIdElements.read(id.get()));
            } else {
                plain.computeIfAbsent(x.getName(), n -> new ArrayList<>()).add(value.getDOM().getTextContent().trim());
            }
        }
    }
}
