package nl.etdnetwerk.bsnksoap;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.SignedInfo;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.xml.ChildElements;
import nl.etdnetwerk.saml.xml.HardenedXml;
import nl.etdnetwerk.saml.xml.SignatureCheck;
import nl.etdnetwerk.saml.xml.UnacceptableXmlException;

/**
 * The WS-Security header: a signature over at least the Body and the KeyInfo, RSA-SHA256, SHA-256, exclusive canonicalisation, its key
 * named by issuer and serial number or by the certificate itself (bsnk.md 4.1). What else is signed has to stand in the Header.
 */
final class WsSecurity {

    static final String WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    private static final String EXCLUSIVE = Transforms.TRANSFORM_C14N_EXCL_OMIT_COMMENTS;
    private static final String ID = "Id";
    /** Body, KeyInfo, a Timestamp and the headers of WS-Addressing; more is no message of a client. */
    private static final int MOST_REFERENCES = 12;
    /** More than the digits of the twenty bytes that a serial number may have (RFC 5280 4.1.2.2). */
    private static final int LONGEST_SERIAL = 60;
    private static final Duration SKEW = Duration.ofMinutes(1);

    private WsSecurity() {}

    /** Signs the Body, and puts the signature in the Security header that is there. */
    static void sign(Document document, Element security, Element body, SigningKey key)
            throws XMLSecurityException, UnacceptableXmlException {
        body.setIdAttributeNS(WSU, ID, true);
        XMLSignature signature = new XMLSignature(document, "", XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA256, EXCLUSIVE);
        security.appendChild(signature.getElement());
        signature.getKeyInfo().setId("key");
        X509Certificate c = key.certificate();
        String reference = "<wsse:SecurityTokenReference xmlns:wsse=\"" + WSSE + "\"><ds:X509Data xmlns:ds=\"" + DS
                + "\"><ds:X509IssuerSerial><ds:X509IssuerName>"
                + BsnkMessages.escape(c.getIssuerX500Principal().getName()) + "</ds:X509IssuerName><ds:X509SerialNumber>"
                + c.getSerialNumber()
                + "</ds:X509SerialNumber></ds:X509IssuerSerial></ds:X509Data></wsse:SecurityTokenReference>";
        Element str = HardenedXml.parse(reference.getBytes(StandardCharsets.UTF_8), HardenedXml.Kind.MESSAGE).getDocumentElement();
        signature.getKeyInfo().addUnknownElement((Element) document.importNode(str, true));
        for (String id : List.of("#" + body.getAttributeNS(WSU, ID), "#key")) {
            Transforms transforms = new Transforms(document);
            transforms.addTransform(EXCLUSIVE);
            signature.addDocument(id, transforms, SHA256);
        }
        signature.sign(key.privateKey());
    }

    /**
     * Whether this very Body is signed with the key of the sender, and the message still holds.
     *
     * @throws BsnkFault AuthorizationError with what is wrong
     */
    static void verify(Element header, Element body, X509Certificate sender, Instant now) throws BsnkFault {
        Element security = BsnkMessages.only(header, WSSE, "Security", BsnkFault.Reason.AuthorizationError);
        Element element = BsnkMessages.only(security, DS, "Signature", BsnkFault.Reason.AuthorizationError);
        Element keyInfo = BsnkMessages.only(element, DS, "KeyInfo", BsnkFault.Reason.AuthorizationError);
        require(names(keyInfo, sender),
                "KeyInfo does not name the certificate of the connection, by issuer and serial number or by itself");
        try {
            XMLSignature signature = new XMLSignature(element, "", true);
            Optional<String> content = mark(body, WSU);
            Optional<String> key = mark(keyInfo, null);
            require(content.isPresent() && key.isPresent(), "Body and KeyInfo need an id each, that a signature can refer to");
            Set<String> required = Set.of(content.get(), key.get());
            Set<String> allowed = new HashSet<>(required);
            allowed.addAll(markHeaders(header, security));
            Set<String> signed = references(signature.getSignedInfo());
            require(signed.containsAll(required), "not both Body and KeyInfo are signed");
            require(allowed.containsAll(signed), "something is signed that is no part of this envelope's Header or Body");
            require(signature.checkSignatureValue(sender.getPublicKey()), "the signature does not verify");
        } catch (XMLSecurityException | RuntimeException e) {
            throw new BsnkFault(BsnkFault.Reason.AuthorizationError, "the signature cannot be read");
        }
        List<Element> timestamps = ChildElements.named(security, WSU, "Timestamp");
        require(timestamps.size() <= 1, "there is more than one Timestamp");
        if (!timestamps.isEmpty()) {
            checkPeriod(timestamps.get(0), now);
        }
    }

