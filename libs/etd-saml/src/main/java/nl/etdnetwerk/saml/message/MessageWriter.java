package nl.etdnetwerk.saml.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.opensaml.core.xml.XMLObject;
import org.opensaml.core.xml.schema.XSString;
import org.opensaml.core.xml.schema.impl.XSStringBuilder;
import org.opensaml.saml.common.SAMLVersion;
import org.opensaml.saml.saml2.core.Artifact;
import org.opensaml.saml.saml2.core.ArtifactResolve;
import org.opensaml.saml.saml2.core.ArtifactResponse;
import org.opensaml.saml.saml2.core.Attribute;
import org.opensaml.saml.saml2.core.AttributeValue;
import org.opensaml.saml.saml2.core.AuthnContextClassRef;
import org.opensaml.saml.saml2.core.AuthnContextComparisonTypeEnumeration;
import org.opensaml.saml.saml2.core.Extensions;
import org.opensaml.saml.saml2.core.IDPEntry;
import org.opensaml.saml.saml2.core.IDPList;
import org.opensaml.saml.saml2.core.Issuer;
import org.opensaml.saml.saml2.core.NameID;
import org.opensaml.saml.saml2.core.RequestAbstractType;
import org.opensaml.saml.saml2.core.RequestedAuthnContext;
import org.opensaml.saml.saml2.core.Scoping;
import org.opensaml.saml.saml2.core.SessionIndex;
import org.opensaml.saml.saml2.core.StatusCode;
import org.opensaml.saml.saml2.core.StatusMessage;
import org.opensaml.saml.saml2.core.StatusResponseType;
import org.w3c.dom.Element;

import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.OpenSaml;
import nl.etdnetwerk.saml.xml.UnacceptableXmlException;
import nl.etdnetwerk.saml.xml.XmlSigning;

/** Writes protocol messages as UTF-8 XML, signed where the profile asks it. */
public final class MessageWriter {

    private final String entityId;
    private final SigningKey key;

    /** A writer for one party. */
    public MessageWriter(String entityId, SigningKey key) {
        this.entityId = entityId;
        this.key = key;
    }

    /** The entity ID it writes as Issuer. */
    public String entityId() {
        return entityId;
    }

    /** The key it signs with. */
    public SigningKey key() {
        return key;
    }

    /** An AuthnRequest with an enveloped signature, for POST and artifact. */
    public byte[] signed(AuthnRequest request) {
        var object = build(request);
        XmlSigning.prepare(object, key);
        return OpenSaml.bytes(XmlSigning.sign(object, object));
    }

    /** An AuthnRequest without a signature, for the redirect binding that signs the query. */
    public byte[] unsigned(AuthnRequest request) {
        return OpenSaml.bytes(OpenSaml.marshal(build(request)));
    }

    private org.opensaml.saml.saml2.core.AuthnRequest build(AuthnRequest request) {
        org.opensaml.saml.saml2.core.AuthnRequest o = OpenSaml.build(org.opensaml.saml.saml2.core.AuthnRequest.DEFAULT_ELEMENT_NAME);
        head(o, request.id(), request.issueInstant(), request.destination());
        if (request.forceAuthn()) {
            o.setForceAuthn(true);
        }
        request.assertionConsumerServiceIndex().ifPresent(o::setAssertionConsumerServiceIndex);
        request.assertionConsumerServiceUrl().ifPresent(o::setAssertionConsumerServiceURL);
        request.protocolBinding().ifPresent(o::setProtocolBinding);
        request.attributeConsumingServiceIndex().ifPresent(o::setAttributeConsumingServiceIndex);
        request.providerName().ifPresent(o::setProviderName);
        if (!request.extensions().isEmpty()) {
            Extensions extensions = OpenSaml.build(Extensions.DEFAULT_ELEMENT_NAME);
            request.extensions().forEach((name, values) -> extensions.getUnknownXMLObjects().add(attribute(name, values)));
            o.setExtensions(extensions);
        }
        request.minimumLevel().ifPresent(level -> {
            RequestedAuthnContext context = OpenSaml.build(RequestedAuthnContext.DEFAULT_ELEMENT_NAME);
            context.setComparison(AuthnContextComparisonTypeEnumeration.MINIMUM);
            AuthnContextClassRef ref = OpenSaml.build(AuthnContextClassRef.DEFAULT_ELEMENT_NAME);
            ref.setURI(level.uri());
            context.getAuthnContextClassRefs().add(ref);
            o.setRequestedAuthnContext(context);
        });
        request.identityProviders().ifPresent(wished -> o.setScoping(scoping(wished)));
        return o;
    }

