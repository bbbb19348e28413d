package nl.etdnetwerk.saml.request;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

import org.opensaml.core.xml.XMLObject;
import org.opensaml.saml.saml2.core.Attribute;
import org.opensaml.saml.saml2.core.RequestAbstractType;
import org.opensaml.saml.saml2.core.Scoping;
import org.w3c.dom.Element;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.FrameworkVersion;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.Validated;
import nl.etdnetwerk.saml.binding.RedirectBinding;
import nl.etdnetwerk.saml.message.AuthnRequest;
import nl.etdnetwerk.saml.message.LogoutRequest;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.xml.ElementOrderRule;
import nl.etdnetwerk.saml.xml.EmptyRule;
import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.OpenSaml;
import nl.etdnetwerk.saml.xml.SamlSchema;
import nl.etdnetwerk.saml.xml.SignatureCheck;
import nl.etdnetwerk.saml.xml.UnacceptableXmlException;
import nl.etdnetwerk.saml.xml.UnreadableMessage;

/** Reads and validates AuthnRequests and LogoutRequests for whoever receives them: the HM or an AD. */
public final class RequestValidation {

    private static final List<RequestHeadRule> HEAD_RULES = List.of(new IdRule(), new VersionRule(), new IssueInstantRule(),
            new DestinationRule(), new ConsentRule(), new IssuerRule(), new LogoutNameIdRule(), new LogoutPeriodRule());
    private static final List<RequestRule> RULES = List.of(new BooleanRule(), new PassiveRule(), new AssertionConsumerServiceRule(),
            new AttributeConsumingServiceRule(), new SubjectRule(),
            new NameIdPolicyRule(), new RequestedAuthnContextRule(), new ScopingRule());

    private static final String LOGOUT_CLAUSE = "saml.md 1.13";
    private final Function<String, Optional<EntityMetadata>> metadata;
    private final Set<String> destinations;
    private final Duration skew;
    private final FrameworkVersion version;

    /**
     * A validation for one receiver.
     *
     * @param metadata verified metadata by entity ID
     * @param destinations own SingleSignOnService and SingleLogoutService addresses
     * @param skew how far a sender's clock may be ahead
     */
    public RequestValidation(Function<String, Optional<EntityMetadata>> metadata, Set<String> destinations, Duration skew) {
        this(metadata, destinations, skew, FrameworkVersion.V1_13);
    }

    /** The same, for the addresses of one framework version. */
    public RequestValidation(Function<String, Optional<EntityMetadata>> metadata, Set<String> destinations, Duration skew,
            FrameworkVersion version) {
        this.version = version;
        this.metadata = metadata;
        this.destinations = Set.copyOf(destinations);
        this.skew = skew;
    }

    /** A request with an enveloped signature, by POST or out of an ArtifactResponse. */
    public Validated<AuthnRequest> authnRequest(byte[] xml, Instant now) {
        return signed(xml, now, org.opensaml.saml.saml2.core.AuthnRequest.class, this::checked);
    }

    /** A request in a redirect, with the signature over the query. */
    public Validated<AuthnRequest> authnRequestInQuery(String rawQuery, Instant now) {
        return inQuery(rawQuery, now, org.opensaml.saml.saml2.core.AuthnRequest.class, this::checked);
    }

    private AuthnRequest checked(org.opensaml.saml.saml2.core.AuthnRequest o, EntityMetadata sender, Instant now, Findings findings) {
        head(o, "AuthnRequest", RequestRule.CLAUSE, now, findings);
        RequestContext context = new RequestContext(o, sender, version);
        RULES.forEach(r -> r.check(context, findings));
        return new AuthnRequest(String.valueOf(o.getID()), o.getIssueInstant() == null ? now : o.getIssueInstant(),
                String.valueOf(o.getDestination()), sender.entityId(),
                Boolean.TRUE.equals(o.isForceAuthn()), optional(o.getAssertionConsumerServiceIndex()),
                Optional.ofNullable(o.getAssertionConsumerServiceURL()), Optional.ofNullable(o.getProtocolBinding()),
                optional(o.getAttributeConsumingServiceIndex()), Optional.ofNullable(o.getProviderName()), level(o), extensions(o),
                identityProviders(o));
    }

    private void head(RequestAbstractType o, String name, String clause, Instant now, Findings findings) {
        RequestHead head = new RequestHead(o, name, clause, destinations, now, skew);
        HEAD_RULES.forEach(r -> r.check(head, findings));
    }

    private static Optional<List<String>> identityProviders(org.opensaml.saml.saml2.core.AuthnRequest o) {
        return Optional.ofNullable(o.getScoping()).map(Scoping::getIDPList)
                .map(l -> l.getIDPEntrys().stream().map(e -> String.valueOf(e.getProviderID()).trim()).toList());
    }

    private static OptionalInt optional(Integer i) {
        return i == null ? OptionalInt.empty() : OptionalInt.of(i);
    }

