package nl.etdnetwerk.saml.metadata;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.w3c.dom.Element;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.Validated;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Endpoint;
import nl.etdnetwerk.saml.metadata.EntityMetadata.IdentityProvider;
import nl.etdnetwerk.saml.metadata.EntityMetadata.IndexedEndpoint;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Key;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Service;
import nl.etdnetwerk.saml.metadata.EntityMetadata.ServiceProvider;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Use;
import nl.etdnetwerk.saml.xml.ChildElements;
import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.SignatureCheck;
import nl.etdnetwerk.saml.xml.UnacceptableXmlException;

/** Reads metadata and reports everything that is wrong with it (saml.md 3, 7.7). */
public final class MetadataReader {

    private static final String VALID_UNTIL = "validUntil";
    /** First byte of a certificate in DER; of one in PEM, encoded a second time, it is a hyphen. */
    private static final byte SEQUENCE = 0x30;

    private MetadataReader() {}

    /**
     * Network metadata. Nothing of it may be used when it is not valid.
     *
     * @param operator certificates of the scheme operator by KeyName
     */
    public static Validated<List<EntityMetadata>> network(byte[] xml, Map<String, X509Certificate> operator, Instant now) {
        Findings findings = new Findings();
        List<EntityMetadata> entities = new ArrayList<>();
        try {
            Element root = HardenedXml.parse(xml, HardenedXml.Kind.DOCUMENT).getDocumentElement();
            findings.require(is(root, "EntitiesDescriptor"), "METADATA_ROOT", "saml.md 3.5", "/", "EntitiesDescriptor", root.getNodeName());
            SignatureCheck.verify(root, "ID", operator, "EntitiesDescriptor", findings);
            validity(root, "EntitiesDescriptor", now, findings);
            findings.require(root.hasAttribute(VALID_UNTIL) || root.hasAttribute("cacheDuration"), "METADATA_VALIDITY", "saml.md 5.8",
                    "EntitiesDescriptor", "validUntil or cacheDuration", "neither");
            collect(root, instant(root.getAttribute(VALID_UNTIL)), entities, findings);
            Set<String> ids = new HashSet<>();
            entities.stream().map(EntityMetadata::entityId).filter(id -> !ids.add(id)).forEach(
                    id -> findings.add("METADATA_ENTITY_TWICE", "saml.md 3.5", "EntityDescriptor/@entityID", "an entity of its own", id));
        } catch (UnacceptableXmlException e) {
            findings.add(e.finding().code(), e.finding().clause(), e.finding().location(), e.finding().expected(), e.finding().found());
        }
        return new Validated<>(Optional.of(entities), findings.list());
    }

    /** What is around an entity ends its validity too. */
    private static void collect(Element parent, Optional<Instant> until, List<EntityMetadata> entities, Findings findings) {
        for (Element child : ChildElements.of(parent)) {
            Optional<Instant> ends = Stream.concat(until.stream(), instant(child.getAttribute(VALID_UNTIL)).stream())
                    .min(Comparator.naturalOrder());
            if (is(child, "EntitiesDescriptor")) {
                collect(child, ends, entities, findings);
            } else if (is(child, "EntityDescriptor")) {
                entities.add(entity(child, ends, findings));
            }
        }
    }

    /**
     * Metadata that one participant hands in: signed with a key that the file itself presents and whose certificate carries its OIN. The
     * entity stands by itself or alone in an EntitiesDescriptor, and the signature is on either (saml.md 3.2 - 3.4).
     */
    public static Validated<EntityMetadata> participant(byte[] xml, Instant now) {
        Findings findings = new Findings();
        try {
            Element root = HardenedXml.parse(xml, HardenedXml.Kind.DOCUMENT).getDocumentElement();
            boolean wrapped = is(root, "EntitiesDescriptor") && children(root, "EntityDescriptor").size() == 1;
            Element descriptor = wrapped ? children(root, "EntityDescriptor").get(0) : root;
            if (!is(descriptor, "EntityDescriptor")) {
                findings.add("METADATA_ROOT", "saml.md 3.2", "/", "EntityDescriptor", root.getNodeName());
                return new Validated<>(Optional.empty(), findings.list());
            }
            Optional<Instant> until = Stream.of(root, descriptor).flatMap(e -> instant(e.getAttribute(VALID_UNTIL)).stream())
                    .min(Comparator.naturalOrder());
            EntityMetadata entity = entity(descriptor, until, findings);
            Element signed = wrapped && SignatureCheck.isSigned(root) ? root : descriptor;
            SignatureCheck.verify(signed, "ID", entity.signingCertificates(now), signed.getLocalName(), findings);
            validity(descriptor, "EntityDescriptor", now, findings);
            if (wrapped) {
                validity(root, "EntitiesDescriptor", now, findings);
            }
            MetadataRules.check(entity, descriptor, now, findings);
            return new Validated<>(Optional.of(entity), findings.list());
        } catch (UnacceptableXmlException e) {
            findings.add(e.finding().code(), e.finding().clause(), e.finding().location(), e.finding().expected(), e.finding().found());
            return new Validated<>(Optional.empty(), findings.list());
        }
    }