    private static void require(boolean ok, String otherwise) throws BsnkFault {
        if (!ok) {
            throw new BsnkFault(BsnkFault.Reason.AuthorizationError, otherwise);
        }
    }

    /** Makes the identifier of an element one that a reference finds; gives that reference, or nothing where there can be none. */
    private static Optional<String> mark(Element e, String namespace) {
        String id = e.getAttributeNS(namespace, ID);
        if (!SignatureCheck.isName(id)) {
            return Optional.empty();
        }
        e.setIdAttributeNS(namespace, ID, true);
        return Optional.of("#" + id);
    }

    private static List<String> markHeaders(Element header, Element security) {
        List<Element> blocks = new ArrayList<>(ChildElements.of(header));
        blocks.addAll(ChildElements.of(security));
        return blocks.stream().flatMap(e -> mark(e, WSU).stream()).toList();
    }

    private static Set<String> references(SignedInfo info) throws XMLSecurityException, BsnkFault {
        require(XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA256.equals(info.getSignatureMethodURI()), "the signature is not RSA-SHA256");
        require(EXCLUSIVE.equals(info.getCanonicalizationMethodURI()), "the canonicalisation is not the exclusive one");
        require(info.getLength() <= MOST_REFERENCES, "too much is signed");
        Set<String> references = new HashSet<>();
        for (int i = 0; i < info.getLength(); i++) {
            var reference = info.item(i);
            require(SHA256.equals(reference.getMessageDigestAlgorithm().getAlgorithmURI()), "a digest is not SHA-256");
            require(reference.getTransforms() != null && reference.getTransforms().getLength() == 1
                    && EXCLUSIVE.equals(reference.getTransforms().item(0).getURI()), "a transform is not the exclusive canonicalisation");
            references.add(reference.getURI());
        }
        return references;
    }

    private static boolean names(Element keyInfo, X509Certificate sender) throws BsnkFault {
        Optional<String> serial = text(keyInfo, DS, "X509SerialNumber");
        Optional<String> certificate = text(keyInfo, WSSE, "KeyIdentifier");
        try {
            if (serial.isPresent() == certificate.isPresent()) {
                return false;
            }
            return serial.isPresent()
                    ? serial.get().length() <= LONGEST_SERIAL && sender.getSerialNumber().equals(new BigInteger(serial.get()))
                    : Arrays.equals(sender.getEncoded(), Base64.getMimeDecoder().decode(certificate.get()));
        } catch (CertificateEncodingException | IllegalArgumentException e) {
            throw new BsnkFault(BsnkFault.Reason.AuthorizationError, "KeyInfo cannot be read");
        }
    }

    /** Of the only one with this name; more than one is as good as none. */
    private static Optional<String> text(Element parent, String namespace, String name) {
        NodeList found = parent.getElementsByTagNameNS(namespace, name);
        return found.getLength() == 1 ? Optional.of(found.item(0).getTextContent().trim()) : Optional.empty();
    }

    private static void checkPeriod(Element timestamp, Instant now) throws BsnkFault {
        Optional<Instant> created = moment(timestamp, "Created");
        Optional<Instant> expires = moment(timestamp, "Expires");
        require(created.isEmpty() || !created.get().isAfter(now.plus(SKEW)), "the Timestamp is of later");
        require(expires.isEmpty() || expires.get().isAfter(now.minus(SKEW)), "the Timestamp has expired");
    }

    private static Optional<Instant> moment(Element timestamp, String name) throws BsnkFault {
        NodeList found = timestamp.getElementsByTagNameNS(WSU, name);
        require(found.getLength() <= 1, "a Timestamp has two of " + name);
        try {
            return found.getLength() == 0
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(found.item(0).getTextContent().trim()).toInstant());
        } catch (DateTimeException e) {
            throw new BsnkFault(BsnkFault.Reason.AuthorizationError, "the Timestamp cannot be read");
        }
    }
}