    private static Scoping scoping(List<String> identityProviders) {
        IDPList list = OpenSaml.build(IDPList.DEFAULT_ELEMENT_NAME);
        for (String provider : identityProviders) {
            IDPEntry entry = OpenSaml.build(IDPEntry.DEFAULT_ELEMENT_NAME);
            entry.setProviderID(provider);
            list.getIDPEntrys().add(entry);
        }
        Scoping scoping = OpenSaml.build(Scoping.DEFAULT_ELEMENT_NAME);
        scoping.setIDPList(list);
        return scoping;
    }

    private void head(RequestAbstractType o, String id, Instant instant, String destination) {
        o.setID(id);
        o.setVersion(SAMLVersion.VERSION_20);
        o.setIssueInstant(instant);
        if (destination != null) {
            o.setDestination(destination);
        }
        o.setIssuer(issuer());
    }

    Issuer issuer() {
        Issuer issuer = OpenSaml.build(Issuer.DEFAULT_ELEMENT_NAME);
        issuer.setValue(entityId);
        return issuer;
    }

    static Attribute attribute(String name, List<String> values) {
        Attribute a = OpenSaml.build(Attribute.DEFAULT_ELEMENT_NAME);
        a.setName(name);
        for (String value : values) {
            XSString v = new XSStringBuilder().buildObject(AttributeValue.DEFAULT_ELEMENT_NAME, XSString.TYPE_NAME);
            v.setValue(value);
            a.getAttributeValues().add(v);
        }
        return a;
    }

    /** A signed ArtifactResolve (saml.md 1.5). */
    public byte[] artifactResolve(String id, Instant now, String destination, String artifact) {
        ArtifactResolve o = OpenSaml.build(ArtifactResolve.DEFAULT_ELEMENT_NAME);
        head(o, id, now, destination);
        Artifact a = OpenSaml.build(Artifact.DEFAULT_ELEMENT_NAME);
        a.setValue(artifact);
        o.setArtifact(a);
        XmlSigning.prepare(o, key);
        return OpenSaml.bytes(XmlSigning.sign(o, o));
    }

    /**
     * A signed ArtifactResponse, always with status Success; empty where the artifact gives nothing (saml.md 1.5).
     *
     * @param message the AuthnRequest or Response that the artifact stands for
     */
    public byte[] artifactResponse(String inResponseTo, Instant now, Optional<byte[]> message) {
        ArtifactResponse o = OpenSaml.build(ArtifactResponse.DEFAULT_ELEMENT_NAME);
        head(o, MessageIds.next(), now, inResponseTo, null);
        o.setStatus(status(Status.SUCCESS));
        XmlSigning.prepare(o, key);
        return OpenSaml.bytes(XmlSigning.signAround(o, message.map(MessageWriter::element), o));
    }

    private void head(StatusResponseType o, String id, Instant now, String inResponseTo, String destination) {
        o.setID(id);
        o.setVersion(SAMLVersion.VERSION_20);
        o.setIssueInstant(now);
        o.setInResponseTo(inResponseTo);
        if (destination != null) {
            o.setDestination(destination);
        }
        o.setIssuer(issuer());
    }

    static XMLObject ready(byte[] ownXml) {
        return OpenSaml.ready(element(ownXml));
    }

    private static Element element(byte[] ownXml) {
        try {
            return HardenedXml.parse(ownXml, HardenedXml.Kind.MESSAGE).getDocumentElement();
        } catch (UnacceptableXmlException e) {
            throw new IllegalStateException("own message is not readable", e);
        }
    }

    static org.opensaml.saml.saml2.core.Status status(Status status) {
        org.opensaml.saml.saml2.core.Status o = OpenSaml.build(org.opensaml.saml.saml2.core.Status.DEFAULT_ELEMENT_NAME);
        StatusCode top = OpenSaml.build(StatusCode.DEFAULT_ELEMENT_NAME);
        top.setValue(Status.PREFIX + status.top());
        status.second().ifPresent(s -> {
            StatusCode second = OpenSaml.build(StatusCode.DEFAULT_ELEMENT_NAME);
            second.setValue(Status.PREFIX + s);
            top.setStatusCode(second);
        });
        o.setStatusCode(top);
        status.message().ifPresent(text -> {
            StatusMessage m = OpenSaml.build(StatusMessage.DEFAULT_ELEMENT_NAME);
            m.setValue(text);
            o.setStatusMessage(m);
        });
        return o;
    }

