package nl.etdnetwerk.bsnksoap;

import java.nio.charset.StandardCharsets;

import org.w3c.dom.NodeList;

import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.UnacceptableXmlException;

/** The certificate in a ds:X509Data, as the key delivery has it (bsnk.md 4.2). */
public final class X509Data {

    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";

    private X509Data() {}

    /**
     * The base64 of the only certificate.
     *
     * @param xml of the element
     * @throws BsnkFault SyntaxError when there is not exactly one
     */
    public static String certificate(String xml) throws BsnkFault {
        try {
            NodeList certificates = HardenedXml.parse(xml.getBytes(StandardCharsets.UTF_8), HardenedXml.Kind.MESSAGE)
                    .getElementsByTagNameNS(DS, "X509Certificate");
            if (certificates.getLength() != 1) {
                throw new BsnkFault(BsnkFault.Reason.SyntaxError, "not one certificate");
            }
            return certificates.item(0).getTextContent();
        } catch (UnacceptableXmlException e) {
            throw new BsnkFault(BsnkFault.Reason.SyntaxError, e.finding().code());
        }
    }
}
