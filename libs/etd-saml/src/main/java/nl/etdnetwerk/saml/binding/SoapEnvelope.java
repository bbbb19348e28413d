package nl.etdnetwerk.saml.binding;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.w3c.dom.Element;

import nl.etdnetwerk.saml.Finding;
import nl.etdnetwerk.saml.xml.ChildElements;
import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.UnacceptableXmlException;

/** SOAP 1.1 around one message; SOAP 1.2 is read too, as some clients send it (saml.md 1.5). */
public final class SoapEnvelope {

    /** Content type of every answer. */
    public static final String CONTENT_TYPE = "text/xml; charset=utf-8";
    /** SOAPAction of SAML. */
    public static final String ACTION = "http://www.oasis-open.org/committees/security";
    private static final String SOAP11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP12 = "http://www.w3.org/2003/05/soap-envelope";

    private SoapEnvelope() {}

    /** The message in an envelope. */
    public static byte[] wrap(byte[] message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + 200);
        out.writeBytes(("<soap:Envelope xmlns:soap=\"" + SOAP11 + "\"><soap:Body>").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(message);
        out.writeBytes("</soap:Body></soap:Envelope>".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** A fault that says nothing but who is to blame. */
    public static byte[] fault(boolean client, String code) {
        return wrap(
                ("<soap:Fault xmlns:soap=\"" + SOAP11 + "\"><faultcode>soap:" + (client ? "Client" : "Server") + "</faultcode><faultstring>"
                        + code.replaceAll("[^A-Za-z0-9_. -]", "") + "</faultstring></soap:Fault>").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The one element in the Body.
     *
     * @throws UnacceptableXmlException as {@link HardenedXml#parse}, and SOAP_BODY when there is not exactly one child
     */
    public static Element unwrap(byte[] envelope) throws UnacceptableXmlException {
        Element root = HardenedXml.parse(envelope, HardenedXml.Kind.MESSAGE).getDocumentElement();
        boolean soap = "Envelope".equals(root.getLocalName())
                && (SOAP11.equals(root.getNamespaceURI()) || SOAP12.equals(root.getNamespaceURI()));
        List<Element> bodies = soap ? ChildElements.of(root).stream().filter(e -> "Body".equals(e.getLocalName())).toList() : List.of();
        List<Element> content = bodies.size() == 1 ? ChildElements.of(bodies.get(0)) : List.of();
        return Optional.of(content).filter(c -> c.size() == 1).map(c -> c.get(0)).orElseThrow(() -> new UnacceptableXmlException(
                new Finding("SOAP_BODY", "saml.md 1.5", "Envelope/Body", "a SOAP envelope with one element in its Body",
                        root.getLocalName())));
    }
}
