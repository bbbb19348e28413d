package nl.etdnetwerk.bsnksoap;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.apache.xml.security.exceptions.XMLSecurityException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.binding.SoapEnvelope;
import nl.etdnetwerk.saml.binding.SoapNode;
import nl.etdnetwerk.saml.xml.ChildElements;
import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.OpenSaml;
import nl.etdnetwerk.saml.xml.UnacceptableXmlException;

/** Writes and reads signed envelopes: WS-Addressing headers, and a WS-Security signature (bsnk.md 4.1). */
public final class BsnkMessages {

    private static final String SOAP = SoapNode.SOAP11;
    private static final String WSA = "http://www.w3.org/2005/08/addressing";

    private BsnkMessages() {}

    /** A signed envelope around one element. */
    public static byte[] write(BsnkElement body, String action, String to, SigningKey key) {
        StringBuilder xml = new StringBuilder(
                "<soap:Envelope xmlns:soap=\"" + SOAP + "\" xmlns:wsu=\"" + WsSecurity.WSU + "\"><soap:Header><wsse:Security xmlns:wsse=\""
                        + WsSecurity.WSSE
                        + "\" soap:mustUnderstand=\"1\"/>");
        header(xml, "Action", action);
        header(xml, "MessageID", "urn:uuid:" + UUID.randomUUID());
        header(xml, "To", to);
        xml.append("<wsa:ReplyTo xmlns:wsa=\"" + WSA + "\"><wsa:Address>" + WSA
                + "/anonymous</wsa:Address></wsa:ReplyTo></soap:Header><soap:Body wsu:Id=\"body\">");
        element(xml, body, true);
        xml.append("</soap:Body></soap:Envelope>");
        return sign(xml.toString(), key);
    }

    private static void header(StringBuilder xml, String name, String value) {
        xml.append("<wsa:").append(name).append(" xmlns:wsa=\"" + WSA + "\">").append(escape(value)).append("</wsa:").append(name)
                .append('>');
    }

    private static void element(StringBuilder xml, BsnkElement e, boolean root) {
        if (e.name().isEmpty()) {
            xml.append(e.text());
            return;
        }
        xml.append("<b:").append(e.name());
        if (root) {
            xml.append(" xmlns:b=\"" + BsnkElement.NAMESPACE + "\"");
        }
        e.attributes().forEach((n, v) -> xml.append(' ').append(n).append("=\"").append(escape(v)).append('"'));
        xml.append('>').append(escape(e.text()));
        e.children().forEach(c -> element(xml, c, false));
        xml.append("</b:").append(e.name()).append('>');
    }

