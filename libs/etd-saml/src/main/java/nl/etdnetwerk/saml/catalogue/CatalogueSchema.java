package nl.etdnetwerk.saml.catalogue;

import javax.xml.transform.stream.StreamSource;

import org.w3c.dom.Element;

import nl.etdnetwerk.saml.Findings;
import nl.etdnetwerk.saml.xml.HardenedSchema;

/** The catalogue against our own schema; everything it says is a finding (saml.md 4.1, 7.7 N98). */
final class CatalogueSchema {

    /** Made at first use, once. */
    private static final class Holder {
        private static final HardenedSchema SCHEMA = HardenedSchema
                .of(new StreamSource(CatalogueSchema.class.getResource("service-catalogue.xsd").toExternalForm()));
    }

    private CatalogueSchema() {}

    /** Checks an element that was read by the hardened parser. */
    static void check(Element root, Findings findings) {
        Holder.SCHEMA.violations(root)
                .forEach(v -> findings.add("CATALOGUE_SCHEMA", "saml.md 4.1", v.element(), "what the schema allows", v.message()));
    }
}