    private static Optional<LevelOfAssurance> level(org.opensaml.saml.saml2.core.AuthnRequest o) {
        return Optional.ofNullable(o.getRequestedAuthnContext()).flatMap(c -> c.getAuthnContextClassRefs().stream().findFirst())
                .flatMap(r -> LevelOfAssurance.of(r.getURI()));
    }

    private static Map<String, List<String>> extensions(RequestAbstractType o) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        if (o.getExtensions() != null) {
            for (XMLObject x : o.getExtensions().getUnknownXMLObjects()) {
                if (x instanceof Attribute a && a.getName() != null) {
                    List<String> values = new ArrayList<>();
                    a.getAttributeValues().forEach(v -> values.add(v.getDOM().getTextContent().trim()));
                    found.merge(a.getName(), List.copyOf(values),
                            (x1, x2) -> java.util.stream.Stream.concat(x1.stream(), x2.stream()).toList());
                }
            }
        }
        return found;
    }

    /** A LogoutRequest with an enveloped signature, by POST or out of an ArtifactResponse. */
    public Validated<LogoutRequest> logoutRequest(byte[] xml, Instant now) {
        return signed(xml, now, org.opensaml.saml.saml2.core.LogoutRequest.class, this::checked);
    }

    /** A LogoutRequest in a redirect, with the signature over the query. */
    public Validated<LogoutRequest> logoutRequestInQuery(String rawQuery, Instant now) {
        return inQuery(rawQuery, now, org.opensaml.saml.saml2.core.LogoutRequest.class, this::checked);
    }

    private LogoutRequest checked(org.opensaml.saml.saml2.core.LogoutRequest o, EntityMetadata sender, Instant now, Findings findings) {
        head(o, "LogoutRequest", LOGOUT_CLAUSE, now, findings);
        String name = o.getNameID() == null ? null : o.getNameID().getValue();
        String format = o.getNameID() == null || o.getNameID().getFormat() == null ? SamlNames.TRANSIENT : o.getNameID().getFormat();
        return new LogoutRequest(String.valueOf(o.getID()), o.getIssueInstant() == null ? now : o.getIssueInstant(),
                String.valueOf(o.getDestination()), sender.entityId(), format,
                String.valueOf(name).trim(),
                o.getSessionIndexes().stream().map(s -> s.getValue()).filter(Objects::nonNull).findFirst());
    }

    /** The rules of one kind of request, once its signature was looked at. */
    private interface Checked<O, R> {
        R check(O object, EntityMetadata sender, Instant now, Findings findings);
    }

    private <O extends RequestAbstractType, R> Validated<R> signed(byte[] xml, Instant now, Class<O> type, Checked<O, R> rules) {
        return read(xml, now, type, (o, element, sender, findings) -> {
            SignatureCheck.verify(element, "ID", sender.signingCertificates(now), type.getSimpleName(), findings);
            return rules.check(o, sender, now, findings);
        });
    }

    private <O extends RequestAbstractType, R> Validated<R> inQuery(String rawQuery, Instant now, Class<O> type, Checked<O, R> rules) {
        Findings outer = new Findings();
        Optional<RedirectBinding.Received> received = RedirectBinding.read(rawQuery, outer);
        if (received.isEmpty()) {
            return new Validated<>(Optional.empty(), outer.list());
        }
        return read(received.get().xml(), now, type, (o, element, sender, findings) -> {
            RedirectBinding.verify(rawQuery, sender.signingCertificates(now).values(), findings);
            return rules.check(o, sender, now, findings);
        });
    }

    private interface Body<O, R> {
        R read(O object, Element element, EntityMetadata sender, Findings findings);
    }

    private <O extends RequestAbstractType, R> Validated<R> read(byte[] xml, Instant now, Class<O> type, Body<O, R> body) {
        Findings findings = new Findings();
        try {
            Element root = HardenedXml.parse(xml, HardenedXml.Kind.MESSAGE).getDocumentElement();
            Optional<O> object = OpenSaml.unmarshal(root, type);
            if (object.isEmpty()) {
                return new Validated<>(Optional.empty(),
                        List.of(UnreadableMessage.finding(root, type.getSimpleName(), "saml.md 1.4", "/")));
            }
            String issuer = object.get().getIssuer() == null ? "" : String.valueOf(object.get().getIssuer().getValue()).trim();
            Optional<EntityMetadata> sender = metadata.apply(issuer);
            if (sender.isEmpty()) {
                findings.add("ISSUER_UNKNOWN", "saml.md 1.4", root.getLocalName() + "/Issuer", "a party of the network", issuer);
                return new Validated<>(Optional.empty(), findings.list());
            }
            EmptyRule.check(root, findings);
            ElementOrderRule.check(root, findings);
            R result = body.read(object.get(), root, sender.get(), findings);
            SamlSchema.check(root, findings);
            return new Validated<>(Optional.of(result), findings.list());
        } catch (UnacceptableXmlException e) {
            return new Validated<>(Optional.empty(), List.of(e.finding()));
        }
    }
}
