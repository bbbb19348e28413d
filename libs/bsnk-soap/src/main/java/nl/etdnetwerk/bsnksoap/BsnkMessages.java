package nl.etdnetwerk.bsnksoap;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.xml.ChildElements;
import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.OpenSaml;
import nl.etdnetwerk.saml.xml.UnacceptableXmlException;

/**
 * Writes and reads signed envelopes: WS-Addressing headers, and a WS-Security signature over exactly the Body and the KeyInfo,
 * RSA-SHA256, SHA-256, exclusive canonicalisation, key named by issuer and serial number (bsnk.md 4.1).
 */
public final class BsnkMessages {

    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private static final String WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private static final String WSA = "http://www.w3.org/2005/08/addressing";
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    private static final String EXCLUSIVE = Transforms.TRANSFORM_C14N_EXCL_OMIT_COMMENTS;

    private BsnkMessages() {}

    /** A signed envelope around one element. */
    public static byte[] write(BsnkElement body, String action, String to, SigningKey key) {
        StringBuilder xml = new StringBuilder(
                "<soap:Envelope xmlns:soap=\"" + SOAP + "\" xmlns:wsu=\"" + WSU + "\"><soap:Header><wsse:Security xmlns:wsse=\"" + WSSE
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

    private static String escape(String s) {
        return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static byte[] sign(String xml, SigningKey key) {
        OpenSaml.warmUp();
        try {
            Document document = HardenedXml.parse(xml.getBytes(StandardCharsets.UTF_8), HardenedXml.Kind.MESSAGE);
            Element security = (Element) document.getElementsByTagNameNS(WSSE, "Security").item(0);
            ((Element) document.getElementsByTagNameNS(SOAP, "Body").item(0)).setIdAttributeNS(WSU, "Id", true);
            XMLSignature signature = new XMLSignature(document, "", XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA256, EXCLUSIVE);
            security.appendChild(signature.getElement());
            signature.getKeyInfo().setId("key");
            X509Certificate c = key.certificate();
            String reference = "<wsse:SecurityTokenReference xmlns:wsse=\"" + WSSE + "\"><ds:X509Data xmlns:ds=\"" + DS
                    + "\"><ds:X509IssuerSerial><ds:X509IssuerName>"
                    + escape(c.getIssuerX500Principal().getName()) + "</ds:X509IssuerName><ds:X509SerialNumber>" + c.getSerialNumber()
                    + "</ds:X509SerialNumber></ds:X509IssuerSerial></ds:X509Data></wsse:SecurityTokenReference>";
            Element str = HardenedXml.parse(reference.getBytes(StandardCharsets.UTF_8), HardenedXml.Kind.MESSAGE).getDocumentElement();
            signature.getKeyInfo().addUnknownElement((Element) document.importNode(str, true));
            for (String id : List.of("#body", "#key")) {
                Transforms transforms = new Transforms(document);
                transforms.addTransform(EXCLUSIVE);
                signature.addDocument(id, transforms, SHA256);
            }
            signature.sign(key.privateKey());
            return OpenSaml.bytes(document.getDocumentElement());
        } catch (XMLSecurityException | UnacceptableXmlException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A fault without detail, as general reasons may also come: the reason stands in its text (bsnk.md 4.1). */
    public static byte[] untypedFault(BsnkFault fault) {
        return ("<soap:Envelope xmlns:soap=\"" + SOAP + "\"><soap:Body><soap:Fault><faultcode>soap:" + faultCode(fault)
                + "</faultcode><faultstring>" + fault.reason() + "</faultstring></soap:Fault></soap:Body></soap:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String faultCode(BsnkFault fault) {
        return fault.reason() == BsnkFault.Reason.TemporarilyUnavailable ? "Server" : "Client";
    }

    /** A fault envelope; faults are not signed, the published client reads them before it looks at a signature. */
    public static byte[] fault(BsnkFault fault, String detailName) {
        StringBuilder xml = new StringBuilder("<soap:Envelope xmlns:soap=\"" + SOAP + "\"><soap:Body><soap:Fault><faultcode>soap:"
                + faultCode(fault) + "</faultcode><faultstring>"
                + fault.reason() + "</faultstring><detail>");
        element(xml, BsnkElement.parent(detailName, Map.of(), BsnkElement.of("FaultReason", fault.reason().name()),
                BsnkElement.of("FaultDescription", fault.getMessage(), Map.of("lang", "en"))), true);
        return xml.append("</detail></soap:Fault></soap:Body></soap:Envelope>").toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads an envelope that was signed with this certificate.
     *
     * @param sender certificate of the TLS peer
     * @throws BsnkFault the fault inside, SyntaxError for what is no message, AuthorizationError for a missing or bad signature
     */
    public static BsnkElement read(byte[] xml, X509Certificate sender) throws BsnkFault {
        return read(xml, sender, null);
    }

    /** The same, and what is not as a service description has it is a SyntaxError; no schema checks nothing. */
    public static BsnkElement read(byte[] xml, X509Certificate sender, BsnkSchema schema) throws BsnkFault {
        OpenSaml.warmUp();
        try {
            Document document = HardenedXml.parse(xml, HardenedXml.Kind.MESSAGE);
            Element envelope = document.getDocumentElement();
            Element body = only(envelope, SOAP, "Body");
            Element content = ChildElements.of(body).stream().findFirst()
                    .orElseThrow(() -> new BsnkFault(BsnkFault.Reason.SyntaxError, "empty Body"));
            if (SOAP.equals(content.getNamespaceURI()) && "Fault".equals(content.getLocalName())) {
                throw fault(content);
            }
            verify(only(only(only(envelope, SOAP, "Header"), WSSE, "Security"), DS, "Signature"), body, sender);
            if (!BsnkElement.NAMESPACE.equals(content.getNamespaceURI())) {
                throw new BsnkFault(BsnkFault.Reason.SyntaxError, "unknown namespace");
            }
            if (schema != null) {
                schema.check(content);
            }
            return element(content);
        } catch (UnacceptableXmlException e) {
            throw new BsnkFault(BsnkFault.Reason.SyntaxError, e.finding().code());
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
            if (r.name().equals(text)) {
                return new BsnkFault(r, "answered by BSNk");
            }
        }
        return new BsnkFault(BsnkFault.Reason.TemporarilyUnavailable, "untyped fault");
    }

    private static void verify(Element element, Element body, X509Certificate sender) throws BsnkFault {
        try {
            body.setIdAttributeNS(WSU, "Id", true);
            XMLSignature signature = new XMLSignature(element, "", true);
            var info = signature.getSignedInfo();
            Element keyInfo = only(element, DS, "KeyInfo");
            keyInfo.setIdAttribute("Id", true);
            Set<String> references = new HashSet<>();
            boolean ok = XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA256.equals(info.getSignatureMethodURI())
                    && EXCLUSIVE.equals(info.getCanonicalizationMethodURI()) && info.getLength() == 2;
            for (int i = 0; ok && i < 2; i++) {
                var reference = info.item(i);
                references.add(reference.getURI());
                ok = SHA256.equals(reference.getMessageDigestAlgorithm().getAlgorithmURI()) && reference.getTransforms().getLength() == 1
                        && EXCLUSIVE.equals(reference.getTransforms().item(0).getURI());
            }
            ok = ok && references.equals(Set.of("#" + body.getAttributeNS(WSU, "Id"), "#" + keyInfo.getAttribute("Id")))
                    && names(keyInfo, sender)
                    && signature.checkSignatureValue(sender.getPublicKey());
            if (!ok) {
                throw new BsnkFault(BsnkFault.Reason.AuthorizationError, "signature");
            }
        } catch (XMLSecurityException | RuntimeException e) {
            throw new BsnkFault(BsnkFault.Reason.AuthorizationError, "signature");
        }
    }

    private static boolean names(Element keyInfo, X509Certificate sender) {
        var serials = keyInfo.getElementsByTagNameNS(DS, "X509SerialNumber");
        return serials.getLength() == 1 && sender.getSerialNumber().equals(new BigInteger(serials.item(0).getTextContent().trim()));
    }

    private static Element only(Element parent, String namespace, String name) throws BsnkFault {
        List<Element> found = ChildElements.of(parent).stream()
                .filter(e -> namespace.equals(e.getNamespaceURI()) && name.equals(e.getLocalName()))
                .toList();
        return Optional.of(found).filter(f -> f.size() == 1).map(f -> f.get(0))
                .orElseThrow(() -> new BsnkFault(name.equals("Signature") || name.equals("Security")
                        ? BsnkFault.Reason.AuthorizationError
                        : BsnkFault.Reason.SyntaxError, name + " is missing"));
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