    /** An unsigned Response without assertion, to travel inside a signed ArtifactResponse. */
    public byte[] response(Status status, String inResponseTo, String destination, Instant now) {
        org.opensaml.saml.saml2.core.Response o = responseHead(status, inResponseTo, destination, now);
        return OpenSaml.bytes(OpenSaml.marshal(o));
    }

    /**
     * A Response with a signed assertion, to travel inside a signed ArtifactResponse.
     *
     * @param advice signed assertions to carry along, byte for byte
     */
    public byte[] response(Assertion assertion, List<byte[]> advice, Instant now) {
        org.opensaml.saml.saml2.core.Response o = withAssertion(assertion, advice, now);
        return OpenSaml.bytes(XmlSigning.sign(o, o.getAssertions().get(0)));
    }

    /** A signed Response without assertion, to travel by itself through a browser (1.11, saml.md 1.3). */
    public byte[] signedResponse(Status status, String inResponseTo, String destination, Instant now) {
        org.opensaml.saml.saml2.core.Response o = responseHead(status, inResponseTo, destination, now);
        XmlSigning.prepare(o, key);
        return OpenSaml.bytes(XmlSigning.sign(o, o));
    }

    /**
     * A signed Response with a signed assertion, to travel by itself through a browser (1.11, saml.md 1.3).
     *
     * @param advice signed assertions to carry along, byte for byte
     */
    public byte[] signedResponse(Assertion assertion, List<byte[]> advice, Instant now) {
        org.opensaml.saml.saml2.core.Response o = withAssertion(assertion, advice, now);
        XmlSigning.prepare(o, key);
        return OpenSaml.bytes(XmlSigning.sign(o, o.getAssertions().get(0), o));
    }

    private org.opensaml.saml.saml2.core.Response withAssertion(Assertion assertion, List<byte[]> advice, Instant now) {
        org.opensaml.saml.saml2.core.Response o = responseHead(Status.SUCCESS, assertion.inResponseTo(), assertion.recipient(), now);
        var stated = AssertionBuilder.build(assertion, issuer(), advice.stream().map(MessageWriter::ready).toList());
        XmlSigning.prepare(stated, key);
        o.getAssertions().add(stated);
        return o;
    }

    private org.opensaml.saml.saml2.core.Response responseHead(Status status, String inResponseTo, String destination, Instant now) {
        org.opensaml.saml.saml2.core.Response o = OpenSaml.build(org.opensaml.saml.saml2.core.Response.DEFAULT_ELEMENT_NAME);
        head(o, MessageIds.next(), now, inResponseTo, destination);
        o.setStatus(status(status));
        return o;
    }

    /** A LogoutRequest with an enveloped signature, for POST and artifact. */
    public byte[] signed(LogoutRequest request) {
        var object = build(request);
        XmlSigning.prepare(object, key);
        return OpenSaml.bytes(XmlSigning.sign(object, object));
    }

    /** A LogoutRequest without a signature, for the redirect binding that signs the query. */
    public byte[] unsigned(LogoutRequest request) {
        return OpenSaml.bytes(OpenSaml.marshal(build(request)));
    }

    private org.opensaml.saml.saml2.core.LogoutRequest build(LogoutRequest request) {
        org.opensaml.saml.saml2.core.LogoutRequest o = OpenSaml.build(org.opensaml.saml.saml2.core.LogoutRequest.DEFAULT_ELEMENT_NAME);
        head(o, request.id(), request.issueInstant(), request.destination());
        NameID nameId = OpenSaml.build(NameID.DEFAULT_ELEMENT_NAME);
        nameId.setValue(request.nameId());
        nameId.setFormat(request.nameIdFormat());
        o.setNameID(nameId);
        request.sessionIndex().ifPresent(s -> {
            SessionIndex index = OpenSaml.build(SessionIndex.DEFAULT_ELEMENT_NAME);
            index.setValue(s);
            o.getSessionIndexes().add(index);
        });
        return o;
    }
}