    private static void validity(Element root, String location, Instant now, Findings findings) {
        String until = root.getAttribute(VALID_UNTIL);
        if (!until.isEmpty()) {
            findings.require(instant(until).filter(now::isBefore).isPresent(), "METADATA_EXPIRED", "saml.md 5.8", location + "/@validUntil",
                    "a moment after " + now, until);
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(java.time.OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static EntityMetadata entity(Element d, Optional<Instant> until, Findings findings) {
        Optional<IdentityProvider> idp = children(d, "IDPSSODescriptor").stream().findFirst()
                .map(e -> new IdentityProvider(keys(e, findings), indexed(e, "ArtifactResolutionService", findings),
                        endpoints(e, "SingleLogoutService"),
                        endpoints(e, "SingleSignOnService"),
                        children(e, "NameIDFormat").stream().map(n -> n.getTextContent().trim()).toList()));
        Optional<ServiceProvider> sp = children(d, "SPSSODescriptor").stream().findFirst()
                .map(e -> new ServiceProvider(keys(e, findings), indexed(e, "ArtifactResolutionService", findings),
                        endpoints(e, "SingleLogoutService"),
                        indexed(e, "AssertionConsumerService", findings), services(e, findings)));
        Optional<String> name = children(d, "Organization").stream().flatMap(o -> children(o, "OrganizationDisplayName").stream())
                .map(n -> n.getTextContent().trim()).findFirst();
        return new EntityMetadata(d.getAttribute("entityID"), name, level(d), until, idp, sp);
    }

    private static Optional<LevelOfAssurance> level(Element d) {
        var attributes = d.getElementsByTagNameNS(MetadataWriter.SAML, "Attribute");
        for (int i = 0; i < attributes.getLength(); i++) {
            Element a = (Element) attributes.item(i);
            if (a.getAttribute("Name").equals(MetadataWriter.LEVEL_ATTRIBUTE)) {
                return LevelOfAssurance.of(a.getTextContent());
            }
        }
        return Optional.empty();
    }

    /** KeyDescriptors of an element; those that cannot be read become findings. */
    public static List<Key> keys(Element parent, Findings findings) {
        List<Key> keys = new ArrayList<>();
        for (Element k : children(parent, "KeyDescriptor")) {
            Use use = switch (k.getAttribute("use")) {
                case "signing" -> Use.SIGNING;
                case "encryption" -> Use.ENCRYPTION;
                default -> Use.ANY;
            };
            var names = k.getElementsByTagNameNS(MetadataWriter.DS, "KeyName");
            var certificates = k.getElementsByTagNameNS(MetadataWriter.DS, "X509Certificate");
            findings.require(names.getLength() == 1, "METADATA_KEY_NAME", "saml.md 3.2", "KeyDescriptor/KeyInfo", "one KeyName",
                    names.getLength());
            Optional<X509Certificate> certificate = certificates.getLength() == 1
                    ? certificate(certificates.item(0).getTextContent())
                    : Optional.empty();
            findings.require(certificate.isPresent(), "METADATA_CERTIFICATE", "saml.md 3.2", "KeyDescriptor/KeyInfo/X509Data",
                    "one X509Certificate in base64 of its DER, not of PEM",
                    certificates.getLength() == 1 ? "unreadable" : certificates.getLength());
            if (names.getLength() == 1 && certificate.isPresent()) {
                keys.add(new Key(use, names.item(0).getTextContent().trim(), certificate.get()));
            }
        }
        return List.copyOf(keys);
    }

    /** Java would read base64 of PEM as well; others do not. */
    private static Optional<X509Certificate> certificate(String base64) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64);
            return der.length == 0 || der[0] != SEQUENCE
                    ? Optional.empty()
                    : Optional.of((X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der)));
        } catch (CertificateException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Endpoint> endpoints(Element parent, String name) {
        return children(parent, name).stream().map(e -> new Endpoint(e.getAttribute("Binding"), e.getAttribute("Location"))).toList();
    }

    private static List<IndexedEndpoint> indexed(Element parent, String name, Findings findings) {
        return children(parent, name).stream().map(e -> new IndexedEndpoint(index(e, name, findings), isTrue(e.getAttribute("isDefault")),
                e.getAttribute("Binding"), e.getAttribute("Location"))).toList();
    }

    private static int index(Element e, String name, Findings findings) {
        String index = e.getAttribute("index");
        if (!index.matches("[0-9]{1,5}")) {
            findings.add("METADATA_INDEX", "saml.md 3.2", name + "/@index", "a number", index);
            return -1;
        }
        return Integer.parseInt(index);
    }

    private static List<Service> services(Element parent, Findings findings) {
        return children(parent, "AttributeConsumingService").stream().map(e -> {
            String service = children(e, "RequestedAttribute").stream().map(a -> a.getAttribute("Name")).findFirst().orElse("");
            String name = children(e, "ServiceName").stream().map(n -> n.getTextContent().trim()).findFirst().orElse("");
            return new Service(index(e, "AttributeConsumingService", findings), isTrue(e.getAttribute("isDefault")), name, service);
        }).toList();
    }

    private static boolean isTrue(String value) {
        return value.equals("true") || value.equals("1");
    }

    private static boolean is(Element e, String name) {
        return name.equals(e.getLocalName()) && MetadataWriter.MD.equals(e.getNamespaceURI());
    }

    static List<Element> children(Element parent, String name) {
        return ChildElements.named(parent, MetadataWriter.MD, name);
    }
}
