package nl.etdnetwerk.saml.encryption;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import nl.etdnetwerk.saml.message.EncryptedId;
import nl.etdnetwerk.saml.message.MessageIds;
import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.OpenSaml;
import nl.etdnetwerk.saml.xml.UnacceptableXmlException;

/** EncryptedIDs as elements: read from a message, and renamed where they are copied beside their original. */
public final class EncryptedIdElements {

    private static final String XENC = "http://www.w3.org/2001/04/xmlenc#";
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";

    private EncryptedIdElements() {}

    /** An EncryptedID as it arrived outside a SAML message; empty for what is none. */
    public static Optional<EncryptedId> read(byte[] xml) {
        try {
            Element root = HardenedXml.parse(xml, HardenedXml.Kind.MESSAGE).getDocumentElement();
            return "EncryptedID".equals(root.getLocalName()) ? Optional.of(read(root)) : Optional.empty();
        } catch (UnacceptableXmlException e) {
            return Optional.empty();
        }
    }

    /** An EncryptedID element as value. */
    public static EncryptedId read(Element element) {
        NodeList keys = element.getElementsByTagNameNS(XENC, "EncryptedKey");
        List<String> recipients = new ArrayList<>();
        for (int i = 0; i < keys.getLength(); i++) {
            recipients.add(((Element) keys.item(i)).getAttribute("Recipient"));
        }
        return new EncryptedId(List.copyOf(recipients), OpenSaml.bytesAlone(element));
    }

    /**
     * The same value with new ids on EncryptedData and EncryptedKey and all references to them. A summary assertion that repeats
     * an EncryptedID of the assertion in its Advice would otherwise hold every id twice (saml.md 1.9).
     */
    public static EncryptedId withNewIds(EncryptedId id) {
        try {
            Element root = HardenedXml.parse(id.xml(), HardenedXml.Kind.MESSAGE).getDocumentElement();
            rename(root, "EncryptedData");
            rename(root, "EncryptedKey");
            return new EncryptedId(id.recipients(), OpenSaml.bytes(root));
        } catch (UnacceptableXmlException e) {
            throw new IllegalArgumentException("not an EncryptedID", e);
        }
    }

    private static void rename(Element root, String name) {
        NodeList elements = root.getElementsByTagNameNS(XENC, name);
        for (int i = 0; i < elements.getLength(); i++) {
            Element e = (Element) elements.item(i);
            String old = e.getAttribute("Id");
            if (!old.isEmpty()) {
                String fresh = MessageIds.next();
                e.setAttribute("Id", fresh);
                refer(root, DS, "RetrievalMethod", "#" + old, "#" + fresh);
                refer(root, XENC, "DataReference", "#" + old, "#" + fresh);
            }
        }
    }

    private static void refer(Element root, String namespace, String name, String from, String to) {
        NodeList references = root.getElementsByTagNameNS(namespace, name);
        for (int i = 0; i < references.getLength(); i++) {
            Element e = (Element) references.item(i);
            if (e.getAttribute("URI").equals(from)) {
                e.setAttribute("URI", to);
            }
        }
    }
}
