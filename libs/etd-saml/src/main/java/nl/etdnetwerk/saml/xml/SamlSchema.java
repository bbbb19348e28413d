package nl.etdnetwerk.saml.xml;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import nl.etdnetwerk.saml.Findings;

/** The XSDs of SAML, as OpenSAML has them (saml.md 1.4, the step after parsing). */
public final class SamlSchema {

    /** Empty it means something, though the schema wants a provider in it (saml.md 7.6 N88). */
    private static final String MAY_BE_EMPTY = "IDPList";

    /** Made at first use, once: a fifth of a second. */
    private static final class Holder {

        private static final List<String> DOCUMENTS = List.of("xmldsig-core-schema", "xenc-schema", "saml-schema-assertion-2.0",
                "saml-schema-protocol-2.0");
        private static final HardenedSchema SCHEMA = HardenedSchema.of(DOCUMENTS.stream().map(Holder::read).toArray(Source[]::new));

        /** Without the addresses it names: one finds another by its namespace. */
        private static Source read(String name) {
            try (InputStream in = SamlSchema.class.getResourceAsStream("/schema/" + name + ".xsd")) {
                Document schema = HardenedXml.parse(in.readAllBytes(), HardenedXml.Kind.DOCUMENT);
                NodeList imports = schema.getElementsByTagNameNS("*", "import");
                for (int i = 0; i < imports.getLength(); i++) {
                    ((Element) imports.item(i)).removeAttribute("schemaLocation");
                }
                return new DOMSource(schema);
            } catch (IOException | UnacceptableXmlException e) {
                throw new IllegalStateException(name, e);
            }
        }
    }

    private SamlSchema() {}

    /** An empty list, and a value of a type that only its sender has a schema of. */
    private static boolean isMeant(HardenedSchema.Violation v) {
        return v.element().equals(MAY_BE_EMPTY) && v.constraint().equals("cvc-complex-type.2.4.b")
                || v.element().equals("AttributeValue") && v.constraint().equals("cvc-elt.4.2");
    }

    /**
     * Adds a finding MESSAGE_SCHEMA for everything that is not as the schema has it. Only where no rule had anything to say: a rule says
     * the same better, and with the clause.
     */
    public static void check(Element message, Findings findings) {
        if (!findings.list().isEmpty()) {
            return;
        }
        Holder.SCHEMA.violations(message).stream().filter(v -> !isMeant(v))
                .forEach(v -> findings.add("MESSAGE_SCHEMA", "saml.md 1.4", v.element(), "what the XSD of SAML has", v.message()));
    }
}
