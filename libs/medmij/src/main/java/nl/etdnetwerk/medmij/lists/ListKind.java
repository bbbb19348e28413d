package nl.etdnetwerk.medmij.lists;

/** The lists and releases that can be written and read, with file name, root element and namespace (medmij.md 4.1, 4.3). */
public enum ListKind {
    /** ZAL, interface 1.x. */
    ZAL_RELEASE2("MedMij_Zorgaanbiederslijst", "Zorgaanbiederslijst", "xmlns://afsprakenstelsel.medmij.nl/zorgaanbiederslijst/release2/",
            "zal-release2.xsd"),
    /** ZAL, interface 2.x. */
    ZAL_RELEASE3("MedMij_Zorgaanbiederslijst", "Zorgaanbiederslijst", "xmlns://afsprakenstelsel.medmij.nl/zorgaanbiederslijst/release3/",
            "zal-release3.xsd"),
    /** OCL. */
    OCL("MedMij_OAuthclientlist", "OAuthclientlist", "xmlns://afsprakenstelsel.medmij.nl/oauthclientlist/release2/", "ocl.xsd"),
    /** WHL. */
    WHL("MedMij_Whitelist", "Whitelist", "xmlns://afsprakenstelsel.medmij.nl/whitelist/release2/", "whl.xsd"),
    /** GNL. */
    GNL("MedMij_Gegevensdienstnamenlijst", "Gegevensdienstnamenlijst",
            "xmlns://afsprakenstelsel.medmij.nl/gegevensdienstnamenlijst/release1/", "gnl.xsd"),
    /** ZAKL. */
    ZAKL("MedMij_Zorgaanbiederskoppellijst", "Zorgaanbiederskoppellijst",
            "xmlns://afsprakenstelsel.medmij.nl/Zorgaanbiederskoppellijst/release1/", "zakl.xsd");

    private final String file;
    private final String root;
    private final String namespace;
    private final String schema;

    ListKind(String file, String root, String namespace, String schema) {
        this.file = file;
        this.root = root;
        this.namespace = namespace;
        this.schema = schema;
    }

    /** File name with extension, as on the stelselnode. */
    public String fileName() {
        return file + ".xml";
    }

    String root() {
        return root;
    }

    String namespace() {
        return namespace;
    }

    String schema() {
        return schema;
    }
}