    static String escape(String s) {
        return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static byte[] sign(String xml, SigningKey key) {
        OpenSaml.warmUp();
        try {
            Document document = HardenedXml.parse(xml.getBytes(StandardCharsets.UTF_8), HardenedXml.Kind.MESSAGE);
            WsSecurity.sign(document, (Element) document.getElementsByTagNameNS(WsSecurity.WSSE, "Security").item(0),
                    (Element) document.getElementsByTagNameNS(SOAP, "Body").item(0), key);
            return OpenSaml.bytes(document.getDocumentElement());
        } catch (XMLSecurityException | UnacceptableXmlException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A fault without detail, as general reasons may also come: the reason stands in its text (bsnk.md 4.1). */
    public static byte[] untypedFault(BsnkFault fault) {
        return SoapEnvelope.fault(fault.blame(), fault.reason().name());
    }

    /**
     * A fault envelope; faults are not signed, the published client reads them before it looks at a signature. What is about the
     * envelope and not about what is in it has no detail (SOAP 1.1, 4.4).
     */
    public static byte[] fault(BsnkFault fault, String detailName) {
        if (fault.isOfEnvelope()) {
            return SoapEnvelope.fault(fault.blame(), fault.getMessage());
        }
        StringBuilder xml = new StringBuilder("<soap:Fault xmlns:soap=\"" + SOAP + "\"><faultcode>soap:" + fault.blame()
                + "</faultcode><faultstring>" + fault.reason() + "</faultstring><detail>");
        element(xml, BsnkElement.parent(detailName, Map.of(), BsnkElement.of("FaultReason", fault.reason().name()),
                BsnkElement.of("FaultDescription", fault.getMessage(), Map.of("lang", "en"))), true);
        return SoapEnvelope.wrap(xml.append("</detail></soap:Fault>").toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads an envelope that was signed with this certificate.
     *
     * @param sender certificate of the TLS peer
     * @param now what a Timestamp is held against
     * @throws BsnkFault the fault inside, SyntaxError for what is no message, AuthorizationError for a missing, bad or expired
     *         signature
     */
    public static BsnkElement read(byte[] xml, X509Certificate sender, Instant now) throws BsnkFault {
        return element(content(xml, sender, now));
    }

    /** The same of a request: what is not as a service description has it is a SyntaxError. */
    public static BsnkElement read(byte[] xml, X509Certificate sender, Instant now, BsnkSchema schema) throws BsnkFault {
        Element content = content(xml, sender, now);
        checkAction(content);
        schema.check(content);
        return element(content);
    }

    private static Element content(byte[] xml, X509Certificate sender, Instant now) throws BsnkFault {
        OpenSaml.warmUp();
        try {
            Element envelope = HardenedXml.parse(xml, HardenedXml.Kind.MESSAGE).getDocumentElement();
            SoapNode.check(envelope, Set.of(SOAP), BsnkMessages::isUnderstood);
            Element body = only(envelope, SOAP, "Body", BsnkFault.Reason.SyntaxError);
            Element content = ChildElements.of(body).stream().findFirst()
                    .orElseThrow(() -> new BsnkFault(BsnkFault.Reason.SyntaxError, "empty Body"));
            if (SOAP.equals(content.getNamespaceURI()) && "Fault".equals(content.getLocalName())) {
                throw fault(content);
            }
            WsSecurity.verify(only(envelope, SOAP, "Header", BsnkFault.Reason.AuthorizationError), body, sender, now);
            if (!BsnkElement.NAMESPACE.equals(content.getNamespaceURI())) {
                throw new BsnkFault(BsnkFault.Reason.SyntaxError, "unknown namespace");
            }
            return content;
        } catch (UnacceptableXmlException e) {
            throw BsnkFault.ofEnvelope(e.finding());
        }
    }

    private static boolean isUnderstood(Element block) {
        return WSA.equals(block.getNamespaceURI())
                || WsSecurity.WSSE.equals(block.getNamespaceURI()) && "Security".equals(block.getLocalName());
    }

    /** An Action is that of the operation it stands with (bsnk.md 4.1). */
    private static void checkAction(Element content) throws BsnkFault {
        Element header = only(content.getOwnerDocument().getDocumentElement(), SOAP, "Header", BsnkFault.Reason.AuthorizationError);
        List<Element> actions = ChildElements.named(header, WSA, "Action");
        String action = BsnkElement.NAMESPACE + ":" + content.getLocalName();
        if (actions.size() > 1 || actions.size() == 1 && !actions.get(0).getTextContent().trim().equals(action)) {
            throw new BsnkFault(BsnkFault.Reason.SyntaxError, "the wsa:Action is not that of the message");
        }
    }

    /** Whether this is SOAP at all: a fault comes with an HTTP status of its own, and so does what is no answer of the service. */
    public static boolean isEnvelope(byte[] answer) {
        try {
            Element root = HardenedXml.parse(answer, HardenedXml.Kind.MESSAGE).getDocumentElement();
            return SOAP.equals(root.getNamespaceURI()) && "Envelope".equals(root.getLocalName());
        } catch (UnacceptableXmlException e) {
            return false;
        }
    }

    /** The reason in the detail, or of an untyped fault in its text (bsnk.md 4.1). */
    private static BsnkFault fault(Element fault) {
        var reasons = fault.getElementsByTagNameNS(BsnkElement.NAMESPACE, "FaultReason");
        var texts = fault.getElementsByTagName("faultstring");
        String text = reasons.getLength() > 0
                ? reasons.item(0).getTextContent().trim()
                : texts.getLength() > 0 ? texts.item(0).getTextContent().trim() : "";
        for (BsnkFault.Reason r : BsnkFault.Reason.values()) {
            // What is about the envelope has its code behind the reason.
            if (r.name().equals(text.split("[^A-Za-z]", 2)[0])) {
                return new BsnkFault(r, "answered by BSNk");
            }
        }
        return new BsnkFault(BsnkFault.Reason.TemporarilyUnavailable, "untyped fault");
    }

    /**
     * The only child with this name.
     *
     * @throws BsnkFault with this reason when there is none, or more than one
     */
    static Element only(Element parent, String namespace, String name, BsnkFault.Reason otherwise) throws BsnkFault {
        List<Element> found = ChildElements.named(parent, namespace, name);
        if (found.size() != 1) {
            throw new BsnkFault(otherwise, name + (found.isEmpty() ? " is missing" : " is there more than once"));
        }
        return found.get(0);
    }

    private static BsnkElement element(Element e) {
        if (!BsnkElement.NAMESPACE.equals(e.getNamespaceURI())) {
            return BsnkElement.foreign(new String(OpenSaml.bytesAlone(e), StandardCharsets.UTF_8));
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < e.getAttributes().getLength(); i++) {
            Attr a = (Attr) e.getAttributes().item(i);
            if (a.getNamespaceURI() == null) {
                attributes.put(a.getName(), a.getValue());
            }
        }
        List<BsnkElement> children = ChildElements.of(e).stream().map(BsnkMessages::element).toList();
        return new BsnkElement(e.getLocalName(), attributes, children.isEmpty() ? e.getTextContent().trim() : "", children);
    }
}
