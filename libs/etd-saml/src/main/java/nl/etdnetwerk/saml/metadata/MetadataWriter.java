package nl.etdnetwerk.saml.metadata;

import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.w3c.dom.Document;
import org.w3c.dom.Element;

import nl.etdnetwerk.saml.FrameworkVersion;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.XmlSigning;

/** Writes metadata in the element order of the schema (saml.md 3.2 - 3.5). */
public final class MetadataWriter {

    static final String MD = "urn:oasis:names:tc:SAML:2.0:metadata";
    static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    static final String MDATTR = "urn:oasis:names:tc:SAML:metadata:attribute";
    static final String LEVEL_ATTRIBUTE = "urn:oasis:names:tc:SAML:attribute:assurance-certification";
    private static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";
    private static final Map<String, String> ROLE_GROUPS = Map.of("AD", "urn:etoegang:role:Authenticatiediensten", "HM",
            "urn:etoegang:role:Herkenningsmakelaars", "MR", "urn:etoegang:role:Machtigingenregisters", "EB",
            "urn:etoegang:role:Interstelseldiensten", "DV", "urn:etoegang:role:Dienstverleners");

    private final Document document = HardenedXml.newDocument();

    private MetadataWriter() {}

    /** One participant, signed by itself: what a DV gives its HM and a participant gives the scheme operator. */
    public static byte[] entity(EntityMetadata entity, SigningKey key) {
        return entity(entity, FrameworkVersion.V1_13, key);
    }

    /** The same for one framework version, each of which has addresses of its own (saml.md 1.2, 3.2). */
    public static byte[] entity(EntityMetadata entity, FrameworkVersion version, SigningKey key) {
        Element root = new MetadataWriter().descriptor(entity, version, true);
        root.getOwnerDocument().appendChild(root);
        return XmlSigning.signDocument(root, "ID", key);
    }

    /**
     * All participants, grouped by role and signed by the scheme operator (saml.md 3.5).
     *
     * @param name for example {@code urn:etoegang:1.13:metadata:A:7}
     */
    public static byte[] network(List<EntityMetadata> entities, String name, Instant validUntil, SigningKey key) {
        MetadataWriter w = new MetadataWriter();
        Element root = w.element(null, "EntitiesDescriptor");
        w.document.appendChild(root);
        declare(root);
        root.setAttribute("ID", MessageIds.next());
        root.setAttribute("Name", name);
        root.setAttribute("cacheDuration", "P7D");
        root.setAttribute("validUntil", validUntil.toString());
        ROLE_GROUPS.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(group -> {
            List<EntityMetadata> members = entities.stream().filter(e -> EntityIds.role(e.entityId()).equals(Optional.of(group.getKey())))
                    .toList();
            if (!members.isEmpty()) {
                Element g = w.element(root, "EntitiesDescriptor");
                g.setAttribute("Name", group.getValue());
                members.forEach(e -> g.appendChild(w.descriptor(e, FrameworkVersion.V1_13, false)));
            }
        });
        return XmlSigning.signDocument(root, "ID", key);
    }

    private Element element(Element parent, String name) {
        Element e = document.createElementNS(MD, "md:" + name);
        if (parent != null) {
            parent.appendChild(e);
        }
        return e;
    }

    private static void declare(Element root) {
        root.setAttributeNS(XMLNS, "xmlns:md", MD);
        root.setAttributeNS(XMLNS, "xmlns:ds", DS);
        root.setAttributeNS(XMLNS, "xmlns:saml", SAML);
    }

    private Element descriptor(EntityMetadata entity, FrameworkVersion version, boolean isRoot) {
        Element d = element(null, "EntityDescriptor");
        if (isRoot) {
            declare(d);
        }
        d.setAttribute("ID", MessageIds.next());
        d.setAttribute("entityID", entity.entityId());
        d.setAttributeNS(version.metadataNamespace(), "eme:version", version.number());
        entity.validUntil().ifPresent(v -> d.setAttribute("validUntil", v.toString()));
        entity.level().ifPresent(level -> {
            Element attributes = document.createElementNS(MDATTR, "mdattr:EntityAttributes");
            element(d, "Extensions").appendChild(attributes);
            Element attribute = document.createElementNS(SAML, "saml:Attribute");
            attribute.setAttribute("Name", LEVEL_ATTRIBUTE);
            attribute.setAttribute("NameFormat", "urn:oasis:names:tc:SAML:2.0:attrname-format:uri");
            attributes.appendChild(attribute);
            Element value = document.createElementNS(SAML, "saml:AttributeValue");
            value.setTextContent(level.uri());
            attribute.appendChild(value);
        });
        entity.identityProvider().ifPresent(i -> identityProvider(d, i));
        entity.serviceProvider().ifPresent(s -> serviceProvider(d, s));
        entity.displayName().ifPresent(name -> {
            Element organization = element(d, "Organization");
            for (String part : List.of("OrganizationName", "OrganizationDisplayName")) {
                named(organization, part, name);
            }
            named(organization, "OrganizationURL", "https://localhost/");
        });
        return d;
    }

