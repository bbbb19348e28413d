package nl.etdnetwerk.saml.message;

import java.time.Duration;
import java.util.List;

import org.opensaml.core.xml.XMLObject;
import org.opensaml.core.xml.schema.XSAny;
import org.opensaml.core.xml.schema.impl.XSAnyBuilder;
import org.opensaml.saml.common.SAMLVersion;
import org.opensaml.saml.saml2.core.Advice;
import org.opensaml.saml.saml2.core.Attribute;
import org.opensaml.saml.saml2.core.AttributeStatement;
import org.opensaml.saml.saml2.core.AttributeValue;
import org.opensaml.saml.saml2.core.Audience;
import org.opensaml.saml.saml2.core.AudienceRestriction;
import org.opensaml.saml.saml2.core.AuthenticatingAuthority;
import org.opensaml.saml.saml2.core.AuthnContext;
import org.opensaml.saml.saml2.core.AuthnContextClassRef;
import org.opensaml.saml.saml2.core.AuthnStatement;
import org.opensaml.saml.saml2.core.Conditions;
import org.opensaml.saml.saml2.core.Issuer;
import org.opensaml.saml.saml2.core.NameID;
import org.opensaml.saml.saml2.core.Subject;
import org.opensaml.saml.saml2.core.SubjectConfirmation;
import org.opensaml.saml.saml2.core.SubjectConfirmationData;

import nl.etdnetwerk.saml.xml.OpenSaml;

/** Turns the record into the element, in the order that real messages have (saml.md 1.7). */
final class AssertionBuilder {

    /** Conditions start this long before the IssueInstant, as in real messages (saml.md 1.7). */
    private static final Duration BACKDATE = Duration.ofSeconds(5);

    private AssertionBuilder() {}

    static org.opensaml.saml.saml2.core.Assertion build(Assertion a, Issuer issuer, List<XMLObject> advice) {
        org.opensaml.saml.saml2.core.Assertion o = OpenSaml.build(org.opensaml.saml.saml2.core.Assertion.DEFAULT_ELEMENT_NAME);
        o.setID(a.id());
        o.setVersion(SAMLVersion.VERSION_20);
        o.setIssueInstant(a.issueInstant());
        o.setIssuer(issuer);
        o.setSubject(subject(a));
        o.setConditions(conditions(a));
        if (!advice.isEmpty()) {
            Advice element = OpenSaml.build(Advice.DEFAULT_ELEMENT_NAME);
            advice.forEach(x -> element.getChildren().add(x));
            o.setAdvice(element);
        }
        // An HM states its attributes first (saml.md 1.7), an AD the authentication (2.3).
        boolean isOfHm = issuer.getValue().startsWith("urn:etoegang:HM:");
        o.getStatements()
                .addAll(isOfHm ? List.of(attributeStatement(a), authnStatement(a)) : List.of(authnStatement(a), attributeStatement(a)));
        return o;
    }

    private static Subject subject(Assertion a) {
        NameID nameId = OpenSaml.build(NameID.DEFAULT_ELEMENT_NAME);
        nameId.setFormat(a.nameIdFormat());
        nameId.setValue(a.nameId());
        a.nameQualifier().ifPresent(nameId::setNameQualifier);
        SubjectConfirmationData data = OpenSaml.build(SubjectConfirmationData.DEFAULT_ELEMENT_NAME);
        data.setInResponseTo(a.inResponseTo());
        data.setRecipient(a.recipient());
        data.setNotOnOrAfter(a.notOnOrAfter());
        SubjectConfirmation confirmation = OpenSaml.build(SubjectConfirmation.DEFAULT_ELEMENT_NAME);
        confirmation.setMethod(SubjectConfirmation.METHOD_BEARER);
        confirmation.setSubjectConfirmationData(data);
        Subject subject = OpenSaml.build(Subject.DEFAULT_ELEMENT_NAME);
        subject.setNameID(nameId);
        subject.getSubjectConfirmations().add(confirmation);
        return subject;
    }

    private static Conditions conditions(Assertion a) {
        Conditions conditions = OpenSaml.build(Conditions.DEFAULT_ELEMENT_NAME);
        conditions.setNotBefore(a.issueInstant().minus(BACKDATE));
        conditions.setNotOnOrAfter(a.notOnOrAfter());
        AudienceRestriction restriction = OpenSaml.build(AudienceRestriction.DEFAULT_ELEMENT_NAME);
        for (String value : a.audiences()) {
            Audience audience = OpenSaml.build(Audience.DEFAULT_ELEMENT_NAME);
            audience.setURI(value);
            restriction.getAudiences().add(audience);
        }
        conditions.getAudienceRestrictions().add(restriction);
        return conditions;
    }

    private static AuthnStatement authnStatement(Assertion a) {
        AuthnContextClassRef ref = OpenSaml.build(AuthnContextClassRef.DEFAULT_ELEMENT_NAME);
        ref.setURI(a.level().uri());
        AuthnContext context = OpenSaml.build(AuthnContext.DEFAULT_ELEMENT_NAME);
        context.setAuthnContextClassRef(ref);
        for (String authority : a.authenticatingAuthorities()) {
            AuthenticatingAuthority element = OpenSaml.build(AuthenticatingAuthority.DEFAULT_ELEMENT_NAME);
            element.setURI(authority);
            context.getAuthenticatingAuthorities().add(element);
        }
        AuthnStatement statement = OpenSaml.build(AuthnStatement.DEFAULT_ELEMENT_NAME);
        statement.setAuthnInstant(a.authnInstant());
        a.sessionIndex().ifPresent(statement::setSessionIndex);
        statement.setAuthnContext(context);
        return statement;
    }

    private static AttributeStatement attributeStatement(Assertion a) {
        AttributeStatement statement = OpenSaml.build(AttributeStatement.DEFAULT_ELEMENT_NAME);
        a.attributes().forEach((name, values) -> statement.getAttributes().add(MessageWriter.attribute(name, values)));
        a.encryptedIds().forEach((name, values) -> {
            Attribute attribute = OpenSaml.build(Attribute.DEFAULT_ELEMENT_NAME);
            attribute.setName(name);
            for (EncryptedId id : values) {
                XSAny value = new XSAnyBuilder().buildObject(AttributeValue.DEFAULT_ELEMENT_NAME);
                value.getUnknownXMLObjects().add(MessageWriter.ready(id.xml()));
                attribute.getAttributeValues().add(value);
            }
            statement.getAttributes().add(attribute);
        });
        return statement;
    }
}
