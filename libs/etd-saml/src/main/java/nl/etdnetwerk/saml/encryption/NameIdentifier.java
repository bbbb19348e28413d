package nl.etdnetwerk.saml.encryption;

/**
 * What is inside an EncryptedID: a persistent NameID.
 *
 * @param type NameQualifier, tells whether it is an identity or a pseudonym (finding V4)
 * @param value for BSN and PseudoID the base64 of a signed EI or EP
 */
public record NameIdentifier(String type, String value) {

    /** Does not show the value. */
    @Override
    public String toString() {
        return "NameIdentifier[" + type + "]";
    }
}