    private void named(Element parent, String name, String text) {
        Element e = element(parent, name);
        e.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:lang", "nl");
        e.setTextContent(text);
    }

    private void identityProvider(Element parent, EntityMetadata.IdentityProvider i) {
        Element e = element(parent, "IDPSSODescriptor");
        e.setAttribute("protocolSupportEnumeration", PROTOCOL);
        e.setAttribute("WantAuthnRequestsSigned", "true");
        i.keys().forEach(k -> e.appendChild(key(document, k)));
        i.artifactResolution().forEach(a -> indexed(e, "ArtifactResolutionService", a));
        i.singleLogout().forEach(s -> endpoint(e, "SingleLogoutService", s));
        i.nameIdFormats().forEach(f -> element(e, "NameIDFormat").setTextContent(f));
        i.singleSignOn().forEach(s -> endpoint(e, "SingleSignOnService", s));
    }

    private void serviceProvider(Element parent, EntityMetadata.ServiceProvider s) {
        Element e = element(parent, "SPSSODescriptor");
        e.setAttribute("protocolSupportEnumeration", PROTOCOL);
        e.setAttribute("AuthnRequestsSigned", "true");
        e.setAttribute("WantAssertionsSigned", "true");
        s.keys().forEach(k -> e.appendChild(key(document, k)));
        s.artifactResolution().forEach(a -> indexed(e, "ArtifactResolutionService", a));
        s.singleLogout().forEach(l -> endpoint(e, "SingleLogoutService", l));
        s.assertionConsumers().forEach(a -> indexed(e, "AssertionConsumerService", a));
        for (EntityMetadata.Service service : s.services()) {
            Element acs = element(e, "AttributeConsumingService");
            acs.setAttribute("index", Integer.toString(service.index()));
            acs.setAttribute("isDefault", Boolean.toString(service.isDefault()));
            named(acs, "ServiceName", service.name());
            named(acs, "ServiceDescription", service.name());
            element(acs, "RequestedAttribute").setAttribute("Name", service.serviceId());
        }
    }

    private void endpoint(Element parent, String name, EntityMetadata.Endpoint endpoint) {
        Element e = element(parent, name);
        e.setAttribute("Binding", endpoint.binding());
        e.setAttribute("Location", endpoint.location());
    }

    private void indexed(Element parent, String name, EntityMetadata.IndexedEndpoint endpoint) {
        Element e = element(parent, name);
        e.setAttribute("Binding", endpoint.binding());
        e.setAttribute("Location", endpoint.location());
        e.setAttribute("index", Integer.toString(endpoint.index()));
        e.setAttribute("isDefault", Boolean.toString(endpoint.isDefault()));
    }

    /** A KeyDescriptor with KeyName and X509Certificate, also used in the service catalogue. */
    public static Element key(Document document, EntityMetadata.Key key) {
        Element descriptor = document.createElementNS(MD, "md:KeyDescriptor");
        if (key.use() != EntityMetadata.Use.ANY) {
            descriptor.setAttribute("use", key.use().name().toLowerCase(java.util.Locale.ROOT));
        }
        Element info = child(document, descriptor, "KeyInfo");
        child(document, info, "KeyName").setTextContent(key.keyName());
        try {
            child(document, child(document, info, "X509Data"), "X509Certificate")
                    .setTextContent(Base64.getEncoder().encodeToString(key.certificate().getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(e);
        }
        return descriptor;
    }

    private static Element child(Document document, Element parent, String name) {
        Element e = document.createElementNS(DS, "ds:" + name);
        parent.appendChild(e);
        return e;
    }

    /** A key of this library's own naming. */
    public static EntityMetadata.Key key(EntityMetadata.Use use, SigningKey key) {
        return new EntityMetadata.Key(use, key.keyName(), key.certificate());
    }

    /** SOAP endpoint with index 0. */
    public static EntityMetadata.IndexedEndpoint soap(String location) {
        return new EntityMetadata.IndexedEndpoint(0, true, SamlNames.BINDING_SOAP, location);
    }
}
