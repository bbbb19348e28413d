package nl.etdnetwerk.saml.xml;

import org.opensaml.core.xml.XMLObject;

/** The attribute Version of a message, which has to be there (saml.md 1.4, 1.6): OpenSAML's objects say 2.0 also when it is not. */
public final class VersionAttribute {

    private static final String NAME = "Version";

    private VersionAttribute() {}

    /** Whether it is there and is 2.0. */
    public static boolean is20(XMLObject message) {
        return found(message).equals("2.0");
    }

    /** What it is; empty when it is not there. */
    public static String found(XMLObject message) {
        return message.getDOM().getAttributeNS(null, NAME);
    }
}
