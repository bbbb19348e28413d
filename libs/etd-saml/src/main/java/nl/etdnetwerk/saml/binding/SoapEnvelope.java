package nl.etdnetwerk.saml.binding;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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

    private static final Set<String> SPOKEN = new TreeSet<>(Set.of(SoapNode.SOAP11, SoapNode.SOAP12));

    private SoapEnvelope() {}

    /** The message in an envelope. */
    public static byte[] wrap(byte[] message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + 200);
        out.writeBytes(("<soap:Envelope xmlns:soap=\"" + SoapNode.SOAP11 + "\"><soap:Body>").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(message);
        out.writeBytes("</soap:Body></soap:Envelope>".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** A fault that says nothing but who is to blame, and by which code. */
    public static byte[] fault(SoapFaultCode blame, String code) {
        return wrap(
                ("<soap:Fault xmlns:soap=\"" + SoapNode.SOAP11 + "\"><faultcode>soap:" + blame + "</faultcode><faultstring>"
                        + code.replaceAll("[^A-Za-z0-9_. -]", "") + "</faultstring></soap:Fault>").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The one element in the Body.
     *
     * @throws UnacceptableXmlException as {@link HardenedXml#parse} and {@link SoapNode#check}, and SOAP_BODY when there is not
     *         exactly one child
     */
    public static Element unwrap(byte[] envelope) throws UnacceptableXmlException {
        Element root = HardenedXml.parse(envelope, HardenedXml.Kind.MESSAGE).getDocumentElement();
        // SAML has no header blocks, so there is none that is understood.
        SoapNode.check(root, SPOKEN, block -> false);
        List<Element> bodies = "Envelope".equals(root.getLocalName())
                ? ChildElements.named(root, root.getNamespaceURI(), "Body")
                : List.of();
        List<Element> content = bodies.size() == 1 ? ChildElements.of(bodies.get(0)) : List.of();
        return Optional.of(content).filter(c -> c.size() == 1).map(c -> c.get(0)).orElseThrow(() -> new UnacceptableXmlException(
                new Finding("SOAP_BODY", "saml.md 1.5", "Envelope/Body", "a SOAP envelope with one element in its Body",
                        root.getLocalName())));
    }
}
