package nl.etdnetwerk.saml.catalogue;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.Validated;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.Definition;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.Instance;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.Intermediation;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.ServiceProvider;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue.TypeSet;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.metadata.EntityIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.metadata.MetadataReader;
import nl.etdnetwerk.saml.metadata.MetadataWriter;
import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.SignatureCheck;
import nl.etdnetwerk.saml.xml.UnacceptableXmlException;
import nl.etdnetwerk.saml.xml.XmlSigning;

/** The catalogue as signed XML (saml.md 4.1). */
public final class CatalogueCodec {

    private static final String ESC = "urn:etoegang:1.13:service-catalog";
    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final String CLAUSE = "saml.md 4.1";

    private CatalogueCodec() {}

    /** Writes and signs. */
    public static byte[] write(ServiceCatalogue catalogue, SigningKey key) {
        Document document = HardenedXml.newDocument();
        Element root = document.createElementNS(ESC, "esc:ServiceCatalogue");
        document.appendChild(root);
        root.setAttribute("ID", MessageIds.next());
        root.setAttributeNS(ESC, "esc:IssueInstant", catalogue.issueInstant().toString());
        root.setAttributeNS(ESC, "esc:Version", catalogue.version());
        for (ServiceProvider p : catalogue.providers()) {
            Element provider = element(root, "ServiceProvider", null);
            provider.setAttributeNS(ESC, "esc:IsPublic", "true");
            element(provider, "ServiceProviderID", p.oin());
            named(provider, "OrganizationDisplayName", p.name());
            p.definitions().forEach(d -> definition(provider, d));
            p.instances().forEach(i -> instance(provider, i));
        }
        return XmlSigning.signDocument(root, "ID", key);
    }

    private static void definition(Element provider, Definition d) {
        Element e = element(provider, "ServiceDefinition", null);
        e.setAttributeNS(ESC, "esc:IsPublic", "true");
        element(e, "ServiceUUID", d.uuid());
        named(e, "ServiceName", d.name());
        named(e, "ServiceDescription", d.description());
        Element level = e.getOwnerDocument().createElementNS(SAML, "saml2:AuthnContextClassRef");
        level.setTextContent(d.minimumLevel().uri());
        e.appendChild(level);
        element(e, "HerkenningsmakelaarId", d.herkenningsmakelaarOin());
        d.typesAllowed().forEach(set -> set.types().forEach(
                type -> element(e, "EntityConcernedTypesAllowed", type).setAttribute("setNumber", Integer.toString(set.number()))));
    }

    private static void instance(Element provider, Instance i) {
        Element e = element(provider, "ServiceInstance", null);
        e.setAttributeNS(ESC, "esc:IsPublic", "true");
        element(e, "ServiceID", i.serviceId());
        element(e, "ServiceUUID", i.uuid());
        element(e, "InstanceOfService", i.definitionUuid());
        i.intermediates().ifPresent(uuid -> element(e, "IntermediatedService", uuid));
        element(e, "HerkenningsmakelaarId", i.herkenningsmakelaarOin());
        i.additionalHerkenningsmakelaars().forEach(oin -> element(e, "AdditionalHerkenningsmakelaarId", oin));
        element(e, "SSOSupport", Boolean.toString(i.ssoSupport()));
        i.certificates().forEach(k -> element(e, "ServiceCertificate", null).appendChild(MetadataWriter.key(e.getOwnerDocument(), k)));
        Element intermediation = element(e, "ServiceIntermediation", null);
        intermediation.setAttribute("intermediationAllowed", i.intermediationAllowed().allowed());
        i.intermediationAllowed().oins().forEach(oin -> element(intermediation, "ServiceIntermediationAllowed", oin));
        element(e, "BsnkStructureVersion", i.structureVersion());
        element(e, "BsnkRecipientKeySetVersion", Long.toString(i.keySetVersion()));
    }

    private static Element element(Element parent, String name, String text) {
        Element e = parent.getOwnerDocument().createElementNS(ESC, "esc:" + name);
        if (text != null) {
            e.setTextContent(text);
        }
        parent.appendChild(e);
        return e;
    }

    private static void named(Element parent, String name, String text) {
        element(parent, name, text).setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:lang", "nl");
    }

    /**
     * Reads and checks a catalogue; nothing of it may be used when it is not valid.
     *
     * @param signer certificates of the scheme operator by KeyName
     */
    public static Validated<ServiceCatalogue> read(byte[] xml, Map<String, X509Certificate> signer) {
        Findings findings = new Findings();
        try {
            Element root = HardenedXml.parse(xml, HardenedXml.Kind.DOCUMENT).getDocumentElement();
            if (!is(root, "ServiceCatalogue")) {
                findings.add("CATALOGUE_ROOT", CLAUSE, "/", "ServiceCatalogue", root.getNodeName());
                return new Validated<>(Optional.empty(), findings.list());
            }
            SignatureCheck.verify(root, "ID", signer, "ServiceCatalogue", findings);
            CatalogueSchema.check(root, findings);
            List<ServiceProvider> providers = children(root, "ServiceProvider").stream().map(p -> provider(p, findings)).toList();
            findings.require(!providers.isEmpty(), "CATALOGUE_EMPTY", CLAUSE, "ServiceCatalogue", "at least one ServiceProvider", "none");
            ServiceCatalogue catalogue = new ServiceCatalogue(instant(root.getAttributeNS(ESC, "IssueInstant"), findings),
                    root.getAttributeNS(ESC, "Version"), providers);
            CatalogueRules.check(catalogue, findings);
            return new Validated<>(Optional.of(catalogue), findings.list());
        } catch (UnacceptableXmlException e) {
            return new Validated<>(Optional.empty(), List.of(e.finding()));
        }
    }

