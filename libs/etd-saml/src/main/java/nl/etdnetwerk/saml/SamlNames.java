package nl.etdnetwerk.saml;

/** URIs of the eTD profile (saml.md 1). */
public final class SamlNames {

    /** Attribute with the identity of the acting person, values are EncryptedIDs (saml.md 1.8). */
    public static final String ACTING_SUBJECT_ID = "urn:etoegang:core:ActingSubjectID";
    /** Attribute with the UUID of the service instance. */
    public static final String SERVICE_UUID = "urn:etoegang:core:ServiceUUID";
    /** Attribute with the ServiceID of the service instance. */
    public static final String SERVICE_ID = "urn:etoegang:core:ServiceID";
    /** Attribute of an AD assertion: whether a mandate has to be established. */
    public static final String REPRESENTATION = "urn:etoegang:core:Representation";
    /** Extension of a request: entity IDs of the parties that an answer is meant for (inferred, saml.md 2.1). */
    public static final String INTENDED_AUDIENCE = "urn:etoegang:core:IntendedAudience";
    /** Extension of a request of a DVP: MedMij name of the zorgaanbieder whose service it intermediates (finding N1, ours). */
    public static final String ZORGAANBIEDERNAAM = "urn:medmij:Zorgaanbiedernaam";
    /** Extension of a request of a DVP: ids of the chosen gegevensdiensten, one value each (ours). */
    public static final String GEGEVENSDIENST_ID = "urn:medmij:GegevensdienstId";
    /** NameQualifier of a polymorphic identity (EI). */
    public static final String TYPE_BSN = "urn:etoegang:1.12:EntityConcernedID:BSN";
    /** NameQualifier of a polymorphic pseudonym (EP). */
    public static final String TYPE_PSEUDO_ID = "urn:etoegang:1.12:EntityConcernedID:PseudoID";
    /** A pseudonym in plain text, of the legacy form (1.9, used in 1.11). */
    public static final String TYPE_PSEUDO_PLAIN = "urn:etoegang:1.9:EntityConcernedID:Pseudo";
    /** NameQualifier of a pseudonym of an AD for one service provider, in an EncryptedID. */
    public static final String TYPE_PSEUDO = "urn:etoegang:1.13:EntityConcernedID:Pseudo";
    /** The only NameID format of what is inside an EncryptedID, and that of the subject of a summary in 1.11. */
    public static final String PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
    /** NameID format of the subject of an assertion (1.13). */
    public static final String TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
    /** Binding HTTP-Artifact (saml.md 1.3). */
    public static final String BINDING_ARTIFACT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact";
    /** Binding HTTP-POST (saml.md 1.3). */
    public static final String BINDING_POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
    /** Binding HTTP-Redirect (saml.md 1.3). */
    public static final String BINDING_REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
    /** Binding SOAP (saml.md 1.3). */
    public static final String BINDING_SOAP = "urn:oasis:names:tc:SAML:2.0:bindings:SOAP";

    private SamlNames() {}
}