    private static Instant instant(String text, Findings findings) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            findings.add("CATALOGUE_ISSUE_INSTANT", CLAUSE, "ServiceCatalogue/@IssueInstant", "a moment", text);
            return Instant.EPOCH;
        }
    }

    private static ServiceProvider provider(Element p, Findings findings) {
        return new ServiceProvider(text(p, "ServiceProviderID"), text(p, "OrganizationDisplayName"),
                children(p, "ServiceDefinition").stream().map(d -> definition(d, findings)).toList(),
                children(p, "ServiceInstance").stream().map(i -> instance(i, findings)).toList());
    }

    private static Definition definition(Element d, Findings findings) {
        String uri = Optional.ofNullable(d.getElementsByTagNameNS(SAML, "AuthnContextClassRef").item(0)).map(Node::getTextContent)
                .orElse("");
        Optional<LevelOfAssurance> level = LevelOfAssurance.of(uri);
        findings.require(level.isPresent(), "CATALOGUE_LEVEL", CLAUSE, "ServiceDefinition/AuthnContextClassRef", "an assurance-class URI",
                uri);
        Map<Integer, List<String>> sets = new TreeMap<>();
        for (Element t : children(d, "EntityConcernedTypesAllowed")) {
            String number = t.getAttribute("setNumber");
            sets.computeIfAbsent(number.matches("[0-9]{1,4}") ? Integer.parseInt(number) : 1, n -> new ArrayList<>())
                    .add(t.getTextContent().trim());
        }
        boolean branches = children(d, "ServiceRestrictionsAllowed").stream()
                .anyMatch(e -> e.getTextContent().trim().endsWith(":Vestigingsnr"));
        findings.require(!branches || sets.values().stream().anyMatch(set -> set.stream().anyMatch(t -> t.endsWith(":KvKnr"))),
                "CATALOGUE_RESTRICTION", CLAUSE, "ServiceDefinition/ServiceRestrictionsAllowed", "Vestigingsnr only with type KvKnr",
                sets.values());
        // Where the level cannot be read the highest is asked, so that a broken entry never lowers it.
        return new Definition(text(d, "ServiceUUID"), text(d, "ServiceName"), text(d, "ServiceDescription"),
                level.orElse(LevelOfAssurance.LOA4), text(d, "HerkenningsmakelaarId"),
                sets.entrySet().stream().map(s -> new TypeSet(s.getKey(), List.copyOf(s.getValue()))).toList());
    }

    private static Instance instance(Element i, Findings findings) {
        List<EntityMetadata.Key> keys = children(i, "ServiceCertificate").stream().flatMap(c -> MetadataReader.keys(c, findings).stream())
                .toList();
        Intermediation intermediation = children(i, "ServiceIntermediation").stream().findFirst()
                .map(e -> new Intermediation(e.getAttribute("intermediationAllowed"),
                        children(e, "ServiceIntermediationAllowed").stream().map(n -> n.getTextContent().trim()).toList()))
                .orElse(Intermediation.NONE);
        String ksv = text(i, "BsnkRecipientKeySetVersion");
        return new Instance(text(i, "ServiceID"), text(i, "ServiceUUID"), text(i, "InstanceOfService"),
                Optional.of(text(i, "IntermediatedService")).filter(s -> !s.isEmpty()),
                text(i, "HerkenningsmakelaarId"), text(i, "SSOSupport").matches("true|1"), keys, intermediation,
                text(i, "BsnkStructureVersion"),
                ksv.matches("[0-9]{1,9}") ? Long.parseLong(ksv) : 0,
                children(i, "AdditionalHerkenningsmakelaarId").stream().map(e -> e.getTextContent().trim()).toList());
    }

    private static boolean is(Node n, String name) {
        return n instanceof Element e && name.equals(e.getLocalName()) && ESC.equals(e.getNamespaceURI());
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (is(n, name)) {
                found.add((Element) n);
            }
        }
        return found;
    }

    private static String text(Element parent, String name) {
        return children(parent, name).stream().findFirst().map(e -> e.getTextContent().trim()).orElse("");
    }

    /** ServiceID of the provider of an instance, for messages about it. */
    static Optional<String> oinOf(Instance instance) {
        return EntityIds.serviceOin(instance.serviceId());
    }
}
